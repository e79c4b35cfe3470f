package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.experiment.Experiment;
import io.orograph.experiment.ExperimentSettings;
import io.orograph.experiment.LoadedData;
import io.orograph.experiment.NegativeVariances;
import io.orograph.experiment.StatisticsChoice;
import io.orograph.export.LineNpz;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.objective.Evaluation;
import io.orograph.objective.StatisticsSource;
import io.orograph.plane.ModelLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The loss along the line between two models. */
@Command(
        name = "line",
        description = "Evaluates the loss along the straight line between two models of one architecture, and the"
                + " barrier between them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  orograph line flat.onnx sharp.onnx --data train.npz --test test.npz \\",
            "      --out line.npz",
            "",
            "The barrier is the largest rise of the loss above the straight line between the models' own losses."
        })
final class LineCommand extends ModelCommand {

    @Parameters(index = "1", paramLabel = "B", description = "The other model or checkpoint, at t = 1")
    private Path second;

    @Mixin
    private DataOptions data;

    @Mixin
    private OtherModels others;

    @Mixin
    private BatchNormOption batchNorm;

    @Option(names = "--test", paramLabel = "FILE", description = "Further data, evaluated in the same way")
    private Path test;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "41",
            converter = OptionTypes.LinePoints.class,
            description = "Points from one model to the other, both included (default: ${DEFAULT-VALUE})")
    private int points;

    @Option(
            names = "--beyond",
            paramLabel = "S",
            defaultValue = "0.25",
            converter = OptionTypes.NotNegative.class,
            description = "How far to go beyond each model, in units of their distance (default: ${DEFAULT-VALUE})")
    private double beyond;

    @Option(names = "--out", paramLabel = "FILE.npz", description = "Write the losses along the line")
    private Path out;

    /** What one set of data gives. */
    private record Side(Evaluation[] evaluations, double barrier) {

        double[] losses() {
            return Arrays.stream(evaluations).mapToDouble(Evaluation::loss).toArray();
        }

        double[] accuracies() {
            return Arrays.stream(evaluations).mapToDouble(Evaluation::accuracy).toArray();
        }
    }

    @Override
    void run() throws IOException {
        OutputFiles written = new OutputFiles(file(), second, data.file()).add("--out", out);
        written.check();
        double[] positions = positions();
        try (Experiment experiment = data.experiment(openModel())) {
            tell(data.notices(experiment));
            StatisticsChoice choice = batchNorm.choice();
            ModelLine line =
                    new ModelLine(choice.open(experiment), others.read(second, experiment, choice, this::tell));
            double distance = line.length(experiment.layout().size());
            if (distance == 0) {
                throw new UnsupportedFileException(
                        second, "has the same weights as the first model; choose two different ones");
            }
            NegativeVariances.notice(line, positions, experiment, BatchNormOption.RECOMPUTE)
                    .ifPresent(notice -> tell(List.of(notice)));
            Side train = evaluate(line, experiment, choice.source(), positions);
            Side further = test == null ? null : onTest(line, experiment, positions);
            write(positions, train, further);
            if (printsJson()) {
                printJson(experiment, distance, positions, train, further);
            } else {
                print(experiment, distance, positions, train, further);
                written.files().forEach(file -> out().println("Wrote " + file));
            }
        }
    }

    /** Multiples of 1/(points − 1), so that 0 and 1 are among them exactly. */
    private double[] positions() {
        int steps = points - 1;
        int more = (int) Math.min(10_000, Math.round(beyond * steps));
        double[] positions = new double[points + 2 * more];
        Arrays.setAll(positions, i -> (double) (i - more) / steps);
        return positions;
    }

    private Side onTest(ModelLine line, Experiment train, double[] positions) throws IOException {
        ExperimentSettings settings = new ExperimentSettings(
                Optional.of(train.loss().kind()),
                0,
                data.scalesBytes(),
                train.objective().precision(),
                train.objective().workers());
        try (Experiment experiment = Experiment.of(train.model(), LoadedData.open(DataSource.of(test)), settings)) {
            return evaluate(line, experiment, batchNorm.choice().sourceOnTest(train), positions);
        }
    }

    private Side evaluate(ModelLine line, Experiment experiment, StatisticsSource statistics, double[] positions) {
        try (ProgressBar bar = new ProgressBar(console(), "Evaluating")) {
            Evaluation[] evaluations = line.evaluate(
                    experiment.objective(),
                    statistics,
                    positions,
                    bar,
                    console().cancel());
            Side side = new Side(evaluations, 0);
            return new Side(evaluations, ModelLine.barrier(positions, side.losses()));
        }
    }

    private void write(double[] positions, Side train, Side further) throws IOException {
        if (out == null) {
            return;
        }
        Map<String, double[]> arrays = new LinkedHashMap<>();
        arrays.put("t", positions);
        arrays.put("loss", train.losses());
        arrays.put("accuracy", train.accuracies());
        if (further != null) {
            arrays.put("test_loss", further.losses());
            arrays.put("test_accuracy", further.accuracies());
        }
        LineNpz.write(out, arrays);
    }

    private void printJson(Experiment experiment, double distance, double[] positions, Side train, Side further) {
        JsonLine json = new JsonLine()
                .put("distance", distance)
                .put("barrier", train.barrier())
                .put("t", list(positions))
                .put("loss", list(train.losses()))
                .put("accuracy", list(train.accuracies()));
        batchNorm.choice().between(experiment).ifPresent(text -> json.put("batch_norm", text));
        if (further != null) {
            json.put("test_barrier", further.barrier())
                    .put("test_loss", list(further.losses()))
                    .put("test_accuracy", list(further.accuracies()));
        }
        out().println(json);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private void print(Experiment experiment, double distance, double[] positions, Side train, Side further) {
        TextTable table = further == null
                ? new TextTable("t", "loss", "accuracy")
                : new TextTable("t", "loss", "accuracy", "test loss", "test accuracy");
        for (int i = 0; i < positions.length; i++) {
            Evaluation a = train.evaluations()[i];
            String t = String.format(Locale.ROOT, "%.3f", positions[i]);
            if (further == null) {
                table.row(t, PathCommand.number(a.loss()), percent(a.accuracy()));
            } else {
                Evaluation b = further.evaluations()[i];
                table.row(
                        t,
                        PathCommand.number(a.loss()),
                        percent(a.accuracy()),
                        PathCommand.number(b.loss()),
                        percent(b.accuracy()));
            }
        }
        table.print(out());
        out().printf(
                        Locale.ROOT,
                        "barrier between %s and %s: %s%s (distance %s)%n",
                        FileName.of(file()),
                        FileName.of(second),
                        PathCommand.number(train.barrier()),
                        further == null ? "" : ", on the test data " + PathCommand.number(further.barrier()),
                        PathCommand.number(distance));
        batchNorm.choice().between(experiment).ifPresent(text -> out().println("batch normalisation by " + text));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
