package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.StridedView;
import io.orograph.network.operators.base.SelectionOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts an input along one axis: the reverse of {@link Concat}. */
final class Split extends SelectionOperator {

    private static final int SIZES_ARE_INPUT = 13;

    private final long axis;
    private final long[] sizes;
    private final int outputs;

    Split(NodeSpec node) {
        axis = node.attributes().integer("axis", 0);
        sizes = node.integers("split", SIZES_ARE_INPUT, 1, "sizes");
        outputs = node.outputs().size();
        if (sizes.length > 0 && sizes.length != outputs || Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(
                    node.label() + " has " + outputs + " outputs and the sizes " + Arrays.toString(sizes));
        }
    }

    /** Where the parts begin, and where the last ends. */
    private long[] bounds(long[] input) {
        long size = input[Shape.axis(axis, input.length)];
        long[] bounds = new long[outputs + 1];
        // Parts of equal size; the last may be smaller.
        long equal = (size + outputs - 1) / outputs;
        for (int i = 0; i < outputs; i++) {
            bounds[i + 1] = sizes.length > 0 ? bounds[i] + sizes[i] : Math.min(size, bounds[i] + equal);
        }
        if (bounds[outputs] != size || Arrays.stream(bounds, 1, outputs + 1).anyMatch(bound -> bound > size)) {
            throw new IllegalArgumentException("an axis of " + size + " does not split into " + outputs
                    + " parts of sizes " + Arrays.toString(sizes));
        }
        return bounds;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] input = inputs.get(0);
        long[] bounds = bounds(input);
        List<long[]> shapes = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            long[] shape = input.clone();
            shape[Shape.axis(axis, input.length)] = bounds[i + 1] - bounds[i];
            shapes.add(shape);
        }
        return shapes;
    }

    @Override
    public Optional<StridedView> handedOn(StridedView input, Handing handing) {
        return along(input, selections(handing.output(), input.shape()));
    }

    @Override
    protected int[] source(int i, long[] input) {
        return select(input, selections(i, input));
    }

    private AxisSelection[] selections(int i, long[] input) {
        long[] bounds = bounds(input);
        AxisSelection[] selections = identity(input);
        int begin = (int) bounds[i];
        selections[Shape.axis(axis, input.length)] = new AxisSelection(bounds[i + 1] - begin, at -> at + begin);
        return selections;
    }
}
