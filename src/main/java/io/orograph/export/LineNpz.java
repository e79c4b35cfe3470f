package io.orograph.export;

import io.orograph.arrays.NpzWriter;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Curves over one coordinate as an NPZ file: arrays of one axis, float64. */
public final class LineNpz {

    private LineNpz() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param curves by their names, in the order in which they are to be listed
     */
    public static void write(Path file, Map<String, double[]> curves) throws IOException {
        NpzWriter.write(file, npz -> {
            for (Map.Entry<String, double[]> curve : curves.entrySet()) {
                npz.add(curve.getKey(), Tensor.of(curve.getValue(), curve.getValue().length));
            }
        });
    }
}
