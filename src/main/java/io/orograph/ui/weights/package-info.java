/**
 * The weights that are looked at, θ₀: which they are, what else could be, and the ways to choose, open and save them. All
 * that is measured and drawn is of these, or says by name of what else it is.
 */
package io.orograph.ui.weights;
