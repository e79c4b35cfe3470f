package io.orograph.cli;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.network.Backend;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.study.LandscapeReadouts;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Orthogonality;
import io.orograph.study.ProfileStudy;
import io.orograph.study.SampleCertainty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "Ctrl-C stops the evaluation and writes what there is of the grid to --out. The same command with --resume FILE"
                    + " goes on from there, as it does after a power cut."
        })
final class LandscapeCommand extends ModelCommand {

    private static final String NO_CENTER =
            "No cell lies on θ₀ itself (α = β = 0), so there is no loss at the centre; an odd --resolution over a"
                    + " symmetric range puts one there.";

    @Mixin
    private DataOptions data;

    @Mixin
    private DirectionOptions directions;

    @Mixin
    private RangeOptions gridOptions;

    @Mixin
    private BatchNormOption batchNorm;

    @Mixin
    private LandscapeFiles files;

    @Mixin
    private ConvexityOption convexity;

    @Mixin
    private PlanesOption planes;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = OptionTypes.Positive.class,
            description =
                    "Use only as many samples as it takes until the standard error of every cell is below P times the"
                            + " range of the surface, such as 0.01; no more than --samples")
    private Double precision;

    @Option(
            names = "--first-look",
            description =
                    "Evaluate the whole grid on a few samples first where there are many; should the evaluation be"
                            + " stopped, that is no part of what is kept")
    private boolean firstLook;

    @Override
    void run() throws IOException {
        GridSettings grid = gridOptions.settings();
        planes.check(directions.isRandom());
        OutputFiles written = files.checked(inputs());
        OpenedModel model = openModel();
        try (Experiment experiment = data.experiment(model, this::tell);
                LandscapeFiles.Keep keep = files.begin(experiment, grid, console())) {
            LandscapeStudy study = new LandscapeStudy(
                    directions.source(experiment, batchNorm.choice()), grid, Optional.ofNullable(precision), firstLook);
            directions.words(experiment, grid, batchNorm.choice()).ifPresent(files::sayInSession);
            tellIfVerbose(machinery(experiment));
            LandscapeStudy.Result result = files.run(study, experiment, console());
            if (result.landscape().grid().center() < 0) {
                tell(NO_CENTER);
            }
            tell(data.notices(experiment));
            Orthogonality.notice(result.landscape().section().vectors()).ifPresent(this::tell);
            files.write(result, convexity.isGiven() || planes.isGiven());
            finish(experiment, result, written);
        }
    }

    private void finish(Experiment experiment, LandscapeStudy.Result evaluated, OutputFiles written)
            throws IOException {
        LandscapeStudy.Result result = evaluated;
        if (convexity.isGiven()) {
            result = convexity.measured(evaluated, directions.heldNames(experiment), experiment, console());
            files.writeGrid(result, planes.isGiven());
        }
        Optional<ProfileStudy.Result> others = Optional.empty();
        if (planes.isGiven()) {
            others = Optional.of(planes.measured(
                    directions.random(experiment), result.landscape().grid().reach(), experiment, console()));
            result = result.with(others.get());
            files.writeGrid(result, false);
        }
        if (printsJson()) {
            printJson(result, others, experiment);
            return;
        }
        print(result, experiment);
        others.ifPresent(found -> found.sentences().forEach(out()::println));
        result.convexity().ifPresent(found -> out().println(ConvexityReport.text(found)));
        printWritten(written);
    }

    private Path[] inputs() {
        List<Path> inputs = new ArrayList<>(List.of(file()));
        inputs.addAll(data.files());
        directions.file().ifPresent(inputs::add);
        return inputs.toArray(new Path[0]);
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

    private void printJson(LandscapeStudy.Result result, Optional<ProfileStudy.Result> others, Experiment experiment) {
        Landscape landscape = result.landscape();
        JsonLine line = new JsonLine()
                .put("cells", landscape.grid().cells())
                .put("samples", result.samples())
                .put("evaluation_seconds", result.seconds())
                .put("center_loss", landscape.centerLoss())
                .put("min", landscape.min())
                .put("max", landscape.max())
                .put("non_finite", landscape.nonFiniteCells())
                .put("relative_se", landscape.relativeStandardError())
                .put("relative_difference_error", SampleCertainty.share(landscape))
                .put("cosine", cosine(landscape))
                .put("workers", experiment.objective().workers())
                .put(
                        "critical_points",
                        CriticalPoints.of(landscape).stream()
                                .map(LandscapeReadouts::of)
                                .toList());
        if (precision != null) {
            line.put("precision_reached", landscape.relativeStandardError() <= precision);
        }
        result.convexity().ifPresent(found -> line.put("convexity", ConvexityReport.json(found)));
        others.ifPresent(found -> line.put("planes", PlanesOption.json(found)));
        print(line, experiment);
    }

    private static double cosine(Landscape landscape) {
        return landscape.section().vectors().cosine();
    }

    private void print(LandscapeStudy.Result result, Experiment experiment) {
        Landscape landscape = result.landscape();
        out().printf(
                        Locale.ROOT,
                        "%,d cells over %,d samples in %.3g s (workers: %d)%n",
                        landscape.grid().cells(),
                        result.samples(),
                        result.seconds(),
                        experiment.objective().workers());
        if (landscape.grid().center() >= 0) {
            String at = experiment.weights().areOfModel()
                    ? "the model"
                    : experiment.weights().name();
            out().printf(Locale.ROOT, "loss at %s %.6g%n", at, landscape.centerLoss());
        }
        out().printf(
                        Locale.ROOT,
                        "lowest %.6g, highest %.6g, not finite in %,d cells%n",
                        landscape.min(),
                        landscape.max(),
                        landscape.nonFiniteCells());
        String known = SampleCertainty.words(landscape);
        if (!known.isEmpty()) {
            out().println(known);
        }
        out().printf(Locale.ROOT, "cosine between the directions %.2g%n", cosine(landscape));
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
