package io.orograph.ui.export;

import io.orograph.figure.film.FilmFormat;
import io.orograph.figure.film.FilmKind;

/**
 * The film that a person asked for.
 *
 * @param dark whether on a dark ground
 */
record AnimationChoice(FilmKind kind, FilmFormat format, boolean dark) {}
