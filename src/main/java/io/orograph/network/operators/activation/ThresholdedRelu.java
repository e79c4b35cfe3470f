package io.orograph.network.operators.activation;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.base.Elementwise;

/** x where x > α, else 0. */
final class ThresholdedRelu {

    private ThresholdedRelu() {}

    static Elementwise of(NodeSpec node) {
        double alpha = node.attributes().number("alpha", 1);
        float limit = (float) alpha;
        return Elementwise.withLoop(x -> x <= alpha ? 0 : x, (x, y) -> x > alpha ? 1 : 0, (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] <= limit ? 0 : x[0][i];
            }
        });
    }
}
