package io.orograph.figure;

import java.awt.geom.Rectangle2D;

/** The frame that all figures share: the margins, the title on top and the caption at the bottom. */
final class FigureSheet {

    private static final char NO_BREAK = '\u00a0';

    private FigureSheet() {}

    /** Draws title and caption. Returns the room between them. */
    static Rectangle2D draw(FigureCanvas canvas, String title, String caption) {
        double unit = canvas.unit;
        double margin = 1.2 * unit;
        double width = canvas.width - 2 * margin;
        double height = Math.min(canvas.height, canvas.width * canvas.tallest);
        double above = (canvas.height - height) / 2;
        Paragraph head = new Paragraph(title, canvas.titleFont, width);
        Paragraph foot = new Paragraph(unbroken(caption), canvas.captionFont, width);
        double top = above + margin;
        double bottom = above + height - margin;
        if (head.height() > 0) {
            head.draw(canvas, canvas.width / 2.0, top, canvas.theme.ink);
            top += head.height() + unit;
        }
        if (foot.height() > 0) {
            foot.draw(canvas, canvas.width / 2.0, bottom - foot.height(), canvas.theme.muted);
            bottom -= foot.height() + 0.8 * unit;
        }
        return new Rectangle2D.Double(margin, top, width, bottom - top);
    }

    /** Returns the caption with its parts kept whole: lines end after a middle dot. */
    private static String unbroken(String caption) {
        return caption.replace(' ', NO_BREAK).replace(NO_BREAK + "·" + NO_BREAK, NO_BREAK + "· ");
    }
}
