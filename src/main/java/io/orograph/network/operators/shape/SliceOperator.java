package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.SelectionOperator;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Every n-th entry between two places along some axes, as Python's {@code x[start:end:step]}. */
public final class SliceOperator extends SelectionOperator.Separable {

    private static final int PLACES_ARE_INPUT = 10;

    private final long[] starts;
    private final long[] ends;
    private final long[] axes;
    private final long[] steps;

    private final boolean mayBeEmpty;

    SliceOperator(NodeSpec node) {
        this(node, false);
    }

    /** Returns the operator on constants, of which none may be left: the sizes of no axes. */
    public static SliceOperator ofConstant(NodeSpec node) {
        return new SliceOperator(node, true);
    }

    private SliceOperator(NodeSpec node, boolean mayBeEmpty) {
        this.mayBeEmpty = mayBeEmpty;
        if (node.opset() < PLACES_ARE_INPUT) {
            starts = node.attributes().integers("starts");
            ends = node.attributes().integers("ends");
            axes = axes(node.attributes().integers("axes"), starts.length);
            steps = ones(starts.length);
        } else {
            starts = node.constantIntegers(1, "starts").orElse(new long[0]);
            ends = node.constantIntegers(2, "ends").orElse(new long[0]);
            axes = axes(node.constantIntegers(3, "axes").orElse(new long[0]), starts.length);
            steps = node.constantIntegers(4, "steps").orElse(ones(starts.length));
        }
        boolean matched = ends.length == starts.length && axes.length == starts.length && steps.length == starts.length;
        if (!matched || Arrays.stream(steps).anyMatch(step -> step == 0)) {
            throw new IllegalArgumentException(node.label() + " slices from " + Arrays.toString(starts) + " to "
                    + Arrays.toString(ends) + " along " + Arrays.toString(axes) + " by " + Arrays.toString(steps)
                    + "; there must be as many of each, and no step of 0");
        }
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long[] axes(long[] named, int count) {
        return named.length > 0 ? named : LongStream.range(0, count).toArray();
    }

    @Override
    protected AxisSelection[] selections(long[] input) {
        AxisSelection[] selections = identity(input);
        for (int k = 0; k < axes.length; k++) {
            int axis = Shape.axis(axes[k], input.length);
            selections[axis] = along(input[axis], starts[k], ends[k], steps[k]);
            if (selections[axis].size() == 0 && !mayBeEmpty) {
                throw new IllegalArgumentException("a slice from " + starts[k] + " to " + ends[k] + " by " + steps[k]
                        + " of axis " + axis + " with " + input[axis] + " entries is empty");
            }
        }
        return selections;
    }

    private static AxisSelection along(long size, long start, long end, long step) {
        long first = clamp(start, size, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long last = clamp(end, size, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long count = step > 0
                ? (last - first + step - 1) / Math.max(1, step)
                : (first - last - step - 1) / Math.max(1, -step);
        return new AxisSelection(Math.max(0, Math.min(count, size)), i -> (int) (first + i * step));
    }

    /** A place that may be counted from the back or lie outside. */
    private static long clamp(long place, long size, long lowest, long highest) {
        long fromFront = place < 0 ? place + size : place;
        return Math.max(lowest, Math.min(highest, fromFront));
    }
}
