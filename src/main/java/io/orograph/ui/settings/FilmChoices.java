package io.orograph.ui.settings;

/**
 * What a person chose about the last film, 0 for what is usual; what moves in it follows from what is shown.
 *
 * @param seconds how long it lasts
 * @param rate frames a second
 * @param width in pixels
 */
public record FilmChoices(int seconds, int rate, int width) {

    /** Nothing chosen yet. */
    public static final FilmChoices NONE = new FilmChoices(0, 0, 0);
}
