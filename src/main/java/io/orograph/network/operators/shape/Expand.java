package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stretches axes of size 1. A size of -1, which no file may hold, is that of the first axis of a third input: the
 * reader writes so what a file computes from the size of the batch.
 */
final class Expand extends LoopOperator {

    private final long[] target;

    Expand(NodeSpec node) {
        target = node.constantIntegers(1, "shape")
                .orElseThrow(() -> new IllegalArgumentException(node.label() + " has no shape"));
        boolean open = Arrays.stream(target).anyMatch(size -> size == Shape.FREE);
        if (Arrays.stream(target).anyMatch(size -> size < Shape.FREE || size == 0) || open && !node.hasInput(2)) {
            throw new IllegalArgumentException(
                    node.label() + " has the shape " + Arrays.toString(target) + "; it may hold positive sizes only");
        }
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = target.clone();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == Shape.FREE ? inputs.get(2)[0] : shape[i];
        }
        return List.of(Shape.broadcast(inputs.get(0), shape));
    }

    /** Axes are aligned at the last one; one that is stretched is no axis of the input any more. */
    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        if (input > 0) {
            return Optional.empty();
        }
        long[] from = shapes.get(0);
        int[] axes = new int[Math.max(from.length, target.length)];
        for (int i = 0; i < axes.length; i++) {
            int axis = i - (axes.length - from.length);
            axes[i] = axis >= 0 && from[axis] > 1 ? axis : -1;
        }
        return Optional.of(axes);
    }

    @Override
    public Optional<StridedView> handedOn(StridedView input, Handing handing) {
        return Optional.of(input.stretched(outputShapes(handing.inputs()).get(0)));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        int[] source = IndexMap.broadcast(shapes.get(0), outputShapes(shapes).get(0));
        int size = Shape.size(shapes.get(0));
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int i = 0; i < source.length; i++) {
                    out[0].set(i, in[0].get(source[i]));
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] != null) {
                    double[] sums = new double[size];
                    for (int i = 0; i < source.length; i++) {
                        sums[source[i]] += gradients[0].get(i);
                    }
                    wanted[0].setAll(sums);
                }
                for (int i = 1; i < wanted.length; i++) {
                    if (wanted[i] != null) {
                        wanted[i].fill(0);
                    }
                }
            }
        };
    }
}
