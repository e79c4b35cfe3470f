package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The data that a command evaluates on, and the loss. */
final class DataOptions {

    private static final String OFFER =
            "The inputs look like bytes, 0 to 255; if the network was trained on 0 to 1, add --scale-bytes.";

    @Mixin
    private InputOptions inputs;

    @Mixin
    private WeightsOptions weights;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "The targets, where they are in a file of their own")
    private Path targets;

    @Mixin
    private LossOptionsOfCommand loss;

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

    /** Returns the weights that are looked at. */
    WeightsOptions weights() {
        return weights;
    }

    /** Returns all files that are read besides the model. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(inputs.file()));
        weights.file().ifPresent(files::add);
        return files;
    }

    /** Returns the files that a command of this model is to write, none yet, which must not be among those it reads. */
    OutputFiles outputs(Path model) {
        List<Path> read = files();
        read.add(model);
        return new OutputFiles(read.toArray(new Path[0]));
    }

    /**
     * Opens the data and joins them to the model, at the weights that were asked for.
     *
     * @param notices told whose weights are looked at where they are not the model's, and how arrays were matched
     */
    Experiment experiment(OpenedModel model, Consumer<String> notices) throws IOException {
        return experiment(model, inputs.precision(), weights.file(), notices);
    }

    /** Makes the experiment in double precision whatever was asked for: differences of gradients need it. */
    Experiment experimentInDouble(OpenedModel model, Consumer<String> notices) throws IOException {
        return experiment(model, Precision.DOUBLE, weights.file(), notices);
    }

    /** Makes the experiment in double precision at the weights of a file, or at the model's own. */
    Experiment experimentInDouble(OpenedModel model, Optional<Path> of, Consumer<String> notices) throws IOException {
        return experiment(model, Precision.DOUBLE, of, notices);
    }

    private Experiment experiment(OpenedModel model, Precision precision, Optional<Path> of, Consumer<String> notices)
            throws IOException {
        ExperimentSettings settings = settings(precision);
        LoadedData loaded = LoadedData.open(source(), model);
        if (of.isEmpty()) {
            return Experiment.of(model, loaded, settings);
        }
        Experiment experiment = weights.checked(() -> Experiment.of(
                model, loaded, settings, network -> weights.in(of.get()).read(network, notices)));
        // Numbers that follow are of these, though the command begins with the model's name.
        notices.accept("The weights are those of " + FileName.of(of.get()));
        return experiment;
    }

    /** Returns where the data are. */
    DataSource source() {
        return targets == null ? inputs.source() : inputs.source(targets);
    }

    /** Returns what was chosen about loss, samples and arithmetic. */
    ExperimentSettings settings() {
        return settings(inputs.precision());
    }

    private ExperimentSettings settings(Precision precision) {
        return new ExperimentSettings(
                loss.chosen(),
                samples == null ? 0 : samples,
                inputs.scalesBytes(),
                precision,
                workers == null ? ExperimentSettings.DEFAULT.workers() : workers);
    }

    /** Returns what a person should know about what was opened: a sentence each. */
    List<String> notices(Experiment experiment) {
        List<String> notices = new ArrayList<>(experiment.model().notices());
        notices.addAll(experiment.notices());
        if (experiment.scaleOffered() && !inputs.scalesBytes()) {
            notices.add(OFFER);
        }
        return notices;
    }
}
