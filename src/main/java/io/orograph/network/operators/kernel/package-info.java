/**
 * What operators are put together from: native calls and the steps made of them, arrays under other shapes, the elements
 * of an array for plain loops, index arithmetic. Nothing here knows an operator. An array handed to these classes is
 * dense and row-major unless said otherwise.
 */
package io.orograph.network.operators.kernel;
