package io.orograph.ui.pins;

import io.orograph.ui.display.Crosshair;

/**
 * A point of the plane with a name.
 *
 * @param name as a person calls it
 * @param at its place
 */
public record Pin(String name, Crosshair at) {}
