package io.orograph.network.operators.kernel;

import io.orograph.network.jit.Value;

/**
 * y = f(x₀, x₁, …) as what a compiled loop does at each place. It is compiled once for all that are equal: one with settings is a
 * record of them, one without a constant.
 */
@FunctionalInterface
public interface ValuesFunction {

    Value of(Value... x);
}
