/**
 * LSTM, GRU and RNN with every activation, direction and length that ONNX has, forward and back through time. {@code
 * Recurrent} is the operator, a {@code Recurrence} what one kind of unit does at one step. The usual activations go by
 * native kernels, all others by loops.
 */
package io.orograph.network.operators.recurrent;
