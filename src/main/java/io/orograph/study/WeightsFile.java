package io.orograph.study;

import io.orograph.file.FileName;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes weights so that they can be read again as weights of the same network. */
public final class WeightsFile {

    private WeightsFile() {}

    /**
     * Writes or replaces a file, whole or not at all: a model with the graph of the open one, or where the name ends in
     * {@code .npz} an array for each parameter; running statistics of the weights' own with them.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Experiment experiment, Weights weights) throws IOException {
        boolean own = weights.hasStatistics();
        ParameterLayout layout = own ? experiment.layout(StatisticsPolicy.OWN) : experiment.layout();
        write(file, experiment, layout, weights.vector(StatisticsPolicy.OWN));
    }

    /**
     * Writes a vector in a layout of its own, as a training has it.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Experiment experiment, ParameterLayout layout, double[] vector)
            throws IOException {
        if (FileName.endsIn(file, List.of(".npz"))) {
            WeightsNpz.write(file, layout, vector, experiment.objective().precision());
        } else {
            OnnxWriter.write(experiment.model().path(), layout, vector, file);
        }
    }
}
