package io.orograph.network.operators.arithmetic;

import io.orograph.network.NodeSpec;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.Optional;

/**
 * The remainder of x₀/x₁ (Mod): with the sign of the divisor, as Python has it, or of the dividend, as C's {@code fmod}.
 * It jumps where the quotient is whole; between, its slopes are 1 and minus the whole quotient.
 */
final class Modulo extends BroadcastOperator {

    private final boolean signOfDividend;

    Modulo(NodeSpec node) {
        super(2, Role.NONE);
        signOfDividend = node.attributes().integer("fmod", 0) != 0;
    }

    @Override
    protected double value(double[] x) {
        double rest = x[0] % x[1];
        return isOnTheOtherSide(rest, x[1]) ? rest + x[1] : rest;
    }

    private boolean isOnTheOtherSide(double rest, double divisor) {
        return !signOfDividend && rest != 0 && rest < 0 != divisor < 0;
    }

    @Override
    protected double slope(int i, double[] x, double y) {
        return i == 0 ? 1 : -Math.rint((x[0] - y) / x[1]);
    }

    @Override
    protected Optional<FloatLoop> floatLoop() {
        return Optional.of((x, y, length) -> {
            for (int i = 0; i < length; i++) {
                float rest = x[0][i] % x[1][i];
                y[i] = isOnTheOtherSide(rest, x[1][i]) ? rest + x[1][i] : rest;
            }
        });
    }
}
