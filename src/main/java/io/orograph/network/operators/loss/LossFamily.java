package io.orograph.network.operators.loss;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the losses inside a network. */
public final class LossFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "losses",
            entry(
                    "NegativeLogLikelihoodLoss",
                    Operands.of("input", "target", "weight?"),
                    node -> new LabelLoss(LabelLossSettings.of(node, false))),
            entry(
                    "SoftmaxCrossEntropyLoss",
                    Operands.of("scores", "labels", "weights?"),
                    node -> new LabelLoss(LabelLossSettings.of(node, true))));

    private LossFamily() {}
}
