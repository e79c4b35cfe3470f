package io.orograph.arrays;

import io.orograph.arrays.Pickled.Storage;
import io.orograph.arrays.Pickled.TensorView;
import io.orograph.file.Excerpt;
import io.orograph.file.RegularFile;
import io.orograph.format.Role;
import io.orograph.network.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads state dicts that PyTorch's {@code torch.save} wrote, as a zip archive (since 1.6) or as pickles one after the
 * other (before). The pickle is read by a restricted {@link Unpickler}.
 */
public final class TorchArrays implements NamedArrays {

    private final Path file;
    private final TorchStorages storages;
    private final Map<String, TensorView> tensors;

    /** All dictionaries of the file, the likeliest first. */
    private final List<Map<String, TensorView>> dictionaries;

    private TorchArrays(Path file, TorchStorages storages, Role role) throws IOException {
        this.file = file;
        this.storages = storages;
        this.dictionaries = StateDict.find(file, storages.root(), storages.names(), role);
        this.tensors = dictionaries.get(0);
    }

    private TorchArrays(TorchArrays whole, Map<String, TensorView> tensors) {
        this.file = whole.file;
        this.storages = whole.storages;
        this.dictionaries = List.of(tensors);
        this.tensors = tensors;
    }

    @Override
    public List<NamedArrays> candidates() {
        List<NamedArrays> candidates = new ArrayList<>(List.of(this));
        dictionaries.stream().skip(1).forEach(other -> candidates.add(new TorchArrays(this, other)));
        return candidates;
    }

    /**
     * Opens a file and reads its pickle.
     *
     * @param legacy whether it is of the older format
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static TorchArrays open(Path file, boolean legacy) throws IOException {
        RegularFile.requireReadable(file);
        TorchStorages storages = legacy ? LegacyTorchFile.open(file) : TorchArchive.open(file);
        try {
            return new TorchArrays(file, storages, Role.WEIGHTS);
        } catch (IOException | RuntimeException e) {
            storages.close();
            throw e;
        }
    }

    /**
     * Opens a file of data: a list of samples, or tensors in a dictionary or a tuple.
     *
     * @param legacy whether it is of the older format
     * @throws io.orograph.file.UnreadableFileException if it is damaged, or holds what is not read
     * @throws IOException if it cannot be read
     */
    public static NamedArrays openData(Path file, boolean legacy) throws IOException {
        RegularFile.requireReadable(file);
        TorchStorages storages = legacy ? LegacyTorchFile.open(file) : TorchArchive.open(file);
        try {
            Optional<NamedArrays> samples = TorchSamples.of(file, storages);
            return samples.isPresent() ? samples.get() : new TorchArrays(file, storages, Role.DATA);
        } catch (IOException | RuntimeException e) {
            storages.close();
            throw e;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        List<Array> arrays = new ArrayList<>();
        tensors.forEach((name, view) -> arrays.add(array(name, view)));
        return arrays;
    }

    @Override
    public Optional<Array> find(String name) {
        return Optional.ofNullable(tensors.get(name)).map(view -> array(name, view));
    }

    private static Array array(String name, TensorView view) {
        return new Array(name, view.storage().format().label(), view.shape());
    }

    /** Returns the numbers, texts and booleans beside the tensors, such as {@code epoch}. */
    @Override
    public Map<String, Object> notes() {
        Map<String, Object> notes = new LinkedHashMap<>();
        if (storages.root() instanceof Map<?, ?> root) {
            root.forEach((key, value) -> {
                if (value instanceof String text) {
                    notes.put(key.toString(), Excerpt.of(text));
                } else if (value instanceof Number || value instanceof Boolean) {
                    notes.put(key.toString(), value);
                }
            });
        }
        return notes;
    }

    @Override
    public double[] read(String name) throws IOException {
        required(name);
        return elements(tensors.get(name), storages);
    }

    /** Returns the elements of a tensor in row-major order. */
    static double[] elements(TensorView view, TorchStorages storages) throws IOException {
        long[] shape = view.shape();
        if (Shape.size(shape) == 0) {
            return new double[0];
        }
        Storage storage = view.storage();
        long extent = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            extent += (shape[axis] - 1) * view.strides()[axis];
        }
        int bytes = storage.format().bytes();
        ByteBuffer part = storages.read(storage, view.offset() * bytes, extent * bytes);
        // Only now: the storage is there, and holds at least as many numbers.
        double[] values = new double[Shape.size(shape)];
        long[] index = new long[shape.length];
        long at = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = storage.format().get(part, (int) at);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                at += view.strides()[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                at -= view.strides()[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    @Override
    public double[] read(String name, int from, int to) throws IOException {
        required(name);
        TensorView view = tensors.get(name);
        if (from == to || !isRowMajor(view)) {
            return Arrays.copyOfRange(read(name), from, to);
        }
        Storage storage = view.storage();
        long bytes = storage.format().bytes();
        ByteBuffer part = storages.read(storage, (view.offset() + from) * bytes, (to - from) * bytes);
        return storage.format().all(part, to - from);
    }

    /** Returns whether the elements lie one after the other; a stride along an axis of size 1 is never taken. */
    private static boolean isRowMajor(TensorView view) {
        long expected = 1;
        for (int axis = view.shape().length - 1; axis >= 0; axis--) {
            if (view.shape()[axis] != 1 && view.strides()[axis] != expected) {
                return false;
            }
            expected *= view.shape()[axis];
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        storages.close();
    }
}
