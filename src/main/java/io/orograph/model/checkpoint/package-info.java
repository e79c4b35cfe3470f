/**
 * Checkpoints: files that hold weights without a network, and how their arrays are matched to the parameters of a
 * network that is open. Files are not trusted: nothing in them is run, and no size that they claim is allocated before
 * it is compared with what is there.
 */
package io.orograph.model.checkpoint;
