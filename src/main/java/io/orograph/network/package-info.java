/**
 * A neural network as an immutable graph of operators over named parameters, and the plan that runs it.
 *
 * <p>{@link io.orograph.network.Network} holds the graph and the weights as plain Java arrays;
 * {@link io.orograph.network.ExecutionPlan} compiles it for one batch size into ND4J kernels bound to
 * preallocated buffers, and is the only owner of native memory here. Nothing in this package knows about files,
 * losses, landscapes or windows, nor which operators there are: an {@link io.orograph.network.OperatorSource} makes them.
 */
package io.orograph.network;
