package io.orograph.network.operators.logic;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.base.Elementwise;

/**
 * Comparisons and logical functions, whose results are 1 for true and 0 for false. They are constant between their
 * jumps: their gradient is 0. Everything but 0 counts as true.
 */
final class Logic {

    private Logic() {}

    /** 1 if the condition holds, else 0. */
    private static double truth(boolean condition) {
        return condition ? 1 : 0;
    }

    static BroadcastOperator and() {
        return BroadcastOperator.steps((a, b) -> truth(a != 0 && b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) & (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastOperator or() {
        return BroadcastOperator.steps((a, b) -> truth(a != 0 || b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) | (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastOperator xor() {
        return BroadcastOperator.steps((a, b) -> truth(a != 0 ^ b != 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] != 0 ? 1 : 0) ^ (x[1][i] != 0 ? 1 : 0);
            }
        });
    }

    static BroadcastOperator equal() {
        return BroadcastOperator.steps((a, b) -> truth(a == b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] == x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastOperator greater() {
        return BroadcastOperator.steps((a, b) -> truth(a > b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] > x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastOperator greaterOrEqual() {
        return BroadcastOperator.steps((a, b) -> truth(a >= b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] >= x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastOperator less() {
        return BroadcastOperator.steps((a, b) -> truth(a < b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] < x[1][i] ? 1 : 0;
            }
        });
    }

    static BroadcastOperator lessOrEqual() {
        return BroadcastOperator.steps((a, b) -> truth(a <= b), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] <= x[1][i] ? 1 : 0;
            }
        });
    }

    static Elementwise not() {
        return Elementwise.steps(x -> truth(x == 0), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = x[0][i] == 0 ? 1 : 0;
            }
        });
    }

    /** Infinities of the signs that the node asks for: both, where it says nothing. */
    static Elementwise isInfinite(NodeSpec node) {
        boolean below = node.attributes().integer("detect_negative", 1) != 0;
        boolean above = node.attributes().integer("detect_positive", 1) != 0;
        double lowest = below ? Double.NEGATIVE_INFINITY : Double.NaN;
        double highest = above ? Double.POSITIVE_INFINITY : Double.NaN;
        return Elementwise.steps(x -> truth(x == lowest || x == highest), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (x[0][i] == lowest ? 1 : 0) | (x[0][i] == highest ? 1 : 0);
            }
        });
    }

    static Elementwise isNaN() {
        return Elementwise.steps(x -> truth(Double.isNaN(x)), (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = Float.isNaN(x[0][i]) ? 1 : 0;
            }
        });
    }
}
