/**
 * Pools: the largest, mean or norm of what a window covers, or of a whole map. Windows are plain loops, which are faster than
 * ND4J's kernels; global pools are reductions where these are as fast.
 */
package io.orograph.network.operators.pool;
