package io.orograph.ui.export;

import io.orograph.figure.film.FilmFormat;
import io.orograph.figure.film.FilmKind;
import io.orograph.ui.settings.FilmChoices;

/**
 * The film that a person asked for.
 *
 * @param dark whether on a dark ground
 */
record AnimationChoice(FilmKind kind, FilmFormat format, boolean dark) {

    /** Returns what is remembered of it; what moves and the ground follow from what is shown. */
    FilmChoices stored() {
        return new FilmChoices((int) format.seconds(), format.rate(), format.width());
    }
}
