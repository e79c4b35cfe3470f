package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.SelectionOperator;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.LongStream;

/** Puts numbers around an input, or takes some off where the padding is negative. */
final class Pad extends SelectionOperator.Separable {

    private static final int PADS_ARE_INPUT = 11;
    private static final Set<String> MODES = Set.of("constant", "reflect", "edge", "wrap");

    private final String mode;
    private final long[] pads;
    private final long[] axes;
    private final double value;

    Pad(NodeSpec node) {
        mode = node.attributes().text("mode", "constant");
        if (!MODES.contains(mode)) {
            throw node.unsupported("pads by \"" + mode + "\"; supported are constant, reflect, edge and wrap");
        }
        boolean input = node.opset() >= PADS_ARE_INPUT;
        pads = input
                ? node.constantIntegers(1, "pads").orElse(new long[0])
                : node.attributes().integers("pads");
        axes = input ? node.constantIntegers(3, "axes").orElse(null) : null;
        value = input ? number(node) : node.attributes().number("value", 0);
    }

    private static double number(NodeSpec node) {
        if (!node.hasInput(2)) {
            return 0;
        }
        Tensor tensor = node.constant(2)
                .filter(constant -> constant.size() == 1)
                .orElseThrow(() -> node.unsupported("computes the number it pads with; supported is a constant one"));
        return tensor.get(0);
    }

    @Override
    protected double fill() {
        return value;
    }

    @Override
    protected AxisSelection[] selections(long[] input) {
        long[] padded = axes == null ? LongStream.range(0, input.length).toArray() : axes;
        if (pads.length != 2 * padded.length) {
            throw new IllegalArgumentException(
                    "pads " + Arrays.toString(pads) + " for " + padded.length + " axes; there must be two an axis");
        }
        AxisSelection[] selections = identity(input);
        for (int k = 0; k < padded.length; k++) {
            int axis = Shape.axis(padded[k], input.length);
            selections[axis] = along((int) input[axis], pads[k], pads[padded.length + k]);
        }
        return selections;
    }

    private AxisSelection along(int size, long before, long after) {
        long length = size + before + after;
        long reach = Math.max(before, after);
        boolean reflects = mode.equals("reflect") && reach >= size;
        if (length < 1 || length > Integer.MAX_VALUE || reflects || reach > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an axis of " + size + " cannot be padded by " + before + " and " + after + " (" + mode + ")");
        }
        return new AxisSelection(length, i -> inside((int) (i - before), size));
    }

    private int inside(int place, int size) {
        if (place >= 0 && place < size) {
            return place;
        }
        return switch (mode) {
            case "reflect" -> place < 0 ? -place : 2 * (size - 1) - place;
            case "edge" -> place < 0 ? 0 : size - 1;
            case "wrap" -> Math.floorMod(place, size);
            default -> IndexMap.NONE;
        };
    }
}
