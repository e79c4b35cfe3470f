/**
 * The loss over a plane through weight space: the grid, its values as an immutable {@link
 * io.orograph.landscape.Landscape}, the evaluator that fills it, and what can be read off it (contours, critical
 * points). A landscape has no native memory behind it and can be read on any thread.
 */
package io.orograph.landscape;
