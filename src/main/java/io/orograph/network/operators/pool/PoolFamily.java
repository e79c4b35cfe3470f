package io.orograph.network.operators.pool;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;
import io.orograph.network.operators.reduction.Reduction;

/** Lists the pools. */
public final class PoolFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "pools",
            entry("AveragePool", LoopPool::average),
            entry("GlobalAveragePool", node -> new GlobalAveragePool()),
            entry("GlobalLpPool", Reduction::normBehindChannels),
            entry("GlobalMaxPool", node -> new Reduction(Reduction.Kind.MAX)),
            entry("LpPool", LoopPool::norm),
            entry("MaxPool", LoopPool::max));

    private PoolFamily() {}
}
