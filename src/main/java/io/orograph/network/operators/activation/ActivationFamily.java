package io.orograph.network.operators.activation;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the activations. */
public final class ActivationFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "activations",
            entry("Celu", Operands.of("X"), Elu::celu),
            entry("Elu", Operands.of("X"), Elu::elu),
            entry("Gelu", Operands.of("X"), Gelu::new),
            entry("HardSigmoid", Operands.of("X"), HardSigmoid::new),
            entry("HardSwish", Operands.of("X"), node -> new HardSwish()),
            entry("Hardmax", Operands.of("input"), Hardmax::new),
            entry("LeakyRelu", Operands.of("X"), LeakyRelu::new),
            entry("LogSoftmax", Operands.of("input"), Softmax::logSoftmax),
            entry("Mish", Operands.of("X"), node -> new Mish()),
            entry("PRelu", Operands.of("X", "slope"), node -> new PRelu()),
            entry("Relu", Operands.of("X"), node -> new Relu()),
            entry("Selu", Operands.of("X"), Elu::selu),
            entry("Shrink", Operands.of("input"), Shrink::new),
            entry("Sigmoid", Operands.of("X"), node -> new Sigmoid()),
            entry("Softmax", Operands.of("input"), Softmax::softmax),
            entry("Softplus", Operands.of("X"), node -> new Softplus()),
            entry("Softsign", Operands.of("X"), node -> Softsign.of()),
            entry("Swish", Operands.of("X"), Swish::of),
            entry("Tanh", Operands.of("X"), node -> new Tanh()),
            entry("ThresholdedRelu", Operands.of("X"), ThresholdedRelu::of));

    private ActivationFamily() {}
}
