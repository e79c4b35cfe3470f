/**
 * Activations: Relu and its kin, Sigmoid, Tanh, Gelu, Softmax. All but Softmax, which normalises along an axis, treat each
 * number by itself. The gates of recurrent layers have functions of their own.
 */
package io.orograph.network.operators.activation;
