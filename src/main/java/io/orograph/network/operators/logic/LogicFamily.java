package io.orograph.network.operators.logic;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists comparisons and logical functions. */
public final class LogicFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "logic",
            entry("And", Operands.of("A", "B"), node -> Logic.and()),
            entry("BitShift", Operands.of("X", "Y"), Bitwise::shift),
            entry("BitwiseAnd", Operands.of("A", "B"), node -> Bitwise.and()),
            entry("BitwiseNot", Operands.of("X"), Bitwise::not),
            entry("BitwiseOr", Operands.of("A", "B"), node -> Bitwise.or()),
            entry("BitwiseXor", Operands.of("A", "B"), node -> Bitwise.xor()),
            entry("Equal", Operands.of("A", "B"), node -> Logic.equal()),
            entry("Greater", Operands.of("A", "B"), node -> Logic.greater()),
            entry("GreaterOrEqual", Operands.of("A", "B"), node -> Logic.greaterOrEqual()),
            entry("IsInf", Operands.of("X"), Logic::isInfinite),
            entry("IsNaN", Operands.of("X"), node -> Logic.isNaN()),
            entry("Less", Operands.of("A", "B"), node -> Logic.less()),
            entry("LessOrEqual", Operands.of("A", "B"), node -> Logic.lessOrEqual()),
            entry("Not", Operands.of("X"), node -> Logic.not()),
            entry("Or", Operands.of("A", "B"), node -> Logic.or()),
            entry("Where", Operands.of("condition", "X", "Y"), node -> new Where()),
            entry("Xor", Operands.of("A", "B"), node -> Logic.xor()));

    private LogicFamily() {}
}
