package io.orograph.plot;

/** Says in the middle of a view why there is nothing to see, and what will make it appear. */
public final class EmptyPlot {

    private static final double SHARE = 0.75;

    private EmptyPlot() {}

    /** Draws a sentence, broken into lines. */
    public static void draw(Pen pen, Rect area, PlotStyle style, String sentence) {
        Paragraph lines = new Paragraph(sentence, style.axis(), SHARE * area.width());
        lines.draw(
                pen,
                area.centerX(),
                area.centerY() - lines.height() / 2,
                style.theme().muted());
    }
}
