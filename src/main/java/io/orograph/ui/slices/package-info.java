/**
 * Two line plots of a landscape, along α and along β through the crosshair: the values, their layout, and the view
 * that draws them. Nothing here evaluates a loss.
 */
package io.orograph.ui.slices;
