package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A pickled batch of CIFAR, whose rows of 3072 bytes are pictures: 32×32 of red, of green, and of blue. */
final class CifarBatch implements NamedArrays {

    private static final String DATA = "data";
    private static final long[] PICTURE = {3, 32, 32};
    private static final int ROW = 3 * 32 * 32;

    private final NamedArrays batch;

    private CifarBatch(NamedArrays batch) {
        this.batch = batch;
    }

    /** Returns the arrays, with the pictures in their shape where they are a batch of CIFAR. */
    static NamedArrays shaped(NamedArrays arrays) throws IOException {
        boolean rows = arrays.find(DATA)
                .filter(array -> array.type().equals("uint8") && array.shape().length == 2 && array.shape()[1] == ROW)
                .isPresent();
        boolean labels =
                arrays.find("labels").isPresent() || arrays.find("fine_labels").isPresent();
        return rows && labels ? new CifarBatch(arrays) : arrays;
    }

    private static long[] shape(long samples) {
        return new long[] {samples, PICTURE[0], PICTURE[1], PICTURE[2]};
    }

    @Override
    public Path file() {
        return batch.file();
    }

    @Override
    public List<Array> arrays() throws IOException {
        return batch.arrays().stream()
                .map(array ->
                        array.name().equals(DATA) ? new Array(DATA, array.type(), shape(array.shape()[0])) : array)
                .toList();
    }

    @Override
    public double[] read(String name) throws IOException {
        return batch.read(name);
    }

    @Override
    public Tensor tensor(String name) throws IOException {
        Tensor tensor = batch.tensor(name);
        return name.equals(DATA) ? tensor.reshape(shape(tensor.size(0))) : tensor;
    }

    @Override
    public List<String> texts(String name) throws IOException {
        return batch.texts(name);
    }

    @Override
    public void close() throws IOException {
        batch.close();
    }
}
