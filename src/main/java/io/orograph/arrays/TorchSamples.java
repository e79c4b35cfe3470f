package io.orograph.arrays;

import io.orograph.arrays.Pickled.TensorView;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.file.CancellableReading;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads a list of samples that PyTorch's {@code torch.save} wrote, as {@code torch.save(list(dataset), path)} does: each is a
 * tuple or a dictionary of tensors, numbers and texts, alike in all. They are laid one behind the other, an array for each
 * place or name.
 */
final class TorchSamples implements NamedArrays {

    private final Path file;
    private final TorchStorages storages;

    /** What all samples hold, by name: tensors of one shape, numbers, or texts. */
    private final Map<String, List<Object>> columns = new LinkedHashMap<>();

    private TorchSamples(Path file, TorchStorages storages) {
        this.file = file;
        this.storages = storages;
    }

    /**
     * Returns the samples of a file; empty if it holds something else.
     *
     * @throws UnsupportedFileException if samples differ in what they hold
     * @throws IOException if it cannot be read
     */
    static Optional<NamedArrays> of(Path file, TorchStorages storages) throws IOException {
        List<?> samples = storages.root() instanceof List<?> list ? list : List.of();
        if (samples.isEmpty() || parts(samples.get(0)).size() < 2) {
            return Optional.empty();
        }
        TorchSamples found = new TorchSamples(file, storages);
        for (int i = 0; i < samples.size(); i++) {
            Map<String, Object> parts = parts(samples.get(i));
            if (i > 0 && !parts.keySet().equals(found.columns.keySet())) {
                throw found.differs(i, "other parts than the first");
            }
            parts.forEach((name, part) -> found.columns
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(part));
        }
        found.requireAlike();
        return Optional.of(found);
    }

    private static Map<String, Object> parts(Object sample) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (sample instanceof Map<?, ?> map) {
            map.forEach((key, value) -> parts.put(String.valueOf(key), value));
        } else {
            List<?> items =
                    sample instanceof Tuple tuple ? tuple.items() : sample instanceof List<?> list ? list : List.of();
            for (int i = 0; i < items.size(); i++) {
                parts.put(Integer.toString(i), items.get(i));
            }
        }
        if (!parts.values().stream().allMatch(part -> part instanceof TensorView || isPlain(part))) {
            parts.clear();
        }
        return parts;
    }

    private static boolean isPlain(Object part) {
        return part instanceof Number || part instanceof Boolean || part instanceof String;
    }

    private void requireAlike() throws IOException {
        long bytes = 0;
        for (List<Object> column : columns.values()) {
            Object first = column.get(0);
            for (int i = 0; i < column.size(); i++) {
                if (!areAlike(first, column.get(i))) {
                    throw differs(i, text(column.get(i)) + " where the first has " + text(first));
                }
            }
            if (first instanceof TensorView view) {
                bytes += column.size() * (long) view.storage().format().bytes() * Shape.size(view.shape());
            }
        }
        if (bytes > Files.size(file)) {
            throw new UnsupportedFileException(
                    file, "refers from several samples to the same numbers; save them as one tensor (torch.stack)");
        }
    }

    private static boolean areAlike(Object one, Object other) {
        if (one instanceof TensorView first && other instanceof TensorView second) {
            return Arrays.equals(first.shape(), second.shape());
        }
        return one instanceof String
                ? other instanceof String
                : isPlain(one) && isPlain(other) && !(other instanceof String);
    }

    private static String text(Object part) {
        return part instanceof TensorView view
                ? "a tensor " + Shape.text(view.shape())
                : part instanceof String text ? "the text " + Excerpt.of(text) : "the number " + part;
    }

    private UnsupportedFileException differs(int sample, String what) {
        return new UnsupportedFileException(
                file,
                "is a list of samples that are not alike: number " + sample + ", from 0, has " + what
                        + "; bring them to one size and save them as torch.save({\"x\": inputs, \"y\": targets}, path)");
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return columns.entrySet().stream()
                .map(column -> new Array(column.getKey(), type(column.getValue()), shape(column.getValue())))
                .toList();
    }

    private static String type(List<Object> column) {
        if (column.get(0) instanceof TensorView view) {
            return view.storage().format().label();
        }
        return column.get(0) instanceof String ? ArraysFormat.ANY_TEXT : areWhole(column) ? "int64" : "float64";
    }

    private static boolean areWhole(List<Object> column) {
        return column.stream().noneMatch(number -> number instanceof Double);
    }

    private static long[] shape(List<Object> column) {
        long[] each = column.get(0) instanceof TensorView view ? view.shape() : new long[0];
        return IntStream.range(-1, each.length)
                .mapToLong(i -> i < 0 ? column.size() : each[i])
                .toArray();
    }

    @Override
    public double[] read(String name) throws IOException {
        required(name);
        List<Object> column = columns.get(name);
        if (column.get(0) instanceof String) {
            throw new UnsupportedFileException(file, "holds text, no numbers, in its array " + Excerpt.of(name));
        }
        double[] values = new double[Shape.size(shape(column))];
        int each = values.length / column.size();
        for (int i = 0; i < column.size(); i++) {
            CancellableReading.check(i);
            Object part = column.get(i);
            if (part instanceof TensorView view) {
                System.arraycopy(TorchArrays.elements(view, storages), 0, values, i * each, each);
            } else {
                values[i] = number(part);
            }
        }
        return values;
    }

    private static double number(Object part) {
        if (part instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return ((Number) part).doubleValue();
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        double[] values = read(name);
        List<Object> column = columns.get(name);
        boolean whole = !(column.get(0) instanceof TensorView) && areWhole(column);
        return whole
                ? Tensor.of(
                        Arrays.stream(values).mapToLong(value -> (long) value).toArray(), shape(column))
                : Tensor.of(values, shape(column));
    }

    @Override
    public List<String> texts(String name) throws IOException {
        required(name);
        List<Object> column = columns.get(name);
        return column.get(0) instanceof String
                ? column.stream().map(String.class::cast).toList()
                : NamedArrays.super.texts(name);
    }

    @Override
    public void close() throws IOException {
        storages.close();
    }
}
