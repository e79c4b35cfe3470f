package io.orograph.ui.display;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/** Says in the middle of a view why there is nothing to see, and what will make it appear. */
public final class EmptyPlot {

    /** Characters to a line, at most, for each pixel of the view's width. */
    private static final double CHARACTERS_PER_PIXEL = 0.12;

    private EmptyPlot() {}

    public static void paint(PlotPen pen, String text, double width, double height, PlotTheme theme) {
        pen.text(
                wrapped(text, (int) (width * CHARACTERS_PER_PIXEL)),
                width / 2,
                height / 2,
                VPos.CENTER,
                TextAlignment.CENTER,
                PlotFonts.VALUE,
                theme.mutedText());
    }

    /** Returns a text broken at spaces into lines of at most so many characters; a longer word has a line of its own. */
    static String wrapped(String text, int longest) {
        StringBuilder lines = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            if (used > 0 && used + 1 + word.length() > longest) {
                lines.append('\n');
                used = 0;
            } else if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += word.length();
        }
        return lines.toString();
    }
}
