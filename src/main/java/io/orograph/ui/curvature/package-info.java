/**
 * The pane "Curvature": a study of the Hessian in all of weight space, run in the background, with its values shown as
 * they come. The numbers are those of {@link io.orograph.curvature}; nothing is computed here.
 */
package io.orograph.ui.curvature;
