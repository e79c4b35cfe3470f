/**
 * Planes through weight space: how their two directions are drawn or computed, normalised and made orthogonal.
 * A direction is a {@code double[]} in the layout of θ.
 */
package io.orograph.plane;
