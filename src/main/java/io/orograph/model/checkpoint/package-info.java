/**
 * Checkpoints: weights in a file, of whatever format of named arrays, and how its arrays are matched to the parameters
 * of a network that is open. A model file is a checkpoint too. The formats themselves are read in {@code arrays}.
 */
package io.orograph.model.checkpoint;
