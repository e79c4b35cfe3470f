package io.orograph.study;

import io.orograph.file.DamagedFileException;
import io.orograph.file.FileName;
import io.orograph.file.RegularFile;
import io.orograph.file.Sha256;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Weights that are written so that they can be read again as weights of the same network, running statistics of their
 * own with them: see {@link Outputs#WEIGHTS}.
 *
 * @param experiment whose network they are of
 * @param layout of the vector
 * @param vector not copied
 */
public record WeightsFile(Experiment experiment, ParameterLayout layout, double[] vector) {

    /** Returns weights with their running statistics, if they have any of their own. */
    public static WeightsFile of(Experiment experiment, Weights weights) {
        boolean own = weights.hasStatistics();
        ParameterLayout layout = own ? experiment.layout(StatisticsPolicy.OWN) : experiment.layout();
        return new WeightsFile(experiment, layout, weights.vector(StatisticsPolicy.OWN));
    }

    /** Writes or replaces a model with the graph of the open one, whole or not at all. */
    static void writeModel(Path file, WeightsFile weights) throws IOException {
        Path original = weights.experiment.model().path();
        RegularFile.requireReadable(original);
        if (!Sha256.of(original).equals(weights.experiment.model().sha256())) {
            throw new DamagedFileException(
                    original,
                    "has changed since it was opened, so that " + FileName.of(file)
                            + " cannot be written with its graph; open it again, or save the weights as .npz");
        }
        OnnxWriter.write(original, weights.layout, weights.vector, file);
    }

    /** Writes or replaces an NPZ file with an array for each parameter, whole or not at all. */
    static void writeArrays(Path file, WeightsFile weights) throws IOException {
        WeightsNpz.write(
                file,
                weights.layout,
                weights.vector,
                weights.experiment.objective().precision());
    }
}
