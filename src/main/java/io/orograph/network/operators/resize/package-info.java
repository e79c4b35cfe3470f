/**
 * Resize and its forerunner Upsample: other sizes of some axes, by the nearest place, linearly or by cubics. Each axis is
 * interpolated by itself. Pools and strided convolutions, which shrink too, are elsewhere.
 */
package io.orograph.network.operators.resize;
