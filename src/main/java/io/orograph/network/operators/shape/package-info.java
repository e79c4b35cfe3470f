/**
 * Operators that compute nothing: other shapes of the same numbers, other orders, parts, repetitions, padding, joining.
 * Those that only rename the axes cost nothing. Where places come as numbers of another input, it is indexing.
 */
package io.orograph.network.operators.shape;
