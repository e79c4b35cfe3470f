package io.orograph.ui.workspace;

import io.orograph.data.DataSource;
import io.orograph.model.OpenedModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was open before, to be opened as it was.
 *
 * @param model the model file
 * @param source the data
 * @param choices about them
 * @param parameters what counted as a parameter
 * @param theta the file of θ₀; empty where that is the model file
 */
public record Again(
        Path model, DataSource source, DataChoices choices, OpenedModel.Choice parameters, Optional<Path> theta) {}
