/**
 * Experiments: many trainings over a grid of settings and seeds, as they come, and what their sharpness says of how they
 * generalise. What is trained and computed is {@code study.sweep}'s.
 */
package io.orograph.ui.experiment;
