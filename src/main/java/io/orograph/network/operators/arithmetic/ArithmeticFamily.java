package io.orograph.network.operators.arithmetic;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the arithmetic of several numbers. */
public final class ArithmeticFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "arithmetic",
            entry("Add", Operands.of("A", "B"), node -> new Add()),
            entry("Div", Operands.of("A", "B"), node -> new Div()),
            entry("Max", Operands.of("data…"), Extremum::max),
            entry("Mean", Operands.of("data…"), Sum::mean),
            entry("Min", Operands.of("data…"), Extremum::min),
            entry("Mod", Operands.of("A", "B"), Modulo::new),
            entry("Mul", Operands.of("A", "B"), node -> new Mul()),
            entry("Pow", Operands.of("X", "Y"), Pow::of),
            entry("Sub", Operands.of("A", "B"), node -> new Sub()),
            entry("Sum", Operands.of("data…"), Sum::sum));

    private ArithmeticFamily() {}
}
