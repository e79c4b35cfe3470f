/**
 * The heatmap of a landscape: its model, the pure functions that turn a landscape into pixels, lines and labels off
 * the JavaFX application thread, and the view that draws them and answers to mouse and keyboard. Nothing here
 * evaluates a loss or writes a file.
 */
package io.orograph.ui.heatmap;
