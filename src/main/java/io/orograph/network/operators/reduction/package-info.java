/**
 * One number from many along some axes: sums, means, extremes, norms, the place of an extreme; and running sums. Those in
 * single precision over contiguous axes are loops of their own. Pools over windows are elsewhere.
 */
package io.orograph.network.operators.reduction;
