package io.orograph.plot;

import io.orograph.landscape.Contour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Finds places for the numbers on contour lines: where the line is straight enough for the text, inside the plot, and
 * clear of other lines, other labels and the mark on θ₀. A line without such a place stays without a number.
 */
final class ContourLabels {

    /** How far points along a line are apart, over the size of the text. */
    private static final double SPACING = 0.27;

    /** Free line on both sides of a text, over its size. */
    private static final double MARGIN = 0.45;

    /** Half the height of a text and its halo, over its size. */
    private static final double HALF_HEIGHT = 0.64;

    /**
     * The straightness that a line must have under its text: the distance between the ends over the way along the line.
     */
    private static final double STRAIGHT = 0.94;

    private static final int KEPT_FREE = Integer.MAX_VALUE;

    private final PlotFrame frame;
    private final TextStyle style;
    private final DoubleFunction<String> numbers;
    private final double spacing;
    private final double halfHeight;
    private final Occupancy occupancy;
    private final List<ContourLabel> labels = new ArrayList<>();

    private ContourLabels(PlotFrame frame, TextStyle style, DoubleFunction<String> numbers) {
        this.frame = frame;
        this.style = style;
        this.numbers = numbers;
        this.spacing = SPACING * style.size();
        this.halfHeight = HALF_HEIGHT * style.size();
        this.occupancy = new Occupancy(frame, spacing);
    }

    /**
     * Labels for as many of the lines as have room for one, the longest line first.
     *
     * @param style of the numbers
     * @param numbers the number of a level
     * @param free what no number may touch
     */
    static List<ContourLabel> place(
            List<Contour> contours, PlotFrame frame, TextStyle style, DoubleFunction<String> numbers, List<Rect> free) {
        ContourLabels places = new ContourLabels(frame, style, numbers);
        List<Trail> trails = new ArrayList<>();
        for (Contour contour : contours) {
            trails.addAll(Trail.visible(contour, frame, trails.size() + 1, places.spacing));
        }
        trails.forEach(trail -> trail.mark(places.occupancy));
        free.forEach(places.occupancy::keepFree);
        trails.stream().sorted(Comparator.comparingInt(Trail::size).reversed()).forEach(places::label);
        return List.copyOf(places.labels);
    }

    private void label(Trail trail) {
        String text = numbers.apply(trail.level());
        int steps = (int) Math.ceil((style.width(text) + 2 * MARGIN * style.size()) / spacing);
        double best = STRAIGHT;
        int bestStart = -1;
        for (int start = 0; start + steps < trail.size(); start += 2) {
            double straightness = trail.straightness(start, steps, spacing);
            if (straightness > best + 0.003 && isFree(trail, start, steps)) {
                best = straightness;
                bestStart = start;
            }
        }
        if (bestStart >= 0) {
            add(trail, text, bestStart, steps);
        }
    }

    private boolean isFree(Trail trail, int start, int steps) {
        for (int i = start; i <= start + steps; i++) {
            double x = trail.x().get(i);
            double y = trail.y().get(i);
            boolean inside = x - halfHeight >= frame.x()
                    && x + halfHeight <= frame.right()
                    && y - halfHeight >= frame.y()
                    && y + halfHeight <= frame.bottom();
            if (!inside || !occupancy.isFree(x, y, halfHeight, trail.id())) {
                return false;
            }
        }
        return true;
    }

    private void add(Trail trail, String text, int start, int steps) {
        for (int i = start; i <= start + steps; i++) {
            occupancy.block(trail.x().get(i), trail.y().get(i), halfHeight, KEPT_FREE);
        }
        int end = start + steps;
        int middle = start + steps / 2;
        double dx = trail.x().get(end) - trail.x().get(start);
        double dy = trail.y().get(end) - trail.y().get(start);
        double degrees = Math.toDegrees(dx == 0 ? Math.PI / 2 : Math.atan(dy / dx));
        // Half way between the line and its chord, so that a bent line passes behind the text evenly.
        double x = (trail.x().get(middle) + (trail.x().get(start) + trail.x().get(end)) / 2) / 2;
        double y = (trail.y().get(middle) + (trail.y().get(start) + trail.y().get(end)) / 2) / 2;
        labels.add(new ContourLabel(trail.level(), text, frame.alphaAt(x), frame.betaAt(y), degrees));
    }

    /** An unbroken visible piece of a contour: points on the screen, evenly spaced along it. */
    private record Trail(int id, double level, List<Double> x, List<Double> y) {

        static List<Trail> visible(Contour contour, PlotFrame frame, int firstId, double spacing) {
            List<Trail> trails = new ArrayList<>();
            Trail trail = empty(firstId, contour.level());
            int count = contour.size() + (contour.closed() ? 1 : 0);
            double over = 0;
            for (int i = 1; i < count; i++) {
                int end = i % contour.size();
                double x0 = frame.xOf(contour.alpha()[i - 1]);
                double y0 = frame.yOf(contour.beta()[i - 1]);
                double dx = frame.xOf(contour.alpha()[end]) - x0;
                double dy = frame.yOf(contour.beta()[end]) - y0;
                double length = Math.hypot(dx, dy);
                double at = over;
                for (; at <= length && length > 0; at += spacing) {
                    double x = x0 + dx * at / length;
                    double y = y0 + dy * at / length;
                    if (frame.contains(x, y)) {
                        trail.x.add(x);
                        trail.y.add(y);
                    } else if (trail.size() > 0) {
                        trails.add(trail);
                        trail = empty(firstId + trails.size(), contour.level());
                    }
                }
                over = at - length;
            }
            if (trail.size() > 0) {
                trails.add(trail);
            }
            return trails;
        }

        private static Trail empty(int id, double level) {
            return new Trail(id, level, new ArrayList<>(), new ArrayList<>());
        }

        int size() {
            return x.size();
        }

        void mark(Occupancy occupancy) {
            for (int i = 0; i < size(); i++) {
                occupancy.block(x.get(i), y.get(i), 0, id);
            }
        }

        double straightness(int start, int steps, double spacing) {
            double dx = x.get(start + steps) - x.get(start);
            double dy = y.get(start + steps) - y.get(start);
            return Math.hypot(dx, dy) / (steps * spacing);
        }
    }

    /** The lines and labels that cover the small squares of the plot. */
    private static final class Occupancy {

        private final PlotFrame frame;
        private final double square;
        private final int columns;
        private final int rows;
        private final int[] ids;

        Occupancy(PlotFrame frame, double square) {
            this.frame = frame;
            this.square = square;
            this.columns = (int) Math.ceil(frame.width() / square) + 1;
            this.rows = (int) Math.ceil(frame.height() / square) + 1;
            this.ids = new int[columns * rows];
        }

        void block(double x, double y, double radius, int id) {
            visit(x, y, radius, place -> {
                ids[place] = id;
                return true;
            });
        }

        void keepFree(Rect rect) {
            double radius = Math.min(rect.width(), rect.height()) / 2;
            for (double x = rect.x() + radius; x <= rect.right() - radius + square; x += square) {
                for (double y = rect.y() + radius; y <= rect.bottom() - radius + square; y += square) {
                    block(x, y, radius, KEPT_FREE);
                }
            }
        }

        boolean isFree(double x, double y, double radius, int id) {
            return visit(x, y, radius, place -> ids[place] == 0 || ids[place] == id);
        }

        private boolean visit(double x, double y, double radius, java.util.function.IntPredicate visitor) {
            int left = Math.max(0, (int) ((x - radius - frame.x()) / square));
            int right = Math.min(columns - 1, (int) ((x + radius - frame.x()) / square));
            int top = Math.max(0, (int) ((y - radius - frame.y()) / square));
            int bottom = Math.min(rows - 1, (int) ((y + radius - frame.y()) / square));
            for (int row = top; row <= bottom; row++) {
                for (int column = left; column <= right; column++) {
                    if (!visitor.test(row * columns + column)) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
