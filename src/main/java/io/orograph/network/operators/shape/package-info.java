/**
 * Operators that compute nothing: other shapes of the same numbers, other orders, parts, repetitions, padding, joining; and EyeLike,
 * of which the shape of the input is all.
 * Those that only rename the axes cost nothing. Where places come as numbers of another input, it is indexing.
 */
package io.orograph.network.operators.shape;
