/**
 * Losses that a network computes itself, from scores and the labels that are given to one of its inputs. What a loss of a
 * network's outputs and the targets of data is lies elsewhere: it is no part of the network.
 */
package io.orograph.network.operators.loss;
