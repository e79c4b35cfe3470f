package io.orograph.plot;

import io.orograph.choice.Named;
import java.util.Locale;

/** Where a figure is going: a width, the size of its text, and the size that no text is smaller than. */
public enum PagePreset implements Named {
    /** A column of a journal's page. */
    COLUMN("Column of a paper", 85, 0, 8, 7),
    /** The full width of a journal's page. */
    PAGE("Page of a paper", 170, 0, 8, 7),
    /** A slide of 16 to 9. */
    SLIDE("Slide", 254, 142.875, 13, 11),
    /** A poster. */
    POSTER("Poster", 420, 0, 20, 16);

    private final String title;
    private final double width;
    private final double height;
    private final double text;
    private final double smallest;

    PagePreset(String title, double width, double height, double text, double smallest) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.text = text;
        this.smallest = smallest;
    }

    /** Returns the width in points. */
    public double width() {
        return width * PageSize.MM;
    }

    /** Returns the height in points; 0 for one that follows from what is shown. */
    double height() {
        return height * PageSize.MM;
    }

    /** Returns the size of axis titles in points. */
    public double text() {
        return text;
    }

    /** Returns the size in points that no text is smaller than. */
    public double smallest() {
        return smallest;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "%s, %.0f mm", title, width);
    }
}
