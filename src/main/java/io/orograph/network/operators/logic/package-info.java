/**
 * Comparisons and logical functions, whose results are 1 and 0, functions of bits, and Where, which chooses. Their gradient is 0,
 * but for what Where hands on. Everything but 0 counts as true.
 */
package io.orograph.network.operators.logic;
