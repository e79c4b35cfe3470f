package io.orograph.network.operators.pool;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;
import io.orograph.network.operators.reduction.Reduction;

/** Lists the pools. */
public final class PoolFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "pools",
            entry("AveragePool", Operands.of("X"), WindowPool::average),
            entry("GlobalAveragePool", Operands.of("X"), node -> new GlobalAveragePool()),
            entry("GlobalLpPool", Operands.of("X"), Reduction::normBehindChannels),
            entry("GlobalMaxPool", Operands.of("X"), node -> new Reduction(Reduction.Kind.MAX)),
            entry("LpPool", Operands.of("X"), WindowPool::norm),
            entry("MaxPool", Operands.of("X"), WindowPool::max));

    private PoolFamily() {}
}
