package io.orograph.plot;

/** The hatching of what has no value or is not evaluated. */
final class Hatch {

    private static final double GAP = 0.5;
    private static final double WIDTH = 0.09;

    private Hatch() {}

    /** Fills a path with the colour of holes and its lines. */
    static void fill(Pen pen, Path path, Rect bounds, PlotStyle style) {
        pen.fill(path, style.theme().hole());
        lines(pen, path, bounds, style);
    }

    /** Draws the lines alone, inside a path. */
    static void lines(Pen pen, Path path, Rect bounds, PlotStyle style) {
        double gap = GAP * style.unit();
        Path.Builder lines = new Path.Builder();
        // Lines x + y = k·gap of the whole page, so that the hatching of neighbouring holes joins.
        double first = Math.ceil((bounds.x() + bounds.y()) / gap) * gap;
        for (double sum = first; sum < bounds.right() + bounds.bottom(); sum += gap) {
            double fromX = Math.min(bounds.right(), sum - bounds.y());
            double toX = Math.max(bounds.x(), sum - bounds.bottom());
            lines.polyline(fromX, sum - fromX, toX, sum - toX);
        }
        pen.clipped(
                path, () -> pen.stroke(lines.path(), new Stroke(style.theme().hatch(), WIDTH * style.unit())));
    }
}
