/**
 * Arithmetic of several inputs, number by number, each stretched where it has an axis of 1: Add, Sub, Mul, Div, Mod, Pow,
 * Max, Min, Sum, Mean. Functions of one number are in the package of functions, comparisons in that of logic. Products of
 * matrices are elsewhere.
 */
package io.orograph.network.operators.arithmetic;
