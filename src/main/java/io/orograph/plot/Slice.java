package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import java.util.ArrayList;
import java.util.List;

/**
 * A landscape along one axis, at a fixed value of the other.
 *
 * @param direction the axis along which it goes
 * @param at the value of the other axis
 * @param points in ascending order; grid values at which nothing is known yet are missing
 */
public record Slice(Direction direction, double at, List<Point> points) {

    /** The axes of the plane. */
    public enum Direction {
        ALPHA("α", "β"),
        BETA("β", "α");

        private final String name;
        private final String otherName;

        Direction(String name, String otherName) {
            this.name = name;
            this.otherName = otherName;
        }

        /** Returns the axis along which a slice goes. */
        public String axisName() {
            return name;
        }

        /** Returns the axis that is held. */
        public String heldName() {
            return otherName;
        }
    }

    /**
     * A value of a slice.
     *
     * @param position along the slice
     * @param loss NaN where the network gives no finite loss
     * @param accuracy 0 to 1, NaN where there is no such thing
     * @param isEvaluated whether the cells on both sides are evaluated; elsewhere it is between cells farther off
     */
    public record Point(double position, double loss, double standardError, double accuracy, boolean isEvaluated) {}

    public Slice {
        points = List.copyOf(points);
    }

    /**
     * Returns the slice through a landscape. Between two rows, values are interpolated linearly; while the landscape is
     * in the making, between the nearest evaluated cells on both sides. Where there is no evaluated cell on one side,
     * nothing is known: no value is extrapolated. The interpolated standard error is an upper bound, because the cells
     * share their samples.
     *
     * @param at kept inside the grid
     */
    public static Slice through(Landscape landscape, Direction direction, double at) {
        Grid grid = landscape.grid();
        Axis along = direction == Direction.ALPHA ? grid.alpha() : grid.beta();
        Axis held = direction == Direction.ALPHA ? grid.beta() : grid.alpha();
        double inside = Math.max(held.from(), Math.min(held.to(), at));
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < along.count(); i++) {
            int[] neighbours = evaluatedAround(landscape, direction, i, held, inside);
            if (neighbours != null) {
                points.add(between(landscape, along.value(i), neighbours, held, inside));
            }
        }
        return new Slice(direction, inside, points);
    }

    /**
     * Returns the nearest evaluated cells at or below and at or above a value of the held axis, each as its index on
     * that axis and its cell; null if one is missing.
     */
    private static int[] evaluatedAround(Landscape landscape, Direction direction, int i, Axis held, double at) {
        int below = held.nearest(at);
        int above = below;
        if (held.value(below) > at) {
            below--;
        } else if (held.value(above) < at) {
            above++;
        }
        while (below >= 0 && !landscape.isEvaluated(cell(landscape, direction, i, below))) {
            below--;
        }
        while (above < held.count() && !landscape.isEvaluated(cell(landscape, direction, i, above))) {
            above++;
        }
        return below < 0 || above >= held.count()
                ? null
                : new int[] {below, cell(landscape, direction, i, below), above, cell(landscape, direction, i, above)};
    }

    private static int cell(Landscape landscape, Direction direction, int along, int held) {
        return direction == Direction.ALPHA
                ? landscape.grid().index(along, held)
                : landscape.grid().index(held, along);
    }

    private static Point between(Landscape landscape, double position, int[] neighbours, Axis held, double at) {
        int below = neighbours[1];
        int above = neighbours[3];
        double from = held.value(neighbours[0]);
        double to = held.value(neighbours[2]);
        double share = below == above ? 0 : (at - from) / (to - from);
        double loss = mix(landscape.loss(below), landscape.loss(above), share);
        return new Point(
                position,
                Double.isFinite(loss) ? loss : Double.NaN,
                mix(landscape.standardError(below), landscape.standardError(above), share),
                mix(landscape.accuracy(below), landscape.accuracy(above), share),
                neighbours[2] - neighbours[0] <= 1);
    }

    private static double mix(double first, double second, double share) {
        return share == 0 ? first : first * (1 - share) + second * share;
    }

    /** Returns the values at a position, interpolated linearly; null outside the known points and next to a gap. */
    public Point valueAt(double position) {
        for (int i = 0; i < points.size(); i++) {
            Point next = points.get(i);
            if (next.position() == position) {
                return finiteOrNull(next);
            }
            if (next.position() > position) {
                return i == 0 ? null : finiteOrNull(mix(points.get(i - 1), next, position));
            }
        }
        return null;
    }

    private static Point mix(Point before, Point after, double position) {
        double share = (position - before.position()) / (after.position() - before.position());
        return new Point(
                position,
                mix(before.loss(), after.loss(), share),
                mix(before.standardError(), after.standardError(), share),
                mix(before.accuracy(), after.accuracy(), share),
                before.isEvaluated() && after.isEvaluated());
    }

    private static Point finiteOrNull(Point point) {
        return Double.isFinite(point.loss()) ? point : null;
    }

    /** Tells whether any point has an accuracy. */
    public boolean hasAccuracy() {
        return points.stream().anyMatch(point -> Double.isFinite(point.accuracy()));
    }
}
