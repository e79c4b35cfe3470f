package io.orograph.network.operators;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Parameter.Role;
import java.util.Optional;

/**
 * Comparisons and logical functions, whose results are 1 for true and 0 for false. They are constant between their
 * jumps: their gradient is 0. Everything but 0 counts as true.
 */
final class Logic {

    private Logic() {}

    /** 1 if the condition holds, else 0. */
    static double truth(boolean condition) {
        return condition ? 1 : 0;
    }

    static BroadcastFunction and() {
        return BroadcastFunction.steps((a, b) -> truth(a != 0 && b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) & (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastFunction or() {
        return BroadcastFunction.steps((a, b) -> truth(a != 0 || b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) | (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastFunction xor() {
        return BroadcastFunction.steps((a, b) -> truth(a != 0 ^ b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) ^ (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastFunction equal() {
        return BroadcastFunction.steps((a, b) -> truth(a == b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] == x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastFunction greater() {
        return BroadcastFunction.steps((a, b) -> truth(a > b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] > x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastFunction greaterOrEqual() {
        return BroadcastFunction.steps((a, b) -> truth(a >= b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] >= x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastFunction less() {
        return BroadcastFunction.steps((a, b) -> truth(a < b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] < x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastFunction lessOrEqual() {
        return BroadcastFunction.steps((a, b) -> truth(a <= b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] <= x[1][i] ? 1 : 0;
            }
        });
    }

    static Pointwise not() {
        return Pointwise.steps(x -> truth(x == 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] == 0 ? 1 : 0;
            }
        });
    }

    /** Whether a number is true: what a cast to booleans makes of it. */
    static Pointwise truth() {
        return Pointwise.steps(x -> truth(x != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] != 0 ? 1 : 0;
            }
        });
    }

    /** x₁ where x₀ is true, else x₂. */
    static BroadcastFunction where() {
        FloatLoop loop = (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] != 0 ? x[1][i] : x[2][i];
            }
        };
        return new BroadcastFunction(3, Role.NONE, new BroadcastFunction.Function() {
            @Override
            public double value(double[] x) {
                return x[0] != 0 ? x[1] : x[2];
            }

            @Override
            public double slope(int i, double[] x, double y) {
                return i == 0 ? 0 : truth(i == (x[0] != 0 ? 1 : 2));
            }

            @Override
            public Optional<Kernel> kernel(Binding binding) {
                return loop.kernel(binding);
            }
        });
    }
}
