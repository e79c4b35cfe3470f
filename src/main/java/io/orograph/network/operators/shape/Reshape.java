package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.ViewOperator;
import java.util.Arrays;

/** Another shape of as many elements; 0 keeps an axis, -1 takes what is left. */
final class Reshape extends ViewOperator {

    private final long[] target;
    private final boolean zeroIsSize;

    Reshape(NodeSpec node) {
        target = node.constantIntegers(1, "shape")
                .orElseThrow(() -> new IllegalArgumentException(node.label() + " has no shape"));
        zeroIsSize = node.attributes().integer("allowzero", 0) != 0;
        boolean valid = Arrays.stream(target).allMatch(axis -> axis >= -1)
                && Arrays.stream(target).filter(axis -> axis == -1).count() <= 1;
        if (!valid) {
            throw new IllegalArgumentException(
                    node.label() + " has the shape " + Arrays.toString(target) + "; it may hold sizes and one -1");
        }
    }

    @Override
    protected long[] shape(long[] input) {
        long[] shape = target.clone();
        int open = -1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == -1) {
                open = i;
                shape[i] = 1;
            } else if (shape[i] == 0 && !zeroIsSize) {
                if (i >= input.length) {
                    throw mismatch(input);
                }
                shape[i] = input[i];
            }
        }
        long size = Shape.size(input);
        long known = Shape.size(shape);
        if (open >= 0) {
            shape[open] = known == 0 ? 0 : size / known;
        }
        if (Shape.size(shape) != size) {
            throw mismatch(input);
        }
        return shape;
    }

    private IllegalArgumentException mismatch(long[] input) {
        return new IllegalArgumentException("an input of shape " + Shape.text(input) + " does not reshape to "
                + Arrays.toString(target)
                + "; if that begins with a batch size, export the model with an open batch axis");
    }
}
