/**
 * The operators by family, one package each, and the table that finds them by their ONNX names. A family's package lists
 * its operators in its {@code …Family}, {@link io.orograph.network.operators.OperatorTable} the families; {@link
 * io.orograph.network.operators.ConstantExpression} computes nodes that depend on no data when a file is opened. Families
 * build on {@code base} (what an operator extends) and {@code kernel} (what it is put together from), never the other
 * way round.
 */
package io.orograph.network.operators;
