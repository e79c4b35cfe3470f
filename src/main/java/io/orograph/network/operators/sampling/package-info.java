/**
 * Values of an image between its pixels, at places that another input names, and the places that a linear map moves a
 * regular grid to: GridSample and AffineGrid, of which spatial transformers consist. A regular grid is resizing.
 */
package io.orograph.network.operators.sampling;
