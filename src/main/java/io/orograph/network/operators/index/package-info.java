/**
 * Operators that read or write at places which another input names, and that find such places: Gather, Scatter, OneHot,
 * TopK, Compress, ReverseSequence. Indices may be counted from the back. They have no gradient.
 */
package io.orograph.network.operators.index;
