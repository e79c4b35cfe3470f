package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.ViewOperator;
import java.util.Arrays;

/** Puts in axes of size 1 at the named places of the result. */
final class Unsqueeze extends ViewOperator {

    private static final int AXES_ARE_INPUT = 13;

    private final long[] axes;

    Unsqueeze(NodeSpec node) {
        axes = node.integers("axes", AXES_ARE_INPUT, 1, "axes");
        if (axes.length == 0) {
            throw new IllegalArgumentException(node.label() + " names no axes");
        }
    }

    @Override
    protected long[] shape(long[] input) {
        long[] result = new long[input.length + axes.length];
        for (long axis : axes) {
            int i = Shape.axis(axis, result.length);
            if (result[i] == 1) {
                throw new IllegalArgumentException("axis " + axis + " is named twice in " + Arrays.toString(axes));
            }
            result[i] = 1;
        }
        int next = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] == 1 ? 1 : input[next++];
        }
        return result;
    }
}
