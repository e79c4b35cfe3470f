package io.orograph.network.operators.logic;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists comparisons and logical functions. */
public final class LogicFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "logic",
            entry("And", node -> Logic.and()),
            entry("Equal", node -> Logic.equal()),
            entry("Greater", node -> Logic.greater()),
            entry("GreaterOrEqual", node -> Logic.greaterOrEqual()),
            entry("Less", node -> Logic.less()),
            entry("LessOrEqual", node -> Logic.lessOrEqual()),
            entry("Not", node -> Logic.not()),
            entry("Or", node -> Logic.or()),
            entry("Where", node -> new Where()),
            entry("Xor", node -> Logic.xor()));

    private LogicFamily() {}
}
