package io.orograph.network.operators.reduction;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the reductions. */
public final class ReductionFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "reductions",
            entry("ArgMax", Operands.of("data"), ArgReduction::max),
            entry("ArgMin", Operands.of("data"), ArgReduction::min),
            entry("CumSum", Operands.of("x", "axis"), CumulativeSum::new),
            reduction("ReduceL1", 18, Reduction.Kind.L1),
            reduction("ReduceL2", 18, Reduction.Kind.L2),
            reduction("ReduceLogSum", 18, Reduction.Kind.LOG_SUM),
            reduction("ReduceLogSumExp", 18, Reduction.Kind.LOG_SUM_EXP),
            reduction("ReduceMax", 18, Reduction.Kind.MAX),
            reduction("ReduceMean", 18, Reduction.Kind.MEAN),
            reduction("ReduceMin", 18, Reduction.Kind.MIN),
            reduction("ReduceProd", 18, Reduction.Kind.PROD),
            reduction("ReduceSum", 13, Reduction.Kind.SUM),
            reduction("ReduceSumSquare", 18, Reduction.Kind.SUM_SQUARE));

    private ReductionFamily() {}

    /** Returns a reduction that takes its axes as an operand from an opset on. */
    private static OperatorFamily.Entry reduction(String name, int since, Reduction.Kind kind) {
        return entry(name, Operands.of("data").since(since, "data", "axes?"), node -> new Reduction(node, kind));
    }
}
