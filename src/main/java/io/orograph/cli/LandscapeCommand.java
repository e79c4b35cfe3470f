package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.landscape.Axis;
import io.orograph.landscape.ConvexityMap;
import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.landscape.SampleGrowth;
import io.orograph.model.OpenedModel;
import io.orograph.network.Backend;
import io.orograph.plane.Plane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The loss over a plane through weight space. */
@Command(
        name = "landscape",
        description = "Evaluates the loss on a grid over two directions through weight space.",
        footer = {
            "",
            "Examples:",
            "  orograph landscape model.onnx --data test.npz --figure landscape.png",
            "  orograph landscape model.onnx --data test.npz --range 0.5 --resolution 51 \\",
            "      --seed 7 --out surface.npz --save-directions directions.npz --json",
            "  orograph landscape other.onnx --data test.npz --directions directions.npz \\",
            "      --alpha 0:2 --resolution 51x31 --out other.npz",
            "  orograph landscape model.onnx --data test.npz --directions hessian-extremes \\",
            "      --figure saddle.png",
            "",
            "Ctrl-C stops the evaluation and writes what there is of the grid to --out."
        })
final class LandscapeCommand extends ModelCommand {

    private static final String NO_CENTER =
            "No cell lies on the model itself (α = β = 0), so there is no loss at the centre; an odd --resolution over"
                    + " a symmetric range puts one there.";

    @Mixin
    private DataOptions data;

    @Mixin
    private DirectionOptions directions;

    @Mixin
    private GridOptions gridOptions;

    @Mixin
    private LandscapeFiles files;

    @Option(
            names = "--convexity",
            paramLabel = "N|NXxNY",
            converter = OptionTypes.Cells.class,
            description =
                    "Compute the largest and smallest eigenvalue of the Hessian of all weights too, on a coarse grid of"
                            + " the same range: where |smallest/largest| is near 0 the loss is close to convex in all"
                            + " directions; an .npz of --out holds them as convexity_largest and convexity_smallest")
    private OptionTypes.Resolution convexity;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = OptionTypes.Positive.class,
            description =
                    "Use only as many samples as it takes until the standard error of every cell is below P times the"
                            + " range of the surface, such as 0.01; no more than --samples")
    private Double precision;

    @Override
    void run() throws IOException {
        Grid grid = gridOptions.grid();
        OutputFiles written = files.checked(inputs());
        OpenedModel model = openModel();
        if (grid.center() < 0) {
            tell(List.of(NO_CENTER));
        }
        if (precision == null) {
            try (Experiment experiment = data.experiment(model)) {
                finish(experiment, evaluate(experiment, grid), 0, written);
            }
        } else {
            runToPrecision(model, grid, written);
        }
    }

    /** A landscape and how it came about. */
    private record Evaluated(DirectionOptions.Choice choice, Landscape landscape, double seconds) {}

    private void runToPrecision(OpenedModel model, Grid grid, OutputFiles written) throws IOException {
        SampleGrowth growth = new SampleGrowth(precision);
        double earlier = 0;
        int samples = SampleGrowth.FIRST;
        while (true) {
            try (Experiment experiment = data.experiment(model, samples)) {
                Evaluated evaluated = evaluate(experiment, grid);
                int used = experiment.data().samples();
                if (used < samples || growth.isEnough(evaluated.landscape())) {
                    finish(experiment, evaluated, earlier, written);
                    return;
                }
                earlier += evaluated.seconds();
                samples = growth.next(evaluated.landscape(), used);
                tellIfVerbose(String.format(
                        Locale.ROOT,
                        "%,d samples: standard errors up to %.2g of the range",
                        used,
                        evaluated.landscape().relativeStandardError()));
            }
        }
    }

    private Evaluated evaluate(Experiment experiment, Grid grid) throws IOException {
        DirectionOptions.Choice choice = directions.choose(experiment, grid, console());
        tellIfVerbose(machinery(experiment));
        files.writeDirections(choice.plane(), choice.provenance());
        LandscapeEvaluator evaluator =
                new LandscapeEvaluator(experiment.objective(), choice.plane(), grid, choice.provenance());
        Landscape landscape = files.evaluate(evaluator, console());
        return new Evaluated(choice, landscape, evaluator.seconds());
    }

    private void finish(Experiment experiment, Evaluated evaluated, double earlierSeconds, OutputFiles written)
            throws IOException {
        tell(data.notices(experiment));
        Landscape landscape = evaluated.landscape();
        Plane plane = evaluated.choice().plane();
        double seconds = evaluated.seconds() + earlierSeconds;
        files.writeGrid(landscape);
        files.writeFigure(landscape);
        Optional<ConvexityMap> map = convexity == null
                ? Optional.empty()
                : Optional.of(ConvexityReport.measure(
                        experiment, plane, coarse(landscape.grid()), directions.heldNames(experiment), console()));
        if (map.isPresent()) {
            // Again: what took long before it is kept already if this is stopped.
            files.setConvexity(map.get());
            files.writeGrid(landscape);
        }
        if (printsJson()) {
            printJson(landscape, seconds, plane, experiment, map);
        } else {
            print(landscape, seconds, plane, experiment);
            map.ifPresent(found -> out().println(ConvexityReport.text(found)));
            written.files().forEach(file -> out().println("Wrote " + file));
        }
    }

    private Grid coarse(Grid grid) {
        return new Grid(
                new Axis(grid.alpha().from(), grid.alpha().to(), convexity.nx()),
                new Axis(grid.beta().from(), grid.beta().to(), convexity.ny()));
    }

    private Path[] inputs() {
        return directions
                .file()
                .map(file -> new Path[] {file(), data.file(), file})
                .orElseGet(() -> new Path[] {file(), data.file()});
    }

    private static String machinery(Experiment experiment) {
        return String.format(
                Locale.ROOT,
                "%s; workers: %d, %,d samples at once, %s precision",
                Backend.describe(),
                experiment.objective().workers(),
                experiment.objective().tileSize(),
                experiment.objective().precision().name().toLowerCase(Locale.ROOT));
    }

    private void printJson(
            Landscape landscape, double seconds, Plane plane, Experiment experiment, Optional<ConvexityMap> map) {
        JsonLine line = new JsonLine()
                .put("cells", landscape.grid().cells())
                .put("samples", experiment.data().samples())
                .put("evaluation_seconds", seconds)
                .put("center_loss", landscape.centerLoss())
                .put("min", landscape.min())
                .put("max", landscape.max())
                .put("non_finite", landscape.nonFiniteCells())
                .put("relative_se", landscape.relativeStandardError())
                .put("cosine", plane.cosine())
                .put("workers", experiment.objective().workers())
                .put(
                        "critical_points",
                        CriticalPoints.of(landscape).stream()
                                .map(LandscapeCommand::json)
                                .toList());
        map.ifPresent(found -> line.put("convexity", ConvexityReport.json(found)));
        out().println(line);
    }

    private static Map<String, Object> json(CriticalPoint point) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kind", point.kind().name().toLowerCase(Locale.ROOT));
        entries.put("alpha", point.alpha());
        entries.put("beta", point.beta());
        entries.put("loss", point.loss());
        entries.put("prominence", point.prominence());
        entries.put("cells", point.cells());
        return entries;
    }

    private void print(Landscape landscape, double seconds, Plane plane, Experiment experiment) {
        out().printf(
                        Locale.ROOT,
                        "%,d cells over %,d samples in %.3g s (workers: %d)%n",
                        landscape.grid().cells(),
                        experiment.data().samples(),
                        seconds,
                        experiment.objective().workers());
        if (landscape.grid().center() >= 0) {
            out().printf(Locale.ROOT, "loss at the model %.6g%n", landscape.centerLoss());
        }
        out().printf(
                        Locale.ROOT,
                        "lowest %.6g, highest %.6g, not finite in %,d cells%n",
                        landscape.min(),
                        landscape.max(),
                        landscape.nonFiniteCells());
        out().printf(Locale.ROOT, "cosine between the directions %.2g%n", plane.cosine());
        for (CriticalPoint point : CriticalPoints.of(landscape)) {
            out().printf(
                            Locale.ROOT,
                            "%s of this plane at α = %.3g, β = %.3g: loss %.6g%n",
                            point.kind().name().toLowerCase(Locale.ROOT),
                            point.alpha(),
                            point.beta(),
                            point.loss());
        }
    }
}
