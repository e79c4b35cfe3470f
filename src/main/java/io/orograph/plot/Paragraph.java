package io.orograph.plot;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines no wider than it may be: at spaces, and within a word that alone is too wide. */
public final class Paragraph {

    private static final double LINE = 1.3;

    private final List<String> lines = new ArrayList<>();
    private final TextStyle style;

    /**
     * Breaks a text.
     *
     * @param width that no line exceeds, unless a single letter does
     */
    public Paragraph(String text, TextStyle style, double width) {
        this.style = style;
        String line = "";
        for (String word : text.strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (style.width(longer) <= width) {
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
        while (style.width(rest) > width && rest.length() > 1) {
            int end = rest.length() - 1;
            while (end > 1 && style.width(rest.substring(0, end)) > width) {
                end--;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    /** Returns the height of all lines. */
    public double height() {
        return lines.size() * LINE * style.size();
    }

    /** Draws the lines from a top edge down, each centred on x. */
    void draw(Pen pen, double x, double top, Rgb color) {
        double y = top + LINE / 2 * style.size();
        for (String line : lines) {
            pen.text(Label.level(line, style, x, y, 0.5, 0.5), color);
            y += LINE * style.size();
        }
    }

    /** Returns the lines from above. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the height of a line. */
    public double lineHeight() {
        return LINE * style.size();
    }
}
