package io.orograph.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The overlay of a landscape: paths and marks at places of its plane, the same on the heatmap and on the surface, in
 * the window and in figures. Everything has a rim, so that it is seen on every colour. Where a place lies outside of
 * the grid, or in a hole of the surface, it is not drawn.
 *
 * @param lines drawn first
 * @param marks drawn over the lines
 */
public record Overlay(List<Line> lines, List<Mark> marks) {

    /** Nothing. */
    public static final Overlay NONE = new Overlay(List.of(), List.of());

    /** The width of a line that is wholly off the plane, as a share of one in it. */
    private static final double THINNEST = 0.2;

    /**
     * A path. Its width says how far off the plane it runs.
     *
     * @param name in the legend; empty for a line that is not in it
     * @param argb 0xAARRGGBB
     * @param alpha α of the points, in their order
     * @param beta β of the points
     * @param residuals shares of the points' distance from the plane's origin that lie off the plane, 0 to 1; empty for a
     *     line in the plane
     * @param scale of its width: lines that run over each other are all seen if those on top are narrower
     * @param dotted whether its points are shown on it, as far as there is room: they are checkpoints, and how far they
     *     lie apart says how fast a training moved
     */
    public record Line(
            String name, int argb, double[] alpha, double[] beta, double[] residuals, double scale, boolean dotted) {

        /** Makes a line of the usual width. */
        public Line(String name, int argb, double[] alpha, double[] beta, double[] residuals) {
            this(name, argb, alpha, beta, residuals, 1);
        }

        /** Makes a line without dots. */
        public Line(String name, int argb, double[] alpha, double[] beta, double[] residuals, double scale) {
            this(name, argb, alpha, beta, residuals, scale, false);
        }

        /**
         * Checks the lengths of the arrays.
         *
         * @throws IllegalArgumentException if the arrays have different lengths
         */
        public Line {
            if (alpha.length != beta.length || residuals.length != 0 && residuals.length != alpha.length) {
                throw new IllegalArgumentException("a line of " + alpha.length + " and " + beta.length
                        + " coordinates with " + residuals.length + " residuals");
            }
        }

        public int size() {
            return alpha.length;
        }

        /** Returns the same line with its points shown on it. */
        public Line withDots() {
            return new Line(name, argb, alpha, beta, residuals, scale, true);
        }

        /**
         * Returns the width at a point, as a share of the usual one: in the plane the scale of the line, wholly off it
         * 0.2 of that; NaN counts as off.
         */
        public double width(int point) {
            if (residuals.length == 0) {
                return scale;
            }
            double residual = Double.isNaN(residuals[point]) ? 1 : Math.max(0, Math.min(1, residuals[point]));
            return scale * (1 - (1 - THINNEST) * residual);
        }

        /** Returns the largest residual; 0 for a line in the plane. */
        public double largestResidual() {
            return Arrays.stream(residuals).max().orElse(0);
        }
    }

    /**
     * A mark.
     *
     * @param label beside it; empty for none
     * @param argb 0xAARRGGBB
     * @param scale of its size
     */
    public record Mark(String label, int argb, OverlaySymbol symbol, double alpha, double beta, double scale) {

        /** Makes a mark of the usual size. */
        public Mark(String label, int argb, OverlaySymbol symbol, double alpha, double beta) {
            this(label, argb, symbol, alpha, beta, 1);
        }
    }

    public Overlay {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    public boolean isEmpty() {
        return lines.isEmpty() && marks.isEmpty();
    }

    /** Returns both overlays as one, the other on top. */
    public Overlay with(Overlay other) {
        if (isEmpty()) {
            return other;
        }
        List<Line> allLines = new ArrayList<>(lines);
        allLines.addAll(other.lines);
        List<Mark> allMarks = new ArrayList<>(marks);
        allMarks.addAll(other.marks);
        return new Overlay(allLines, allMarks);
    }

    /** Returns the lines that a legend names. */
    public List<Line> named() {
        return lines.stream().filter(line -> !line.name().isEmpty()).toList();
    }

    /** Returns what a legend says about the width of lines; empty where all lie in the plane. */
    public String widthNote() {
        double largest = lines.stream().mapToDouble(Line::largestResidual).max().orElse(0);
        return largest < 0.005 ? "" : "thinner: farther off the plane, up to " + Math.round(100 * largest) + " %";
    }
}
