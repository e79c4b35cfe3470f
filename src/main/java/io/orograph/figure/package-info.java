/**
 * Figures for papers and reports, drawn without a window: the colour maps, ticks and projections that the window
 * shares, and the PNG files with their provenance. The one place besides tests that may use java.awt.
 */
package io.orograph.figure;
