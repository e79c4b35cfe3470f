package io.orograph.cli;

import io.orograph.landscape.Landscape;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.PlanePath;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.NegativeVariances;
import io.orograph.study.Study;
import io.orograph.study.StudyListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The ground of the commands that lay a plane through given weights: the path over it, the grid around it. */
abstract class PathCommand extends ModelCommand {

    @Mixin
    private DataOptions data;

    @Mixin
    private BatchNormOption batchNorm;

    @Mixin
    private GridOptions gridOptions;

    @Mixin
    private ConvexityOption convexity;

    @Option(
            names = "--hold",
            paramLabel = HeldNames.LABEL,
            description = "Parameters that the Hessian of --convexity is not taken over")
    private List<String> held = List.of();

    @Mixin
    private LandscapeFiles files;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    final DataOptions data() {
        return data;
    }

    /** Returns the statistics of batch normalisations with which losses are taken. */
    final StatisticsPolicy statistics() {
        return batchNorm.choice();
    }

    /**
     * Makes sure of the files that are to be written.
     *
     * @param others that are read besides the model and the data
     */
    final OutputFiles checkedFiles(List<Path> others) throws IOException {
        List<Path> inputs = new ArrayList<>(List.of(file()));
        inputs.addAll(data.files());
        inputs.addAll(others);
        return files.checkedForPath(inputs.toArray(new Path[0]));
    }

    /** Has what is found kept: see {@link LandscapeFiles#begin}. */
    final LandscapeFiles.Keep keep(Experiment experiment) throws IOException {
        return files.begin(experiment, gridOptions.settings(), console());
    }

    /** Asks a question about several weights, whose answer has a plane. */
    final <R> R ask(Study<StudyListener, R> study, Experiment experiment) throws IOException {
        tell(data.notices(experiment));
        try (StudyProgress progress = new StudyProgress(console(), "Reading")) {
            return data.weights()
                    .checked(() -> study.run(experiment, progress, console().cancel()));
        }
    }

    /** Evaluates a plane that was found around what lies on it, and writes what is asked for. */
    final LandscapeStudy.Result evaluate(FoundSection found, Experiment experiment) throws IOException {
        LandscapeStudy study = new LandscapeStudy(found, gridOptions.settings(), Optional.empty(), false);
        LandscapeStudy.Result result = files.run(study, experiment, console());
        NegativeVariances.notice(result.landscape(), experiment).ifPresent(this::tell);
        files.write(result, convexity.isGiven());
        if (!convexity.isGiven()) {
            return result;
        }
        LandscapeStudy.Result more = convexity.measured(
                result, HeldNames.checked(held, experiment, spec.commandLine()), experiment, console());
        files.writeGrid(more, false);
        return more;
    }

    /** Returns what lies on the plane of a landscape. */
    static PlanePath path(LandscapeStudy.Result result) {
        return result.landscape().section().path().orElseThrow();
    }

    /** Returns the points of the path for JSON; of several paths each in {@code paths}, and the first beside them. */
    static JsonLine json(LandscapeStudy.Result result) {
        Landscape landscape = result.landscape();
        JsonLine line = new JsonLine();
        entries(path(result)).forEach(line::put);
        if (landscape.section().paths().size() > 1) {
            line.put(
                    "paths",
                    landscape.section().paths().stream()
                            .map(path -> {
                                Map<String, Object> entries = new LinkedHashMap<>(Map.of("title", path.title()));
                                entries.putAll(entries(path));
                                return entries;
                            })
                            .toList());
        }
        line.put("cells", landscape.grid().cells())
                .put("non_finite", landscape.nonFiniteCells())
                .put("min", landscape.min())
                .put("max", landscape.max());
        result.convexity().ifPresent(found -> line.put("convexity", ConvexityReport.json(found)));
        return line;
    }

    private static Map<String, Object> entries(PlanePath path) {
        List<PlanePath.Point> points = path.points();
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("points", points.size());
        entries.put("names", points.stream().map(PlanePath.Point::name).toList());
        entries.put(
                "path",
                points.stream()
                        .map(p -> List.of(p.place().alpha(), p.place().beta()))
                        .toList());
        entries.put(
                "path_residual", points.stream().map(p -> p.place().residual()).toList());
        entries.put("path_loss", points.stream().map(p -> p.loss().loss()).toList());
        entries.put(
                "path_plane_loss",
                points.stream().map(p -> p.planeLoss().loss()).toList());
        return entries;
    }

    final void print(LandscapeStudy.Result result) {
        List<PlanePath> paths = result.landscape().section().paths();
        for (PlanePath path : paths) {
            if (paths.size() > 1) {
                out().println(path.title());
            }
            printPoints(path);
        }
        result.convexity().ifPresent(found -> out().println(ConvexityReport.text(found)));
    }

    private void printPoints(PlanePath path) {
        TextTable table = new TextTable("point", "α", "β", "off plane", "loss", "loss in the plane");
        for (PlanePath.Point point : path.points()) {
            table.row(
                    point.name(),
                    number(point.place().alpha()),
                    number(point.place().beta()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * point.place().residual()),
                    number(point.loss().loss()),
                    number(point.planeLoss().loss()));
        }
        table.print(out());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
