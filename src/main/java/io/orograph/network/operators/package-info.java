/**
 * The operators, one small class each with its forward and backward pass on ND4J kernels, and the table that finds
 * them by their ONNX names. A new operator is a new class and a line in {@link
 * io.orograph.network.operators.OperatorTable}; nothing else changes.
 */
package io.orograph.network.operators;
