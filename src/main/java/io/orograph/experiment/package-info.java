/**
 * What the window and the command line have in common: an opened model, data that fit it and the loss between them,
 * put together as an {@link io.orograph.experiment.Experiment} with its provenance.
 */
package io.orograph.experiment;
