package io.orograph.network.operators.logic;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.operators.base.BroadcastOperator;
import io.orograph.network.operators.base.Elementwise;
import java.util.Map;

/**
 * Functions of the bits of integers; their gradient is 0. A network computes with real numbers: in single precision they
 * hold integers up to 2²⁴.
 */
final class Bitwise {

    /** ONNX's numbers of the unsigned types, and how many bits they have. */
    private static final Map<Long, Integer> UNSIGNED = Map.of(2L, 8, 4L, 16, 12L, 32, 13L, 64);

    private static final Map<Long, Integer> SIGNED = Map.of(3L, 8, 5L, 16, 6L, 32, 7L, 64);

    private Bitwise() {}

    static BroadcastOperator and() {
        return BroadcastOperator.steps((a, b) -> (long) a & (long) b);
    }

    static BroadcastOperator or() {
        return BroadcastOperator.steps((a, b) -> (long) a | (long) b);
    }

    static BroadcastOperator xor() {
        return BroadcastOperator.steps((a, b) -> (long) a ^ (long) b);
    }

    /** All bits turned: −1 − x, or the largest number of an unsigned type less x. */
    static Operator not(NodeSpec node) {
        long type = node.attributes().integer("element_type", 0);
        if (SIGNED.containsKey(type)) {
            return new Elementwise(x -> -1 - x, (x, y) -> 0);
        }
        double largest = Math.scalb(1.0, bits(node, type)) - 1;
        return new Elementwise(x -> largest - x, (x, y) -> 0);
    }

    /** Times or divided by a power of two; what does not fit the type is lost. */
    static Operator shift(NodeSpec node) {
        String direction = node.attributes().text("direction", "");
        double range = Math.scalb(1.0, bits(node, node.attributes().integer("element_type", 0)));
        return switch (direction) {
            case "LEFT" -> BroadcastOperator.steps((x, by) -> Math.scalb(x, (int) by) % range);
            case "RIGHT" -> BroadcastOperator.steps((x, by) -> Math.floor(Math.scalb(x, -(int) by)));
            default ->
                throw new IllegalArgumentException(
                        node.label() + " shifts in the direction \"" + direction + "\"; it must be LEFT or RIGHT");
        };
    }

    private static int bits(NodeSpec node, long type) {
        Integer bits = UNSIGNED.get(type);
        if (bits == null) {
            throw node.unsupported("does not tell which integers it is for; supported are unsigned ones of 8 to 64 bits"
                    + (node.type().equals("BitwiseNot") ? ", and signed ones" : ""));
        }
        return bits;
    }
}
