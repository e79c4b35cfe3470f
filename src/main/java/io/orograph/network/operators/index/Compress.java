package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.SelectionOperator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The entries along one axis, or the elements in their order, that a list of truths says (Compress). The list may be
 * shorter than the axis; what it does not reach is left out. It is known before the network runs, as otherwise the
 * number of results would not be.
 */
final class Compress extends SelectionOperator {

    private final boolean flattens;
    private final long axis;
    private final int[] chosen;

    Compress(NodeSpec node) {
        flattens = !node.attributes().names().contains("axis");
        axis = node.attributes().integer("axis", 0);
        Tensor condition = node.constant(1)
                .orElseThrow(() -> node.unsupported("computes which entries it keeps; supported is a constant choice,"
                        + " as the number of results must not depend on the data"));
        chosen = IntStream.range(0, condition.size())
                .filter(i -> condition.get(i) != 0)
                .toArray();
    }

    private long[] shape(long[] input) {
        return flattens ? new long[] {Shape.size(input)} : input;
    }

    private int along(long[] shape) {
        int along = Shape.axis(axis, shape.length);
        if (chosen.length > 0 && chosen[chosen.length - 1] >= shape[along]) {
            throw new IllegalArgumentException("a choice of entry " + chosen[chosen.length - 1]
                    + " along an axis of size " + shape[along] + ", counted from 0");
        }
        return along;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = shape(inputs.get(0)).clone();
        shape[along(shape)] = chosen.length;
        return List.of(shape);
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return flattens ? Optional.empty() : super.passedAxes(input, shapes);
    }

    @Override
    protected int[] source(int i, long[] input) {
        long[] shape = shape(input);
        AxisSelection[] selections = identity(shape);
        selections[along(shape)] = new AxisSelection(chosen.length, k -> chosen[k]);
        return select(shape, selections);
    }
}
