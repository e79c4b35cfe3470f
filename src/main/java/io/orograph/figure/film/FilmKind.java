package io.orograph.figure.film;

import io.orograph.choice.Named;

/** What moves in a film of a landscape. */
public enum FilmKind implements Named {
    /** The surface turns once. */
    TURNTABLE("Turntable", "the surface turns once"),
    /** The path is walked along. */
    TRAJECTORY("Path", "a training or a curve runs along its path"),
    /** The path is walked along, over the curve of its losses as far as it has come. */
    TRAINING("Training", "a training goes along its path, with the curve of its losses as it grows"),
    /** The cells are evaluated in their order. */
    EVALUATION("Coarse to fine", "the cells come as they are evaluated");

    private final String title;
    private final String description;

    FilmKind(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** Tells whether it moves along a path that lies on the landscape. */
    public boolean needsPath() {
        return this == TRAJECTORY || this == TRAINING;
    }

    @Override
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return title + ": " + description;
    }
}
