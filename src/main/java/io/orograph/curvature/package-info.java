/**
 * The Hessian of the loss without its matrix: eigenvalues by the Lanczos method, trace and spectral density from random
 * probes, noise of the gradient, and what they say about a point of weight space. Below {@code plane} and
 * {@code sharpness}, which both use it.
 */
package io.orograph.curvature;
