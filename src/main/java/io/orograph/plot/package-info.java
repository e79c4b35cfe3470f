/**
 * What is drawn, once for the window and for every file: scales, colours, ticks, contours and labels, laid out and drawn on
 * a {@link io.orograph.plot.Pen}. Text is measured by the font that ships, so that a layout is the same everywhere.
 * Nothing here knows a device: no AWT, no JavaFX, no file but the font and the colour maps.
 */
package io.orograph.plot;
