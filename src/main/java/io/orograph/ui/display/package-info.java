/**
 * What the views of one landscape share: the point under the crosshair and how the loss is shown. Properties and
 * values only, no nodes; all of it belongs to the JavaFX application thread.
 */
package io.orograph.ui.display;
