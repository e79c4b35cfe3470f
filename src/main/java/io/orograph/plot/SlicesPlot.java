package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.Profiles;
import java.util.Arrays;

/**
 * Two line plots of the loss and the accuracy, along α and along β through one point. Side by side or one above the other, as
 * the room allows.
 *
 * @param crossing where the slices cross
 * @param scale of the losses
 * @param others the loss along the axes of other random planes, drawn behind slices through θ₀; null for none
 * @param marked whether the place where the slices cross is marked: it follows the pointer, so that no file has it
 */
public record SlicesPlot(Landscape landscape, Point crossing, LossScale scale, Profiles others, boolean marked)
        implements Plot {

    /** Two plots stand side by side from this width and this shape on, otherwise one above the other. */
    private static final double SIDE_BY_SIDE_WIDTH = 43;

    private static final double SIDE_BY_SIDE_SHAPE = 1.5;

    /** The width from which on plots stand side by side that would be too low one above the other. */
    private static final double NARROW_SIDE_BY_SIDE = 33;

    /** A slice that reaches over less than this share of what the other does has a scale of its own. */
    private static final double LEAST_SHARE = 0.2;

    private static final double LOWEST_PLOT = 3;
    private static final double GAP = 0.7;

    /** A place of the plane. */
    public record Point(double alpha, double beta) {

        /** θ₀. */
        public static final Point ORIGIN = new Point(0, 0);
    }

    /** Returns the slice along an axis. */
    public Slice slice(Slice.Direction direction) {
        return Slice.through(
                landscape, direction, direction == Slice.Direction.ALPHA ? crossing.beta() : crossing.alpha());
    }

    @Override
    public String title() {
        return "Loss along α and β";
    }

    @Override
    public String caption() {
        return landscape.provenance().caption();
    }

    @Override
    public double height(double width, PlotStyle style) {
        return width > SIDE_BY_SIDE_WIDTH * style.unit() ? 0.38 * width : 1.3 * width;
    }

    /** Returns the areas of the two plots. */
    static Rect[] pair(Rect area, PlotStyle style) {
        double unit = style.unit();
        boolean wide = area.width() >= SIDE_BY_SIDE_WIDTH * unit && area.width() >= SIDE_BY_SIDE_SHAPE * area.height();
        boolean low = area.width() >= NARROW_SIDE_BY_SIDE * unit
                && area.height() / 2 - SlicePainter.roomAround(style) < LOWEST_PLOT * unit;
        if (wide || low) {
            double width = (area.width() - GAP * unit) / 2;
            return new Rect[] {
                new Rect(area.x(), area.y(), width, area.height()),
                new Rect(area.right() - width, area.y(), width, area.height())
            };
        }
        double height = (area.height() - GAP * unit) / 2;
        return new Rect[] {
            new Rect(area.x(), area.y(), area.width(), height),
            new Rect(area.x(), area.bottom() - height, area.width(), height)
        };
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        Rect[] places = pair(area, style);
        draw(pen, Slice.Direction.ALPHA, places[0], style);
        draw(pen, Slice.Direction.BETA, places[1], style);
        Letters.draw(pen, style, places);
    }

    private void draw(Pen pen, Slice.Direction direction, Rect place, PlotStyle style) {
        new SlicePainter(pen, this, slice(direction), place, style).draw();
    }

    /**
     * Returns the scale of a slice: the common one, or its own where the two slices reach so differently far that one would look
     * flat beside the other.
     */
    LossScale scaleOf(Slice slice) {
        double wide = 0;
        double narrow = 1;
        for (Slice.Direction direction : Slice.Direction.values()) {
            double reach = reach(slice(direction));
            wide = Math.max(wide, reach);
            narrow = Math.min(narrow, reach);
        }
        boolean differ = narrow > 0 && narrow < LEAST_SHARE * wide;
        if (!differ || reach(slice) > LEAST_SHARE * wide) {
            return scale;
        }
        return LossScale.of(losses(slice), scale.logarithmic()).clippedAt(scale.high());
    }

    /** Returns the share of the common scale that a slice reaches over; 0 where it has no loss on it. */
    private double reach(Slice slice) {
        double[] shares = Arrays.stream(losses(slice))
                .map(scale::share)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return shares.length == 0 ? 0 : shares[shares.length - 1] - shares[0];
    }

    private static double[] losses(Slice slice) {
        return slice.points().stream().mapToDouble(Slice.Point::loss).toArray();
    }

    Axis along(Slice.Direction direction) {
        return direction == Slice.Direction.ALPHA
                ? landscape.grid().alpha()
                : landscape.grid().beta();
    }

    private Axis held(Slice.Direction direction) {
        return direction == Slice.Direction.ALPHA
                ? landscape.grid().beta()
                : landscape.grid().alpha();
    }

    String origin() {
        return landscape.section().origin();
    }

    /** Returns the lines behind a slice; null where there are none. */
    Profiles behind(Slice slice) {
        return slice.at() == 0 ? others : null;
    }

    /** Returns where the other slice crosses this one; NaN to mark nothing. */
    double crossing(Slice slice) {
        if (!marked) {
            return Double.NaN;
        }
        return slice.direction() == Slice.Direction.ALPHA ? crossing.alpha() : crossing.beta();
    }

    /** Returns what a slice shows, in words that need nothing beside them. */
    public String title(Slice slice) {
        double step = held(slice.direction()).step();
        String title = "Loss along " + slice.direction().axisName()
                + (slice.at() == 0
                        ? " through " + origin()
                        : " at " + slice.direction().heldName() + " = " + Coordinates.text(slice.at(), step));
        if (!scaleOf(slice).equals(scale)) {
            title += ", on a scale of its own";
        }
        Profiles behind = behind(slice);
        return behind == null ? title : title + ", grey: " + behind.lines() + " other directions";
    }
}
