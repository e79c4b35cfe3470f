/**
 * The training lab: trains the open network, reads the checkpoints of other trainings, and shows the path of either in
 * the plane along which it moves most, on the surface and the heatmap. The work runs in the background.
 */
package io.orograph.ui.training;
