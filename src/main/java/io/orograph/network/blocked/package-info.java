/**
 * Layers by oneDNN. Convolutional ones lie in the layouts that it is fastest in, blocks of channels: which values of a plan lie
 * in which layout, the reorders between them, and the operators that do the work of the network's own. Softmax, layer
 * normalisation and GELU stay in rows. Reached only as a {@link io.orograph.network.LayerEngine}, and knows nothing of the
 * operators but what they say of themselves by a {@link io.orograph.network.LayerForm}; of their packages it takes the loops'
 * access to memory alone.
 */
package io.orograph.network.blocked;
