package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.SelectionOperator;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Moves squares of neighbouring places into channels ({@code SpaceToDepth}) or back ({@code DepthToSpace}), as
 * sub-pixel convolution does (Shi et al. 2016, arXiv 1609.05158).
 */
final class BlockRearrangement extends SelectionOperator {

    private final boolean toSpace;
    private final long size;
    private final boolean depthFirst;

    private BlockRearrangement(NodeSpec node, boolean toSpace) {
        this.toSpace = toSpace;
        size = node.attributes().integer("blocksize", 0);
        String mode = node.attributes().text("mode", "DCR");
        depthFirst = mode.equals("DCR");
        if (size < 1 || size > Integer.MAX_VALUE || !depthFirst && !mode.equals("CRD")) {
            throw new IllegalArgumentException(node.label() + " has blocks of " + size + " in the order \"" + mode
                    + "\"; the size must be positive and the order DCR or CRD");
        }
    }

    static BlockRearrangement depthToSpace(NodeSpec node) {
        return new BlockRearrangement(node, true);
    }

    static BlockRearrangement spaceToDepth(NodeSpec node) {
        return new BlockRearrangement(node, false);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long square = size * size;
        boolean fits = x.length == 4 && (toSpace ? x[1] % square == 0 : x[2] % size == 0 && x[3] % size == 0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "an input of shape " + Shape.text(x) + " does not divide into blocks of " + size + " by " + size);
        }
        return List.of(
                toSpace
                        ? new long[] {x[0], x[1] / square, x[2] * size, x[3] * size}
                        : new long[] {x[0], x[1] * square, x[2] / size, x[3] / size});
    }

    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return Optional.empty();
    }

    @Override
    protected int[] source(int i, long[] x) {
        long[] out = outputShapes(List.<long[]>of(x)).get(0);
        if (!toSpace) {
            long[] split = {x[0], x[1], out[2], size, out[3], size};
            return permuted(split, 0, 3, 5, 1, 2, 4);
        }
        return depthFirst
                ? permuted(new long[] {x[0], size, size, out[1], x[2], x[3]}, 0, 3, 4, 1, 5, 2)
                : permuted(new long[] {x[0], out[1], size, size, x[2], x[3]}, 0, 1, 4, 2, 5, 3);
    }

    /** The element of an array of the given shape at each place of the one with its axes in another order. */
    static int[] permuted(long[] shape, int... order) {
        int[] strides = IndexMap.strides(shape);
        long[] result = Arrays.stream(order).mapToLong(axis -> shape[axis]).toArray();
        return IndexMap.strided(
                result, Arrays.stream(order).map(axis -> strides[axis]).toArray());
    }
}
