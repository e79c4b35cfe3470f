/**
 * The devices that plots are drawn on without a window: pictures (PNG, TIFF), SVG and PDF, each with the texts that say
 * where a figure comes from. The one place besides tests that may use java.awt.
 */
package io.orograph.figure;
