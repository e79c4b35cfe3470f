package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.ExperimentSettings;
import io.orograph.experiment.LoadedData;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.objective.LossKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data that a command evaluates on, and the loss. */
final class DataOptions {

    private static final String OFFER =
            "The inputs look like bytes, 0 to 255; if the network was trained on 0 to 1, add --scale-bytes.";

    @Mixin
    private InputOptions inputs;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "The targets, where they are in a file of their own")
    private Path targets;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = OptionTypes.LossName.AUTO,
            converter = OptionTypes.LossName.class,
            completionCandidates = OptionTypes.LossName.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private LossKind loss;

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Use only N samples; each class keeps its share (default: all)")
    private Integer samples;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = OptionTypes.Workers.class,
            description = "Threads that evaluate (default: one a core)")
    private Integer workers;

    Path file() {
        return inputs.file();
    }

    boolean scalesBytes() {
        return inputs.scalesBytes();
    }

    /** Opens the data and joins them to the model. */
    Experiment experiment(OpenedModel model) throws IOException {
        return experiment(model, inputs.precision(), samples == null ? 0 : samples);
    }

    /** The same on a part of the samples, but on no more than were asked for. */
    Experiment experiment(OpenedModel model, int count) throws IOException {
        return experiment(model, inputs.precision(), samples == null ? count : Math.min(samples, count));
    }

    /** The same in double precision whatever was asked for: differences of gradients need it. */
    Experiment experimentInDouble(OpenedModel model) throws IOException {
        return experiment(model, Precision.DOUBLE, samples == null ? 0 : samples);
    }

    private Experiment experiment(OpenedModel model, Precision precision, int count) throws IOException {
        DataSource source = targets == null ? inputs.source() : inputs.source(targets);
        ExperimentSettings settings = new ExperimentSettings(
                Optional.ofNullable(loss),
                count,
                inputs.scalesBytes(),
                precision,
                workers == null ? ExperimentSettings.DEFAULT.workers() : workers);
        return Experiment.of(model, LoadedData.open(source), settings);
    }

    /** What a person should know about what was opened: a sentence each. */
    List<String> notices(Experiment experiment) {
        List<String> notices = new ArrayList<>(experiment.model().notices());
        notices.addAll(experiment.notices());
        if (experiment.scaleOffered() && !inputs.scalesBytes()) {
            notices.add(OFFER);
        }
        return notices;
    }
}
