package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.ViewOperator;
import java.util.Arrays;

/** Merges the axes before a given one into one axis, and those from it on into another. */
final class Flatten extends ViewOperator {

    private final long axis;

    Flatten(NodeSpec node) {
        axis = node.attributes().integer("axis", 1);
    }

    @Override
    protected long[] shape(long[] input) {
        // Unlike elsewhere, the axis may also be the one past the last.
        int first = axis == input.length ? input.length : Shape.axis(axis, input.length);
        return new long[] {
            Shape.size(Arrays.copyOf(input, first)), Shape.size(Arrays.copyOfRange(input, first, input.length))
        };
    }
}
