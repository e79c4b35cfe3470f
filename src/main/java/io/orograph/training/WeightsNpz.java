package io.orograph.training;

import io.orograph.arrays.NpzWriter;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Weights as an NPZ file: an array for each parameter, by its name in the model file and of its shape. */
public final class WeightsNpz {

    private WeightsNpz() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param precision as float32 or as float64
     */
    public static void write(Path file, ParameterLayout layout, double[] theta, Precision precision)
            throws IOException {
        NpzWriter.write(file, npz -> {
            for (Parameter parameter : layout.parameters()) {
                Tensor values =
                        Tensor.of(Arrays.copyOfRange(theta, parameter.offset(), parameter.end()), parameter.shape());
                npz.add(
                        parameter.name(),
                        precision == Precision.DOUBLE ? values : Tensor.of(values.floats(), parameter.shape()));
            }
        });
    }
}
