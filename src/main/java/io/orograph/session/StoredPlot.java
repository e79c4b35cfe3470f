package io.orograph.session;

import io.orograph.export.NamedValues;
import io.orograph.export.ResultPlot;
import io.orograph.network.Tensor;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.PanelsPlot;
import io.orograph.plot.PathPlot;
import io.orograph.plot.Plot;
import io.orograph.study.KeptSection;
import io.orograph.study.TrainingPlot;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.StoredRun;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The plot of a result in a session, by what it holds; landscapes are drawn by whoever knows how they are to look. */
public final class StoredPlot {

    private StoredPlot() {}

    /**
     * Returns the plot of a result that is no landscape; empty if nothing of it can be drawn.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged
     */
    public static Optional<Plot> of(StoredResult stored) throws IOException {
        NamedValues values = stored.result().values();
        Optional<Run> run = StoredRun.read(values);
        if (run.isPresent()) {
            return training(run.get().name(), run.get().curves().points(), stored);
        }
        Optional<Section> section = section(stored);
        if (section.isPresent()) {
            return section.get().path().map(path -> plot(section.get(), path, stored));
        }
        List<TrainingPoint> points = TrainingSnapshot.points(values.arrays());
        return points.isEmpty() ? ResultPlot.of(stored.result()) : training(stored.title(), points, stored);
    }

    /**
     * Returns the plane of a result that has one, and what lies on it, without its vectors.
     *
     * @throws io.orograph.file.UnreadableFileException if it is damaged
     */
    public static Optional<Section> section(StoredResult stored) throws IOException {
        return KeptSection.isIn(stored.result().values())
                ? Optional.of(stored.read(KeptSection::described))
                : Optional.empty();
    }

    private static Optional<Plot> training(String title, List<TrainingPoint> points, StoredResult stored) {
        return points.isEmpty()
                ? Optional.empty()
                : Optional.of(TrainingPlot.of(
                        title, points, Optional.empty(), stored.result().provenance()));
    }

    /** Returns the losses along what lies on a section, and beside them its places; of single models the places alone. */
    private static Plot plot(Section section, PlanePath path, StoredResult stored) {
        List<Plot> panels = new ArrayList<>();
        if (path.kind() != PlanePath.Kind.MODELS) {
            panels.add(path.kind() == PlanePath.Kind.CURVE ? between(stored) : along(path));
        }
        panels.add(new PathPlot(section, panels.isEmpty() ? "" : "Its plane"));
        return new PanelsPlot(stored.title(), stored.result().provenance().caption(), panels);
    }

    private static Plot between(StoredResult stored) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        add(curves, "curve", stored, "curve_loss", false);
        add(curves, "line", stored, "line_loss", false);
        add(curves, "curve, test", stored, "curve_test_loss", true);
        add(curves, "line, test", stored, "line_test_loss", true);
        return new LinesPlot("Loss", "", "t: 0 at the first model, 1 at the second", "loss", curves);
    }

    private static void add(
            List<LinesPlot.Curve> curves, String name, StoredResult stored, String array, boolean second) {
        double[] t = numbers(stored, "t");
        double[] losses = numbers(stored, array);
        if (losses.length > 0 && losses.length == t.length) {
            LinesPlot.Curve curve = new LinesPlot.Curve(name, t, losses, second);
            curves.add(name.startsWith("line") ? curve.broken() : curve);
        }
    }

    private static double[] numbers(StoredResult stored, String name) {
        Tensor array = stored.result().values().arrays().get(KeptSection.MORE + name);
        return array == null ? new double[0] : array.doubles();
    }

    private static Plot along(PlanePath path) {
        double[] index = IntStream.range(0, path.size()).asDoubleStream().toArray();
        return new LinesPlot(
                "Loss",
                "",
                "point of the path",
                "loss",
                List.of(
                        new LinesPlot.Curve(
                                "true loss",
                                index,
                                each(path, point -> point.loss().loss()),
                                false),
                        new LinesPlot.Curve(
                                "in the plane",
                                index,
                                each(path, point -> point.planeLoss().loss()),
                                true)));
    }

    private static double[] each(PlanePath path, ToDoubleFunction<PlanePath.Point> value) {
        return path.points().stream().mapToDouble(value).toArray();
    }
}
