/**
 * The readouts beside the landscape: how sharp the minimum is, measured in all of weight space and inside the plane,
 * each with its formula, its source and a line of plain words.
 */
package io.orograph.ui.sharpness;
