package io.orograph.training;

import io.orograph.data.NpzReader;
import io.orograph.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arrays of an NPZ file as a checkpoint: what {@link WeightsNpz} writes, or {@code numpy.savez}. */
final class NpzCheckpoint implements Checkpoint {

    private final Path file;
    private final NpzReader npz;
    private final List<Array> arrays = new ArrayList<>();

    private NpzCheckpoint(Path file, NpzReader npz) {
        this.file = file;
        this.npz = npz;
    }

    static NpzCheckpoint open(Path file) throws IOException {
        NpzReader npz = NpzReader.open(file);
        try {
            NpzCheckpoint checkpoint = new NpzCheckpoint(file, npz);
            for (String name : npz.names()) {
                checkpoint.arrays.add(new Array(name, npz.shape(name)));
            }
            return checkpoint;
        } catch (IOException | RuntimeException e) {
            npz.close();
            throw e;
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public List<Array> arrays() {
        return List.copyOf(arrays);
    }

    @Override
    public double[] read(String name) throws IOException {
        return npz.read(name).doubles();
    }

    @Override
    public void close() throws IOException {
        npz.close();
    }
}
