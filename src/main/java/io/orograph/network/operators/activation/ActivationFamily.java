package io.orograph.network.operators.activation;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the activations. */
public final class ActivationFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "activations",
            entry("Celu", Elu::celu),
            entry("Elu", Elu::elu),
            entry("Gelu", Gelu::new),
            entry("HardSigmoid", HardSigmoid::new),
            entry("HardSwish", node -> new HardSwish()),
            entry("LeakyRelu", LeakyRelu::new),
            entry("LogSoftmax", Softmax::logSoftmax),
            entry("Mish", node -> new Mish()),
            entry("PRelu", node -> new PRelu()),
            entry("Relu", node -> new Relu()),
            entry("Selu", Elu::selu),
            entry("Shrink", Shrink::new),
            entry("Sigmoid", node -> new Sigmoid()),
            entry("Softmax", Softmax::softmax),
            entry("Softplus", node -> new Softplus()),
            entry("Softsign", node -> Softsign.of()),
            entry("Tanh", node -> new Tanh()),
            entry("ThresholdedRelu", ThresholdedRelu::of));

    private ActivationFamily() {}
}
