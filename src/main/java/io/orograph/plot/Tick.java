package io.orograph.plot;

/** A place on an axis with the text that stands beside it. */
public record Tick(double value, String label) {}
