/**
 * What an operator extends: a function of each element ({@link io.orograph.network.operators.base.Elementwise}), one of
 * several inputs that stretch ({@link io.orograph.network.operators.base.BroadcastOperator}), a choice of elements, another
 * shape, or plain loops. An {@link io.orograph.network.operators.base.OperatorFamily} lists the operators of a package.
 * Nothing here knows an operator or an ONNX name.
 */
package io.orograph.network.operators.base;
