package io.orograph.plot;

import io.orograph.choice.Named;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a person chooses about a figure besides what it shows. Start from {@link #DEFAULT} and change what should differ.
 *
 * @param preset sizes where nothing else is said
 * @param width of the page in points
 * @param height of the page in points
 * @param text size of axis titles in points
 * @param ground what the figure stands on
 * @param words what is written around it
 * @param dpi of pictures, and of what is a picture in a file of lines
 * @param fonts of all text
 */
public record FigureSettings(
        PagePreset preset,
        OptionalDouble width,
        OptionalDouble height,
        OptionalDouble text,
        Ground ground,
        Words words,
        int dpi,
        FontFamily fonts) {

    /** A page of a paper with all that belongs to it. */
    public static final FigureSettings DEFAULT = new FigureSettings(
            PagePreset.PAGE,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Ground.LIGHT,
            Words.ALL,
            300,
            FontFamily.SANS);

    /** In points. */
    public static final double SMALLEST_TEXT = 4;

    public static final double LARGEST_TEXT = 200;
    public static final int FEWEST_DPI = 36;
    public static final int MOST_DPI = 2400;

    /** What a figure stands on. */
    public enum Ground implements Named {
        LIGHT("Light", Theme.LIGHT),
        DARK("Dark", Theme.DARK),
        TRANSPARENT("Transparent", Theme.TRANSPARENT);

        private final String title;
        private final Theme theme;

        Ground(String title, Theme theme) {
            this.title = title;
            this.theme = theme;
        }

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String title() {
            return title;
        }

        public Theme theme() {
            return theme;
        }
    }

    /**
     * The words around a figure.
     *
     * @param title null for the plot's own, empty for none
     * @param caption null for the plot's own, empty for none
     * @param letters whether the panels are lettered (a), (b) …
     */
    public record Words(String title, String caption, boolean letters) {

        /** The plot's own title and caption, no letters. */
        public static final Words ALL = new Words(null, null, false);
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the text or the resolution is out of range
     */
    public FigureSettings {
        double size = text.orElse(preset.text());
        if (!(size >= SMALLEST_TEXT && size <= LARGEST_TEXT)) {
            throw new IllegalArgumentException("the text of a figure is from 4 to 200 pt high, not " + size);
        }
        if (dpi < FEWEST_DPI || dpi > MOST_DPI) {
            throw new IllegalArgumentException("the resolution is from 36 to 2400 dpi, not " + dpi);
        }
    }

    public FigureSettings with(PagePreset wanted) {
        return new FigureSettings(wanted, width, height, text, ground, words, dpi, fonts);
    }

    public FigureSettings withWidth(double points) {
        return new FigureSettings(preset, OptionalDouble.of(points), height, text, ground, words, dpi, fonts);
    }

    public FigureSettings withHeight(double points) {
        return new FigureSettings(preset, width, OptionalDouble.of(points), text, ground, words, dpi, fonts);
    }

    public FigureSettings withText(double points) {
        return new FigureSettings(preset, width, height, OptionalDouble.of(points), ground, words, dpi, fonts);
    }

    public FigureSettings with(Ground wanted) {
        return new FigureSettings(preset, width, height, text, wanted, words, dpi, fonts);
    }

    public FigureSettings with(Words wanted) {
        return new FigureSettings(preset, width, height, text, ground, wanted, dpi, fonts);
    }

    public FigureSettings withDpi(int wanted) {
        return new FigureSettings(preset, width, height, text, ground, words, wanted, fonts);
    }

    /** Returns the same with other fonts. */
    public FigureSettings with(FontFamily wanted) {
        return new FigureSettings(preset, width, height, text, ground, words, dpi, wanted);
    }

    /**
     * Returns these settings if a page can have their sizes, as far as these do not depend on what is drawn.
     *
     * @throws IllegalArgumentException if not
     */
    public FigureSettings checkSize() {
        double side = width.orElse(preset.width());
        return new PageSize(side, height.orElse(side)).width() > 0 ? this : DEFAULT;
    }

    /** Returns the look of the plot on its page. */
    PlotStyle style() {
        double unit = text.orElse(preset.text());
        double smallest = Math.min(unit, text.isPresent() ? Math.min(preset.smallest(), unit) : preset.smallest());
        return new PlotStyle(ground.theme(), unit, smallest, words.letters(), fonts);
    }

    /**
     * Lays a plot out on a page.
     *
     * @throws IllegalArgumentException if the page has a size that no figure can have
     */
    public FigurePage page(Plot plot) {
        return FigurePage.of(plot, this);
    }
}
