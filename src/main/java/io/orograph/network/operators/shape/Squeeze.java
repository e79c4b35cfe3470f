package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.ViewOperator;
import java.util.stream.IntStream;

/** Takes out axes of size 1: the named ones, or all. */
final class Squeeze extends ViewOperator {

    private static final int AXES_ARE_INPUT = 13;

    private final long[] axes;

    Squeeze(NodeSpec node) {
        axes = node.integers("axes", AXES_ARE_INPUT, 1, "axes");
    }

    @Override
    protected long[] shape(long[] input) {
        boolean[] drop = new boolean[input.length];
        for (int i = 0; i < input.length; i++) {
            drop[i] = axes.length == 0 && input[i] == 1;
        }
        for (long axis : axes) {
            int i = Shape.axis(axis, input.length);
            if (input[i] != 1) {
                throw new IllegalArgumentException(
                        "axis " + axis + " of the shape " + Shape.text(input) + " cannot go: its size is not 1");
            }
            drop[i] = true;
        }
        return IntStream.range(0, input.length)
                .filter(i -> !drop[i])
                .mapToLong(i -> input[i])
                .toArray();
    }
}
