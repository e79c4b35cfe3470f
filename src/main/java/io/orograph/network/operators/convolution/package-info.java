/**
 * Convolutions and their transposes. {@code Conv} chooses the kernel: ND4J's, products of matrices for windows of one
 * place or for three axes, a shortcut for images of one channel. Where the window stops is the package of windows.
 */
package io.orograph.network.operators.convolution;
