/**
 * The loss as a surface that can be turned in space: a scene of our own meshes on JavaFX 3-D, and the same picture
 * drawn on a canvas where a display has no 3-D. Geometry is pure arithmetic on plain arrays and is made off the
 * JavaFX application thread; only {@link io.orograph.ui.surface.SurfaceView} and what it is made of are nodes.
 */
package io.orograph.ui.surface;
