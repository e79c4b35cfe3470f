package io.orograph.network;

import java.util.OptionalLong;

/**
 * What an operator that computes a loss takes for labels.
 *
 * @param scores which input has the scores of the classes, along its second axis
 * @param labels which input has the labels, 0 to classes − 1
 * @param ignored the label of what is left out; empty if nothing is
 */
public record LabelRule(int scores, int labels, OptionalLong ignored) {}
