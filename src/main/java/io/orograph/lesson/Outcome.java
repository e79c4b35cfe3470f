package io.orograph.lesson;

/** What became of a claim. */
public enum Outcome {
    HOLDS,
    FAILS,
    /** A number that it is about was not found. */
    UNKNOWN
}
