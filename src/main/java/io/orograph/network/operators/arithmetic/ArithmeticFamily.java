package io.orograph.network.operators.arithmetic;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the arithmetic of several numbers. */
public final class ArithmeticFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "arithmetic",
            entry("Add", node -> new Add()),
            entry("Div", node -> new Div()),
            entry("Max", Extremum::max),
            entry("Mean", Sum::mean),
            entry("Min", Extremum::min),
            entry("Mul", node -> new Mul()),
            entry("Pow", Pow::of),
            entry("Sub", node -> new Sub()),
            entry("Sum", Sum::sum));

    private ArithmeticFamily() {}
}
