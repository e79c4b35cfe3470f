package io.orograph.network.operators.reduction;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the reductions. */
public final class ReductionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "reductions",
            entry("ArgMax", ArgReduction::max),
            entry("ArgMin", ArgReduction::min),
            entry("CumSum", CumulativeSum::new),
            entry("ReduceL1", node -> new Reduction(node, Reduction.Kind.L1)),
            entry("ReduceL2", node -> new Reduction(node, Reduction.Kind.L2)),
            entry("ReduceLogSum", node -> new Reduction(node, Reduction.Kind.LOG_SUM)),
            entry("ReduceLogSumExp", node -> new Reduction(node, Reduction.Kind.LOG_SUM_EXP)),
            entry("ReduceMax", node -> new Reduction(node, Reduction.Kind.MAX)),
            entry("ReduceMean", node -> new Reduction(node, Reduction.Kind.MEAN)),
            entry("ReduceMin", node -> new Reduction(node, Reduction.Kind.MIN)),
            entry("ReduceProd", node -> new Reduction(node, Reduction.Kind.PROD)),
            entry("ReduceSum", node -> new Reduction(node, Reduction.Kind.SUM)),
            entry("ReduceSumSquare", node -> new Reduction(node, Reduction.Kind.SUM_SQUARE)));

    private ReductionFamily() {}
}
