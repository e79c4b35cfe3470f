package io.orograph.plot;

/**
 * A number on a contour line.
 *
 * @param level the line's loss
 * @param alpha where the middle of the text lies
 * @param beta where the middle of the text lies
 * @param degrees the text's slope on the screen, clockwise, from -90 to 90 so that it is never upside down
 */
record ContourLabel(double level, String text, double alpha, double beta, double degrees) {}
