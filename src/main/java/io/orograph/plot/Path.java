package io.orograph.plot;

import java.util.Arrays;

/** A path of lines and cubic curves on the page; two of the same steps through the same points are equal. */
public final class Path {

    /** How long the handles of four cubic curves are that make a circle of radius 1. */
    private static final double HANDLE = 0.5522847498;

    /** A step of a path. */
    public enum Step {
        MOVE(2),
        LINE(2),
        CURVE(6),
        CLOSE(0);

        private final int numbers;

        Step(int numbers) {
            this.numbers = numbers;
        }
    }

    /** Is told the steps of a path. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes a step.
         *
         * @param points the array that holds the coordinates x, y, x, y … of the step: none to close, two handles and the
         *     end for a curve
         * @param at where they begin
         */
        void step(Step step, double[] points, int at);
    }

    private final Step[] steps;
    private final double[] points;

    private Path(Step[] steps, double[] points) {
        this.steps = steps;
        this.points = points;
    }

    /** Returns a line through points x, y, x, y …. */
    public static Path line(double... points) {
        return new Builder().polyline(points).path();
    }

    /** Returns the outline of a disc. */
    public static Path circle(double x, double y, double radius) {
        return new Builder().circle(x, y, radius).path();
    }

    /** Returns the outline of a rectangle with round corners. */
    public static Path rounded(Rect rect, double radius) {
        double r = Math.min(radius, Math.min(rect.width(), rect.height()) / 2);
        double h = r * (1 - HANDLE);
        double left = rect.x();
        double top = rect.y();
        double right = rect.right();
        double bottom = rect.bottom();
        return new Builder()
                .moveTo(left + r, top)
                .lineTo(right - r, top)
                .curveTo(right - h, top, right, top + h, right, top + r)
                .lineTo(right, bottom - r)
                .curveTo(right, bottom - h, right - h, bottom, right - r, bottom)
                .lineTo(left + r, bottom)
                .curveTo(left + h, bottom, left, bottom - h, left, bottom - r)
                .lineTo(left, top + r)
                .curveTo(left, top + h, left + h, top, left + r, top)
                .close()
                .path();
    }

    /** Tells a visitor all steps in their order. */
    public void visit(Visitor visitor) {
        int at = 0;
        for (Step step : steps) {
            visitor.step(step, points, at);
            at += step.numbers;
        }
    }

    public boolean isEmpty() {
        return steps.length == 0;
    }

    /** Returns how many steps there are: what a path costs in a file. */
    public int size() {
        return steps.length;
    }

    /** Tells whether it is one straight line, level or upright, which a device may draw on whole pixels. */
    public boolean isLevelOrUpright() {
        return steps.length == 2 && steps[1] == Step.LINE && (points[0] == points[2] || points[1] == points[3]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path path && Arrays.equals(steps, path.steps) && Arrays.equals(points, path.points);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(steps) + Arrays.hashCode(points);
    }

    @Override
    public String toString() {
        return Arrays.toString(steps) + Arrays.toString(points);
    }

    /** Puts a path together. */
    public static final class Builder {

        private Step[] steps = new Step[8];
        private double[] points = new double[16];
        private int count;
        private int used;

        public Builder moveTo(double x, double y) {
            return add(Step.MOVE, x, y);
        }

        public Builder lineTo(double x, double y) {
            return add(Step.LINE, x, y);
        }

        /** Adds a cubic curve by its two handles and its end. */
        public Builder curveTo(double x1, double y1, double x2, double y2, double x, double y) {
            return add(Step.CURVE, x1, y1, x2, y2, x, y);
        }

        public Builder close() {
            return add(Step.CLOSE);
        }

        /** Adds an open line through points x, y, x, y …. */
        public Builder polyline(double... line) {
            for (int i = 0; i < line.length; i += 2) {
                add(i == 0 ? Step.MOVE : Step.LINE, line[i], line[i + 1]);
            }
            return this;
        }

        /** Adds a closed line through points x, y, x, y …. */
        public Builder polygon(double... ring) {
            return polyline(ring).close();
        }

        public Builder circle(double x, double y, double radius) {
            double h = HANDLE * radius;
            return moveTo(x + radius, y)
                    .curveTo(x + radius, y + h, x + h, y + radius, x, y + radius)
                    .curveTo(x - h, y + radius, x - radius, y + h, x - radius, y)
                    .curveTo(x - radius, y - h, x - h, y - radius, x, y - radius)
                    .curveTo(x + h, y - radius, x + radius, y - h, x + radius, y)
                    .close();
        }

        private Builder add(Step step, double... numbers) {
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, 2 * count);
            }
            if (used + numbers.length > points.length) {
                points = Arrays.copyOf(points, 2 * points.length);
            }
            steps[count++] = step;
            System.arraycopy(numbers, 0, points, used, numbers.length);
            used += numbers.length;
            return this;
        }

        public Path path() {
            return new Path(Arrays.copyOf(steps, count), Arrays.copyOf(points, used));
        }
    }
}
