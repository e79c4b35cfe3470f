package io.orograph.figure.film;

import io.orograph.plane.PlanePath;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.Plot;
import io.orograph.plot.Rgb;
import io.orograph.plot.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A path as far as it is walked: what is behind is drawn, and a dot stands where one is. */
final class WalkedPath {

    /** The share of the film in which all of it is shown at the end. */
    private static final double REST = 0.15;

    private static final int RED = 0xffff4d4d;
    private static final int DIGITS = 4;

    private final PlanePath path;
    private final Overlay whole;

    /**
     * Makes one.
     *
     * @param whole with the path and all that lies beside it
     */
    WalkedPath(PlanePath path, Overlay whole) {
        this.path = path;
        this.whole = whole;
    }

    /** Returns the place on the path, 0 at its first point and size − 1 at its last, at a share of the film. */
    double position(double share) {
        return Math.min(1, share / (1 - REST)) * (path.size() - 1);
    }

    /** Returns the overlay at a place of the path. */
    Overlay overlay(double position) {
        List<Overlay.Line> lines = new ArrayList<>();
        Overlay.Mark here = null;
        for (Overlay.Line line : whole.lines()) {
            if (line.size() == path.size()) {
                Overlay.Line walked = until(line, position);
                lines.add(walked);
                int last = walked.size() - 1;
                here = new Overlay.Mark("", RED, OverlaySymbol.DOT, walked.alpha()[last], walked.beta()[last], 1.3);
            } else {
                lines.add(line);
            }
        }
        boolean over = position >= path.size() - 1;
        List<Overlay.Mark> marks = new ArrayList<>(whole.marks().stream()
                .filter(mark -> over || mark.symbol() != OverlaySymbol.END)
                .toList());
        if (here != null && !over) {
            marks.add(here);
        }
        return new Overlay(lines, marks);
    }

    private static Overlay.Line until(Overlay.Line line, double position) {
        double[] residuals = line.residuals();
        Overlay.Line walked = new Overlay.Line(
                line.name(),
                line.argb(),
                until(line.alpha(), position),
                until(line.beta(), position),
                residuals.length == 0 ? residuals : until(residuals, position),
                line.scale(),
                line.dotted());
        return walked;
    }

    /** Returns the values up to a place, and the one at the place. */
    static double[] until(double[] values, double position) {
        int behind = (int) Math.min(values.length - 1, Math.floor(position));
        double[] walked = Arrays.copyOf(values, behind + 2);
        int next = Math.min(values.length - 1, behind + 1);
        walked[behind + 1] = values[behind] + (position - behind) * (values[next] - values[behind]);
        return walked;
    }

    /** Returns the losses of the points as far as the path is walked, on the axes of all of it. */
    WithCurve over(Plot surface, double position) {
        double[] losses =
                path.points().stream().mapToDouble(point -> point.loss().loss()).toArray();
        double[] places = new double[losses.length];
        Arrays.setAll(places, i -> i);
        double[] walked = losses.clone();
        Arrays.fill(walked, (int) Math.floor(position) + 1, walked.length, Double.NaN);
        Rgb faint = Rgb.of(0x808890);
        LinesPlot curve = new LinesPlot(
                "",
                "",
                "point of the path",
                "loss",
                List.of(
                        LinesPlot.Curve.colored(places, losses, faint.argb()).broken(),
                        new LinesPlot.Curve("", places, walked, false)));
        return new WithCurve(surface, curve, position);
    }

    /** Returns the name and the loss of the point that was reached last. */
    String caption(double position) {
        PlanePath.Point point = path.points().get((int) Math.min(path.size() - 1, Math.floor(position)));
        return path.title() + " · " + point.name() + " · loss "
                + Ticks.number(point.loss().loss(), DIGITS);
    }
}
