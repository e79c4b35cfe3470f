package io.orograph.network.operators.logic;

import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;

/** x₁ where x₀ is true, else x₂. */
final class Where extends BroadcastOperator {

    private static final FloatLoop LOOP = (x, y, length) -> {
        for (int i = 0; i < length; i++) {
            y[i] = x[0][i] != 0 ? x[1][i] : x[2][i];
        }
    };

    Where() {
        super(3, Role.NONE);
    }

    @Override
    protected double value(double[] x) {
        return x[0] != 0 ? x[1] : x[2];
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        boolean chosen = i == (x[0] != 0 ? 1 : 2);
        return i > 0 && chosen ? 1 : 0;
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of(LOOP);
    }
}
