package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.SelectionOperator;
import java.util.Arrays;

/** Repeats an input along its axes. */
final class Tile extends SelectionOperator.Separable {

    private final long[] repeats;

    Tile(NodeSpec node) {
        repeats = node.constantIntegers(1, "repeats").orElse(new long[0]);
        if (Arrays.stream(repeats).anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException(
                    node.label() + " repeats " + Arrays.toString(repeats) + " times; each must be at least 1");
        }
    }

    @Override
    protected AxisSelection[] selections(long[] input) {
        if (repeats.length != input.length) {
            throw new IllegalArgumentException(
                    "repeats " + Arrays.toString(repeats) + " for an input of shape " + Shape.text(input));
        }
        AxisSelection[] selections = new AxisSelection[input.length];
        for (int axis = 0; axis < input.length; axis++) {
            int size = (int) input[axis];
            selections[axis] = new AxisSelection(Shape.size(size, repeats[axis]), i -> i % size);
        }
        return selections;
    }
}
