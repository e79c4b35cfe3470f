package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.export.ResultFile;
import io.orograph.export.ResultPlot;
import io.orograph.file.FileName;
import io.orograph.objective.Evaluation;
import io.orograph.provenance.Key;
import io.orograph.study.Experiment;
import io.orograph.study.Line;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private BatchNormOption batchNorm;

    @Option(names = "--test", paramLabel = "FILE", description = "Further data, evaluated in the same way")
    private Path test;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "" + Line.DEFAULT_POINTS,
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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the losses along the line, as ${bundle:outputs.numbers}")
    private Path out;

    @Mixin
    private FigureOptions figure;

    @Override
    void run() throws IOException {
        List<Path> inputs = new ArrayList<>(List.of(file(), second));
        inputs.addAll(data.files());
        OutputFiles written = new OutputFiles(inputs.toArray(new Path[0])).add("--out", out);
        figure.addTo(written);
        written.check();
        try (Experiment experiment = data.experiment(openModel(), this::tell)) {
            tell(data.notices(experiment));
            Line study = new Line(
                    data.weights().in(second),
                    points,
                    beyond,
                    Optional.ofNullable(test).map(DataSource::of),
                    batchNorm.choice());
            Line.Result result;
            try (StudyProgress progress = new StudyProgress(console(), "Evaluating")) {
                result = data.weights()
                        .checked(() -> study.run(experiment, progress, console().cancel()));
            }
            if (out != null) {
                ResultFile.usual().write(Outputs.NUMBERS, out, result);
            }
            if (figure.isWanted()) {
                figure.write(ResultPlot.of(result).orElseThrow(), result.provenance());
            }
            if (printsJson()) {
                printJson(result, experiment);
            } else {
                print(result);
                printWritten(written);
            }
        }
    }

    private void printJson(Line.Result result, Experiment experiment) {
        JsonLine json = new JsonLine()
                .put("distance", result.distance())
                .put("barrier", result.train().barrier())
                .put("t", result.train().positions())
                .put("loss", result.train().losses())
                .put("accuracy", result.train().accuracies());
        result.provenance().get(Key.BATCH_NORM).ifPresent(text -> json.put("batch_norm", text));
        result.test()
                .ifPresent(side -> json.put("test_barrier", side.barrier())
                        .put("test_loss", side.losses())
                        .put("test_accuracy", side.accuracies()));
        print(json, experiment);
    }

    private void print(Line.Result result) {
        Optional<Line.Side> further = result.test();
        TextTable table = further.isEmpty()
                ? new TextTable("t", "loss", "accuracy")
                : new TextTable("t", "loss", "accuracy", "test loss", "test accuracy");
        double[] positions = result.train().positions();
        for (int i = 0; i < positions.length; i++) {
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.3f", positions[i])));
            row.addAll(cells(result.train().evaluations()[i]));
            if (further.isPresent()) {
                row.addAll(cells(further.get().evaluations()[i]));
            }
            table.row(row.toArray(new String[0]));
        }
        table.print(out());
        out().printf(
                        Locale.ROOT,
                        "barrier between %s and %s: %s%s (distance %s)%n",
                        FileName.of(file()),
                        FileName.of(second),
                        PathCommand.number(result.train().barrier()),
                        further.map(side -> ", on the test data " + PathCommand.number(side.barrier()))
                                .orElse(""),
                        PathCommand.number(result.distance()));
        result.provenance().get(Key.BATCH_NORM).ifPresent(text -> out().println("batch normalisation by " + text));
    }

    private static List<String> cells(Evaluation evaluation) {
        double accuracy = evaluation.accuracy();
        return List.of(
                PathCommand.number(evaluation.loss()),
                Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * accuracy));
    }
}
