/**
 * Normalisations. That of a batch has three forms: as it is used, as it is trained, and folded into the layer before it;
 * the others, over layers, channels, groups and neighbours, have their statistics from the sample itself. Softmax is an
 * activation.
 */
package io.orograph.network.operators.normalization;
