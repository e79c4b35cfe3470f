/**
 * Attention and the rotation of queries and keys by their positions, as operator sets 23 and 24 have them as operators of
 * their own. Older sets write both as products, Softmax and arithmetic.
 */
package io.orograph.network.operators.attention;
