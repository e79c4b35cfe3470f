/**
 * Functions of each number of one input: Abs, Exp, Erf, Clip, Cast, rounding, trigonometry. Activations, which are such
 * functions too, have a package of their own. What needs several inputs is arithmetic or logic.
 */
package io.orograph.network.operators.function;
