package io.orograph.network.operators.kernel;

import io.orograph.network.jit.Value;

/**
 * y = f(x) as what a compiled loop does at each place. It is compiled once for all that are equal: one with settings is a record
 * of them, one without a constant.
 */
@FunctionalInterface
public interface ValueFunction {

    Value of(Value x);
}
