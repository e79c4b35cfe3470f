/**
 * Many trainings that differ in their settings, and what their sharpness says about how they generalise. A
 * {@link io.orograph.study.sweep.Sweep} trains the {@link io.orograph.study.sweep.SweepRun runs} of its
 * {@link io.orograph.study.sweep.SweepAxes axes} one after the other into a folder, and goes on where it was stopped;
 * {@link io.orograph.study.sweep.Generalization} asks which measure goes with which gap, of these or of {@link
 * io.orograph.study.sweep.FoundNetworks networks trained elsewhere}; {@link io.orograph.study.sweep.SweepFindings} says what the
 * ends of an axis differ in. {@link io.orograph.study.sweep.ReadyExperiment Ready experiments} are sweeps that come with the
 * program.
 */
package io.orograph.study.sweep;
