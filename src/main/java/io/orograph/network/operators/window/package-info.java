/**
 * The window that convolutions and pools slide over their input: where it stops, what it covers (im2col), and padding that
 * ND4J's kernels do not do by themselves. Nothing here computes with the numbers. Both families use it, and it uses
 * neither.
 */
package io.orograph.network.operators.window;
