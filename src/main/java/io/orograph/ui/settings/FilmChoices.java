package io.orograph.ui.settings;

/**
 * What a person chose about the last film; 0 and empty for what follows from the rest.
 *
 * @param kind what moves, by its label
 * @param seconds how long it lasts
 * @param rate frames a second
 * @param width in pixels
 */
public record FilmChoices(String kind, int seconds, int rate, int width) {

    /** Nothing chosen yet. */
    public static final FilmChoices NONE = new FilmChoices("", 0, 0, 0);

    /** Makes choices; values that a damaged file may hold are replaced. */
    public FilmChoices {
        kind = kind == null ? "" : kind;
    }
}
