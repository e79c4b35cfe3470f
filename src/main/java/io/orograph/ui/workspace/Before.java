package io.orograph.ui.workspace;

import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;

/**
 * Choices that were made about a model and data before.
 *
 * @param data about the data and the loss
 * @param parameters which tensors are parameters
 * @param weights θ₀ where it is not that of the model file; else null
 */
public record Before(DataChoices data, OpenedModel.Choice parameters, Weights weights) {}
