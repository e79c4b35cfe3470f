/**
 * The landscape's own pane: directions, grid, the button that evaluates or cancels, and the model that runs the
 * evaluation in the background and hands its snapshots to the views.
 */
package io.orograph.ui.evaluation;
