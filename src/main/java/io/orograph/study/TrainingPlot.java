package io.orograph.study;

import io.orograph.plane.Section;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.PanelsPlot;
import io.orograph.plot.PathPlot;
import io.orograph.plot.Plot;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.training.TrainingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How a training went, as plots: its losses over the epochs, and its path in the plane along which it moves most. */
public final class TrainingPlot {

    private TrainingPlot() {}

    /** Returns the losses over the epochs; those of held out samples where there are any. */
    public static List<LinesPlot.Curve> losses(List<TrainingPoint> points) {
        List<LinesPlot.Curve> curves = new ArrayList<>();
        curves.add(curve("training loss", points, point -> point.train().loss(), false));
        if (!points.isEmpty() && points.get(points.size() - 1).validation() != null) {
            curves.add(curve(
                    "held out",
                    points,
                    point -> point.validation() == null
                            ? Double.NaN
                            : point.validation().loss(),
                    true));
        }
        return curves;
    }

    private static LinesPlot.Curve curve(
            String name, List<TrainingPoint> points, ToDoubleFunction<TrainingPoint> value, boolean second) {
        double[] epochs = points.stream().mapToDouble(TrainingPoint::epoch).toArray();
        return new LinesPlot.Curve(
                name, epochs, points.stream().mapToDouble(value).toArray(), second);
    }

    /**
     * Returns the plot of a training.
     *
     * @param optimizer its title
     * @param path the plane of its principal directions with the path on it; empty for a training that has none
     */
    public static Plot of(String optimizer, List<TrainingPoint> points, Optional<Section> path, Provenance provenance) {
        String model = provenance.text(Key.MODEL);
        String title = "Training by " + optimizer + (model.isEmpty() ? "" : " of " + model);
        List<Plot> panels = new ArrayList<>();
        panels.add(new LinesPlot("Loss", "", "epoch", "loss", losses(points)));
        path.ifPresent(section -> panels.add(new PathPlot(section, "Path in its principal plane")));
        return new PanelsPlot(title, provenance.caption(), panels);
    }
}
