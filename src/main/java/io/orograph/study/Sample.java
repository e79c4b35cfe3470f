package io.orograph.study;

import java.nio.file.Path;

/**
 * A model that comes with the program, and its data.
 *
 * @param name short name, as on the command line
 * @param title what a menu calls it
 * @param description what to look for in its landscape
 * @param model the model file
 * @param data its training data
 * @param test data that it was not trained on
 * @param range how far its landscape reaches to each side, so that it shows what it is there for
 * @param resolution how many cells its landscape has along each side: fewer where a cell takes long
 */
public record Sample(
        String name,
        String title,
        String description,
        Path model,
        Path data,
        Path test,
        double range,
        int resolution) {}
