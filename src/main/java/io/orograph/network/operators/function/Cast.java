package io.orograph.network.operators.function;

import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.shape.Identity;
import java.util.Map;

/** Another element type. All numbers of a plan are of one floating type, so that only what is lost has to be done. */
public final class Cast {

    /** From this size on, 2²³, a float has no fraction; NaN has none either. */
    private static final float INTEGRAL = 1 << 23;

    private static final int BOOL = 9;

    /** The element types that tensors are kept in, by ONNX's number for what they come from. */
    private static final Map<Long, ElementType> TYPES = Map.ofEntries(
            Map.entry(1L, ElementType.FLOAT),
            Map.entry(2L, ElementType.UINT8),
            Map.entry(3L, ElementType.INT32),
            Map.entry(4L, ElementType.INT32),
            Map.entry(5L, ElementType.INT32),
            Map.entry(6L, ElementType.INT32),
            Map.entry(7L, ElementType.INT64),
            Map.entry((long) BOOL, ElementType.BOOL),
            Map.entry(10L, ElementType.FLOAT),
            Map.entry(11L, ElementType.DOUBLE),
            Map.entry(12L, ElementType.INT64),
            Map.entry(13L, ElementType.INT64),
            Map.entry(16L, ElementType.FLOAT));

    private Cast() {}

    /**
     * The element type that a node casts to.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ElementType type(NodeSpec node) {
        return type(node, "to");
    }

    /**
     * The element type that an attribute names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ElementType type(NodeSpec node, String attribute) {
        long number = node.attributes().integer(attribute, 0);
        ElementType type = TYPES.get(number);
        if (type == null) {
            throw node.unsupported(
                    "casts to element type " + number + "; supported are floating types, integers and bool");
        }
        return type;
    }

    /** To a floating type nothing is done, to an integer the fraction is cut off, to a boolean all but 0 become 1. */
    static Operator of(NodeSpec node) {
        ElementType type = type(node);
        if (type.isFloating()) {
            return new Identity();
        }
        return type == ElementType.BOOL
                ? Elementwise.steps(x -> x != 0 ? 1 : 0, (x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = x[0][i] != 0 ? 1 : 0;
                    }
                })
                : Elementwise.steps(Cast::truncate, (x, y, length) -> {
                    for (int i = 0; i < length; i++) {
                        y[i] = Math.abs(x[0][i]) < INTEGRAL ? (int) x[0][i] : x[0][i];
                    }
                });
    }

    /** The whole number next to x on the side of 0. */
    public static double truncate(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }
}
