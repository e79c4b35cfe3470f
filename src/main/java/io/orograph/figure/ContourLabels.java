package io.orograph.figure;

import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds places for the numbers on contour lines: where a line is straight over the number's width, inside the plot and
 * clear of other numbers; lines too short or too crowded go without.
 */
final class ContourLabels {

    /** The share of its length that a piece of line keeps at least when it is straightened under its number. */
    private static final double STRAIGHT = 0.96;

    private ContourLabels() {}

    /** A contour on the page. */
    record Line(double level, String text, double[] x, double[] y, boolean closed) {

        Path2D path() {
            Path2D path = new Path2D.Double();
            path.moveTo(x[0], y[0]);
            for (int i = 1; i < x.length; i++) {
                path.lineTo(x[i], y[i]);
            }
            if (closed) {
                path.closePath();
            }
            return path;
        }

        /** Tells whether the line runs through the digits of a number. */
        boolean touches(Label label) {
            double size = label.font().getSize2D();
            Rectangle2D digits = new Rectangle2D.Double(0, -0.8 * size, label.width(), 0.87 * size);
            double[] points = new double[2 * x.length];
            for (int i = 0; i < x.length; i++) {
                points[2 * i] = x[i];
                points[2 * i + 1] = y[i];
            }
            label.toText(points);
            for (int i = 2; i < points.length; i += 2) {
                if (digits.intersectsLine(points[i - 2], points[i - 1], points[i], points[i + 1])) {
                    return true;
                }
            }
            return false;
        }

        double length() {
            double length = 0;
            for (int i = 1; i < x.length; i++) {
                length += Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
            }
            return length;
        }
    }

    /** A number that found its place. */
    record Placed(double level, Label label) {}

    private record Candidate(Label label, double merit) {}

    /**
     * Places numbers on lines.
     *
     * @param taken shapes that no number may touch
     */
    static List<Placed> place(List<Line> lines, Font font, Rectangle2D plot, List<Shape> taken) {
        List<Shape> shapes = new ArrayList<>(taken);
        List<Placed> placed = new ArrayList<>();
        double margin = 0.3 * font.getSize2D();
        Rectangle2D inside = new Rectangle2D.Double(
                plot.getX() + margin,
                plot.getY() + margin,
                plot.getWidth() - 2 * margin,
                plot.getHeight() - 2 * margin);
        for (Line line : lines) {
            for (Candidate candidate : candidates(line, font, plot)) {
                Shape bounds = candidate.label().bounds();
                if (inside.contains(bounds.getBounds2D())
                        && shapes.stream().noneMatch(shape -> FigureCanvas.overlap(shape, bounds))
                        && lines.stream().noneMatch(other -> other != line && other.touches(candidate.label()))) {
                    shapes.add(bounds);
                    placed.add(new Placed(line.level(), candidate.label()));
                    break;
                }
            }
        }
        return placed;
    }

    private static List<Candidate> candidates(Line line, Font font, Rectangle2D plot) {
        String text = line.text();
        double width = Label.width(text, font) + 0.5 * font.getSize2D();
        double length = line.length();
        List<Candidate> candidates = new ArrayList<>();
        double step = Math.max(0.5 * font.getSize2D(), length / 200);
        for (double at = width / 2; at <= length - width / 2 && length > 2.5 * width; at += step) {
            double[] from = pointAt(line, at - width / 2);
            double[] to = pointAt(line, at + width / 2);
            double chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
            if (chord < STRAIGHT * width) {
                continue;
            }
            double angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
            if (Math.abs(angle) > Math.PI / 2) {
                angle -= Math.signum(angle) * Math.PI;
            }
            double x = (from[0] + to[0]) / 2;
            double y = (from[1] + to[1]) / 2;
            double merit = chord / width + 0.3 * towardsUpperRight(plot, x, y) + 0.1 * Math.cos(angle);
            candidates.add(new Candidate(new Label(text, font, x, y, 0.5, 0.5, angle), merit));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::merit).reversed());
        return candidates;
    }

    /**
     * Returns how far a point lies towards the upper right: preferring one side of the centre puts the numbers of
     * nested lines in a row, where they are easy to read.
     */
    private static double towardsUpperRight(Rectangle2D plot, double x, double y) {
        double dx = (x - plot.getCenterX()) / plot.getWidth();
        double dy = (plot.getCenterY() - y) / plot.getHeight();
        return Math.cos(Math.atan2(dy, dx) - Math.toRadians(62));
    }

    private static double[] pointAt(Line line, double at) {
        double left = at;
        for (int i = 1; i < line.x().length; i++) {
            double dx = line.x()[i] - line.x()[i - 1];
            double dy = line.y()[i] - line.y()[i - 1];
            double step = Math.hypot(dx, dy);
            if (left <= step && step > 0) {
                return new double[] {line.x()[i - 1] + dx * left / step, line.y()[i - 1] + dy * left / step};
            }
            left -= step;
        }
        int last = line.x().length - 1;
        return new double[] {line.x()[last], line.y()[last]};
    }
}
