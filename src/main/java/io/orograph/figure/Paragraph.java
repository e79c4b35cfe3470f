package io.orograph.figure;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;

/** Text broken into lines no wider than it may be: at spaces, and within a word that alone is too wide. */
final class Paragraph {

    private static final double LINE = 1.3;

    private final List<String> lines = new ArrayList<>();
    private final Font font;

    Paragraph(String text, Font font, double width) {
        this.font = font;
        String line = "";
        for (String word : text.strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (Label.width(longer, font) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = broken(word, width);
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    private String broken(String word, double width) {
        String rest = word;
        while (Label.width(rest, font) > width) {
            int end = rest.length() - 1;
            while (end > 1 && Label.width(rest.substring(0, end), font) > width) {
                end--;
            }
            end = Math.max(1, end);
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    double height() {
        return lines.size() * LINE * font.getSize2D();
    }

    /** Draws the lines from a top edge down, each centred on x. */
    void draw(FigureCanvas canvas, double x, double top, Color color) {
        double y = top;
        for (String line : lines) {
            canvas.text(Label.level(line, font, x, y + LINE / 2 * font.getSize2D(), 0.5, 0.5), color);
            y += LINE * font.getSize2D();
        }
    }
}
