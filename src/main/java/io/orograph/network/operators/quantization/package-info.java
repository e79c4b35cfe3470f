/**
 * Real numbers written as integers with a scale, and back. Where a network rounds, its loss is flat between jumps; the
 * gradient here is that of the same functions without rounding, as quantisation-aware training takes it (Bengio et al.
 * 2013, arXiv 1308.3432).
 */
package io.orograph.network.operators.quantization;
