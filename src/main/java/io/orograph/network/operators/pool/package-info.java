/**
 * Pools: the largest, mean or norm of what a window covers, or of a whole map. What ND4J's kernels do is theirs; dilated
 * windows, three axes and norms are plain loops. Global pools are reductions where these are as fast.
 */
package io.orograph.network.operators.pool;
