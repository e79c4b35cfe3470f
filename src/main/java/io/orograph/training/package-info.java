/**
 * Training: optimisers on flat weight vectors, the loop that drives them over minibatches, and the paths they leave,
 * recorded here or read from checkpoints of other programs. Nothing here draws, and only files of weights are written.
 */
package io.orograph.training;
