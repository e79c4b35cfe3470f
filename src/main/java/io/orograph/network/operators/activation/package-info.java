/**
 * Activations: Relu and its kin, Sigmoid, Tanh, Gelu, Softmax, Hardmax. All but the last two, which look along an axis,
 * treat each number by itself. The gates of recurrent layers have functions of their own.
 */
package io.orograph.network.operators.activation;
