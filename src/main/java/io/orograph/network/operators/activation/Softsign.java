package io.orograph.network.operators.activation;

import io.orograph.network.operators.base.Elementwise;

/** x/(1 + |x|). */
final class Softsign {

    private Softsign() {}

    static Elementwise of() {
        return Elementwise.withLoop(
                x -> x / (1 + Math.abs(x)), (x, y) -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))), (x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = x[0][i] / (1 + Math.abs(x[0][i]));
                    }
                });
    }
}
