package io.orograph.network.operators.quantization;

import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import java.util.Map;

/**
 * x/scale rounded to an integer (halves to the even one), the zero point added, held between the limits of the integer
 * type. The gradient is that of the same without rounding: it passes straight through where the limits are not reached.
 */
final class QuantizeLinear extends ScaledOperator {

    /**
     * What the integers of a type reach from and to.
     */
    private record Limits(double low, double high) {}

    /** By ONNX's number of the element type. */
    private static final Map<Long, Limits> LIMITS = Map.of(
            2L, new Limits(0, 255),
            3L, new Limits(-128, 127),
            4L, new Limits(0, 65535),
            5L, new Limits(-32768, 32767),
            21L, new Limits(0, 15),
            22L, new Limits(-8, 7));

    private final Limits limits;

    QuantizeLinear(NodeSpec node) {
        super(node);
        long type = node.attributes().integer("output_dtype", 0);
        if (type == 0) {
            boolean unsigned = !node.hasInput(2)
                    || node.constant(2)
                            .filter(zero -> zero.type() == ElementType.UINT8)
                            .isPresent();
            type = unsigned ? 2 : -1;
        }
        limits = LIMITS.get(type);
        if (limits == null) {
            throw node.unsupported(
                    (type == -1 ? "does not tell which integers it rounds to" : "rounds to element type " + type)
                            + "; supported are signed and unsigned integers of 4, 8 and 16 bits");
        }
    }

    /** The quotient is one of single precision, as elsewhere: where it lies half-way decides. */
    private static double rounded(double x, double scale, double zero) {
        return Math.rint((float) (x / scale)) + zero;
    }

    @Override
    double value(double x, double scale, double zero) {
        return Math.max(limits.low, Math.min(limits.high, rounded(x, scale, zero)));
    }

    @Override
    void slopes(double x, double scale, double zero, double[] slopes) {
        double y = rounded(x, scale, zero);
        boolean inside = y >= limits.low && y <= limits.high;
        slopes[0] = inside ? 1 / scale : 0;
        slopes[1] = inside ? -x / (scale * scale) : 0;
        slopes[2] = inside ? 1 : 0;
    }
}
