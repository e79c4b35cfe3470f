/**
 * Many trainings that differ in their settings, and what their sharpness says about how they generalise. A
 * {@link io.orograph.study.sweep.Sweep} trains the {@link io.orograph.study.sweep.SweepRun runs} of its
 * {@link io.orograph.study.sweep.SweepAxes axes} one after the other into a folder, and goes on where it was stopped;
 * {@link io.orograph.study.sweep.Generalization} asks which measure goes with which gap.
 */
package io.orograph.study.sweep;
