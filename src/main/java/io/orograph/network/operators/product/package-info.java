/**
 * Products of matrices: Gemm (a dense layer), MatMul, Einsum. Sums of products over a window are convolutions. Products
 * number by number are arithmetic.
 */
package io.orograph.network.operators.product;
