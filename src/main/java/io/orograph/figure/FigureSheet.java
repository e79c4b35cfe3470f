package io.orograph.figure;

import java.awt.geom.Rectangle2D;

/** What all figures share: the margins, the title on top and the caption at the bottom. */
final class FigureSheet {

    private FigureSheet() {}

    /** Draws title and caption. Returns the room between them. */
    static Rectangle2D draw(FigureCanvas canvas, String title, String caption) {
        double unit = canvas.unit;
        double margin = 1.2 * unit;
        double width = canvas.width - 2 * margin;
        Paragraph head = new Paragraph(title, canvas.titleFont, width);
        Paragraph foot = new Paragraph(caption, canvas.captionFont, width);
        double top = margin;
        double bottom = canvas.height - margin;
        if (head.height() > 0) {
            head.draw(canvas, canvas.width / 2.0, top, canvas.theme.ink);
            top += head.height() + 0.6 * unit;
        }
        if (foot.height() > 0) {
            foot.draw(canvas, canvas.width / 2.0, bottom - foot.height(), canvas.theme.muted);
            bottom -= foot.height() + 0.8 * unit;
        }
        return new Rectangle2D.Double(margin, top, width, bottom - top);
    }
}
