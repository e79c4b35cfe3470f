package io.orograph.arrays;

import io.orograph.arrays.Pickled.Opaque;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads data sets that Python pickled: NumPy arrays, and lists of numbers or texts, in dictionaries, lists and tuples. The
 * restricted {@link Unpickler} runs nothing that the pickle names.
 */
public final class PickledArrays implements TypedArrays {

    /** What is read and what to do, for a refusal. */
    static final String ADVICE = "only NumPy arrays, numbers and texts are read; save the arrays with numpy.savez";

    private static final int DEEPEST = 8;

    /** How many objects are looked into: a small file can refer to one from very many places. */
    private static final int MOST_VISITED = 100_000;

    private final Path file;
    private final FileRanges ranges;
    private final Map<String, PickledArray> arrays = new LinkedHashMap<>();
    private int visited;

    private PickledArrays(Path file, FileRanges ranges) throws IOException {
        this.file = file;
        this.ranges = ranges;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            PickleInput in = new PickleInput(file, stream, ranges.size());
            Unpickler unpickler = new Unpickler(file, in, true);
            collect(unpickler.read(), "", 0);
            if (arrays.isEmpty()) {
                throw new UnsupportedFileException(
                        file, "is a Python pickle without arrays" + asked(unpickler) + "; " + ADVICE);
            }
        }
    }

    private static String asked(Unpickler unpickler) {
        return unpickler.names().isEmpty()
                ? ""
                : ", which asks for "
                        + unpickler.names().stream().map(Excerpt::of).collect(Collectors.joining(", "))
                        + " and gets nothing";
    }

    /**
     * Opens a pickle and finds its arrays.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds no arrays
     * @throws IOException if it cannot be read
     */
    public static PickledArrays open(Path file) throws IOException {
        RegularFile.requireReadable(file);
        FileRanges ranges = new FileRanges(file);
        try {
            return new PickledArrays(file, ranges);
        } catch (IOException | RuntimeException e) {
            ranges.close();
            throw e;
        }
    }

    private void collect(Object value, String path, int depth) {
        if (depth > DEEPEST || visited++ > MOST_VISITED) {
            return;
        }
        Optional<PickledArray> array = PickledArray.of(value);
        if (array.isPresent()) {
            arrays.putIfAbsent(path.isEmpty() ? "0" : path, array.get());
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(inner, joined(path, key), depth + 1));
        } else {
            List<?> items =
                    value instanceof Tuple tuple ? tuple.items() : value instanceof List<?> list ? list : List.of();
            for (int i = 0; i < items.size(); i++) {
                collect(items.get(i), joined(path, i), depth + 1);
            }
        }
    }

    private static String joined(String path, Object key) {
        String name =
                Pickled.text(key).orElseGet(() -> key instanceof Opaque object ? object.path() : String.valueOf(key));
        return path.isEmpty() ? name : path + "." + name;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return arrays.entrySet().stream()
                .map(entry -> entry.getValue().described(entry.getKey()))
                .toList();
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        required(name);
        return arrays.get(name).tensor(ranges, new Origin(file, name));
    }

    @Override
    public List<String> texts(String name) throws IOException {
        required(name);
        return arrays.get(name).texts(new Origin(file, name));
    }

    @Override
    public void close() throws IOException {
        ranges.close();
    }
}
