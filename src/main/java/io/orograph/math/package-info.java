/**
 * Arithmetic that belongs to no single subject: vectors of weight space, the eigenvectors of a small Gram matrix, random
 * orders, and numbers as text. Plain Java on arrays, whose results are the same to the bit on every machine. At the bottom: nothing here knows
 * a network, a file or a thread.
 */
package io.orograph.math;
