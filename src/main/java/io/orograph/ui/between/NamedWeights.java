package io.orograph.ui.between;

import io.orograph.experiment.Experiment;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.network.Network;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a model, in the layout of the network that is open.
 *
 * @param name what its mark says
 * @param state θ, then the model's own running statistics of batch normalisations, if the network has any; not to be
 *     written to
 * @param sha256 digest of the file they come from; empty for weights that are in no file
 */
public record NamedWeights(String name, double[] state, String sha256) {

    /** Those that are open. */
    static NamedWeights open(Experiment experiment) {
        return new NamedWeights(
                shortName(experiment.model().path()),
                experiment.state(),
                experiment.model().sha256());
    }

    /**
     * Those of a model or checkpoint of the architecture that is open.
     *
     * @param notices told how its arrays were matched where it was not by their names alone
     * @throws IOException if it cannot be read or is of another architecture; the message is a sentence
     */
    static NamedWeights read(Path file, Experiment experiment, List<String> notices) throws IOException {
        Network network = experiment.loss().network();
        CheckpointSeries series = CheckpointSeries.withStatistics(List.of(file), network);
        series.match().assignments().stream()
                .filter(assignment -> assignment.basis() != WeightMatch.Basis.NAME || assignment.transposed())
                .forEach(assignment -> notices.add(FileName.of(file) + ": " + assignment.text()));
        return new NamedWeights(shortName(file), series.state(0, network), Sha256.of(file));
    }

    private static String shortName(Path file) {
        return FileName.of(file).replaceFirst("\\.onnx$", "");
    }

    /** The same, with numbers behind names that occur more than once: model (1), model (2). */
    static List<NamedWeights> distinct(List<NamedWeights> models) {
        List<NamedWeights> distinct = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            NamedWeights model = models.get(i);
            long before = count(models.subList(0, i), model.name());
            distinct.add(
                    count(models, model.name()) == 1
                            ? model
                            : new NamedWeights(
                                    model.name() + " (" + (before + 1) + ")", model.state(), model.sha256()));
        }
        return distinct;
    }

    private static long count(List<NamedWeights> models, String name) {
        return models.stream().filter(model -> model.name().equals(name)).count();
    }
}
