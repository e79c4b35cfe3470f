package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.figure.Overlay;
import io.orograph.figure.PathOverlay;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.objective.Evaluation;
import io.orograph.plane.ModelLine;
import io.orograph.plane.ModelPlane;
import io.orograph.plane.Plane;
import io.orograph.task.ProgressListener;
import io.orograph.training.BezierCurve;
import io.orograph.training.HeldWeights;
import io.orograph.training.PlanePath;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A curve of low loss between two models. */
@Command(
        name = "connect",
        description = "Trains a Bézier curve of low loss between two models of one architecture and evaluates the plane"
                + " that it lies in.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  orograph connect flat.onnx sharp.onnx --data train.npz --epochs 30 \\",
            "      --lr 0.01 --out surface.npz"
        })
final class ConnectCommand extends PathCommand {

    private static final int POINTS = 21;

    @Parameters(index = "1", paramLabel = "B", description = "The other model or checkpoint")
    private Path second;

    @Mixin
    private OptimizerOptions optimizer;

    @Option(names = "--bend", paramLabel = "FILE.npz", description = "Write the weights towards which the curve bends")
    private Path bend;

    @Override
    void run() throws IOException {
        OutputFiles written =
                files().checkedForPath(file(), second, data().file()).add("--bend", bend);
        written.check();
        try (Experiment experiment = data().experiment(openModel())) {
            tell(data().notices(experiment));
            double[] start = statistics().open(experiment);
            double[] end = read(second, experiment);
            Evaluation[] straight = new ModelLine(start, end)
                    .evaluate(
                            experiment.objective(),
                            statistics().source(),
                            positions(),
                            ProgressListener.NONE,
                            console().cancel());
            int weights = experiment.layout().size();
            BezierCurve trained = train(experiment, Arrays.copyOf(end, weights));
            if (bend != null) {
                WeightsNpz.write(
                        bend,
                        experiment.layout(),
                        trained.bend(),
                        experiment.objective().precision());
            }
            BezierCurve curve = statistics()
                    .curve(trained, start, end, experiment, console().cancel());
            Surface surface = evaluate(
                    experiment,
                    plane(experiment, curve),
                    points(curve),
                    Optional.empty(),
                    described(
                            experiment,
                            "through " + FileName.of(file()) + ", " + FileName.of(second) + " and the curve between"));
            print(surface, highest(Arrays.asList(straight)), written);
        }
    }

    @Override
    Overlay overlay(PlanePath path) {
        return PathOverlay.ofCurve(FileName.of(file()), FileName.of(second), path);
    }

    private BezierCurve train(Experiment experiment, double[] end) {
        try (ProgressBar bar = new ProgressBar(console(), "Training")) {
            return BezierCurve.train(
                    experiment.weights(),
                    end,
                    experiment.loss(),
                    experiment.data(),
                    experiment.objective().precision(),
                    optimizer.settings(experiment.data().samples(), 0),
                    bar,
                    console().cancel());
        }
    }

    private Plane plane(Experiment experiment, BezierCurve curve) throws UnsupportedFileException {
        try {
            return ModelPlane.through(
                            statistics().layout(experiment),
                            experiment.layout().size(),
                            curve.start(),
                            curve.end(),
                            curve.bend())
                    .with(statistics().source());
        } catch (IllegalArgumentException e) {
            throw new UnsupportedFileException(
                    second,
                    "and the first model span no plane with the curve between them: " + e.getMessage()
                            + "; choose two different models, or train longer",
                    e);
        }
    }

    private static double[] positions() {
        double[] positions = new double[POINTS];
        Arrays.setAll(positions, i -> (double) i / (POINTS - 1));
        return positions;
    }

    private static HeldWeights points(BezierCurve curve) {
        List<String> names = new ArrayList<>();
        List<double[]> vectors = new ArrayList<>();
        for (double t : positions()) {
            names.add(String.format(Locale.ROOT, "t = %.2f", t));
            vectors.add(curve.at(t));
        }
        return new HeldWeights(names, vectors);
    }

    private static double highest(List<Evaluation> evaluations) {
        return evaluations.stream().mapToDouble(Evaluation::loss).max().orElse(Double.NaN);
    }

    private void print(Surface surface, double highestOnLine, OutputFiles written) {
        double highestOnCurve = highest(
                surface.path().points().stream().map(PlanePath.Point::loss).toList());
        if (printsJson()) {
            out().println(json(surface).put("highest_on_curve", highestOnCurve).put("highest_on_line", highestOnLine));
            return;
        }
        printPoints(surface.path());
        out().printf(
                        Locale.ROOT,
                        "highest loss on the curve %.5g, on the straight line %.5g%n",
                        highestOnCurve,
                        highestOnLine);
        written.files().forEach(file -> out().println("Wrote " + file));
    }
}
