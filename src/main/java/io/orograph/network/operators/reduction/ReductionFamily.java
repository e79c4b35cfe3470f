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
            entry(
                    "ReduceL1",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.L1)),
            entry(
                    "ReduceL2",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.L2)),
            entry(
                    "ReduceLogSum",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.LOG_SUM)),
            entry(
                    "ReduceLogSumExp",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.LOG_SUM_EXP)),
            entry(
                    "ReduceMax",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.MAX)),
            entry(
                    "ReduceMean",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.MEAN)),
            entry(
                    "ReduceMin",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.MIN)),
            entry(
                    "ReduceProd",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.PROD)),
            entry(
                    "ReduceSum",
                    Operands.of("data").since(13, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.SUM)),
            entry(
                    "ReduceSumSquare",
                    Operands.of("data").since(18, "data", "axes?"),
                    node -> new Reduction(node, Reduction.Kind.SUM_SQUARE)));

    private ReductionFamily() {}
}
