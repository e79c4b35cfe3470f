/**
 * The questions put to a network: the losses and metrics, and the Objective that evaluates them, their gradient and
 * their curvature over a data set. The only place outside the network package that runs a network.
 */
package io.orograph.objective;
