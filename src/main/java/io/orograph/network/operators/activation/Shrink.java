package io.orograph.network.operators.activation;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.base.Elementwise;

/** x + b below −λ, x − b above λ, else 0. */
final class Shrink extends Elementwise {

    Shrink(NodeSpec node) {
        this(node.attributes().number("bias", 0), node.attributes().number("lambd", 0.5f));
    }

    private Shrink(double bias, double limit) {
        super(x -> x < -limit ? x + bias : x > limit ? x - bias : 0, (x, y) -> x < -limit || x > limit ? 1 : 0);
    }
}
