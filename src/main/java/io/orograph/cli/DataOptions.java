package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.ExperimentSettings;
import io.orograph.experiment.LoadedData;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.objective.LossKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The data that a command evaluates on, and the loss. */
final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "The data: .npz, .npy (targets by --targets), .csv, or MNIST's IDX images")
    private Path data;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "The targets, where they are in a file of their own")
    private Path targets;

    @Option(names = "--x", paramLabel = "NAME", description = "Name of the array of inputs")
    private String inputName;

    @Option(names = "--y", paramLabel = "NAME", description = "Name of the array or column of targets")
    private String targetName;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "auto",
            description = "auto, cross-entropy, nll, bce, bce-logits, mse or mae (default: ${DEFAULT-VALUE})")
    private String loss;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Use only so many samples; each class keeps its share (default: all)")
    private int samples;

    @Option(names = "--scale-bytes", description = "Divide inputs that are bytes, 0 to 255, by 255")
    private boolean scaleBytes;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that evaluate, one a core being best (default: the number of cores)")
    private int workers;

    @Option(names = "--double", description = "Compute in 64 bits")
    private boolean doublePrecision;

    DataSource source() {
        DataSource source = targets == null ? DataSource.of(data) : DataSource.of(data, targets);
        return source.named(inputName, targetName);
    }

    boolean scalesBytes() {
        return scaleBytes;
    }

    Precision precision() {
        return doublePrecision ? Precision.DOUBLE : Precision.SINGLE;
    }

    /** Opens the data and joins them to the model; notices go to {@code err}. */
    Experiment experiment(OpenedModel model, PrintWriter err) throws IOException {
        ExperimentSettings settings = new ExperimentSettings(
                lossKind(),
                samples,
                scaleBytes,
                precision(),
                workers == 0 ? ExperimentSettings.DEFAULT.workers() : workers);
        Experiment experiment = Experiment.of(model, LoadedData.open(source()), settings);
        model.notices().forEach(err::println);
        experiment.notices().forEach(err::println);
        return experiment;
    }

    private Optional<LossKind> lossKind() {
        if (loss.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(LossKind.named(loss)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no loss \"" + loss + "\"; there are auto, " + LossKind.names() + ".")));
    }
}
