package io.orograph.network.operators.sampling;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/**
 * For each pixel of an image (or cell of a volume) the place that an affine map moves it to, in coordinates from −1 to 1,
 * the last axis first (Jaderberg et al. 2015, arXiv 1506.02025): θ·(x, y, 1). A size of 0 for the batch is that of θ.
 */
final class AffineGrid extends LoopOperator {

    private final boolean alignsCorners;
    private final long[] size;

    AffineGrid(NodeSpec node) {
        alignsCorners = node.attributes().integer("align_corners", 0) != 0;
        size = node.constantIntegers(1, "size").orElseThrow();
        if (size.length != 4 && size.length != 5) {
            throw new IllegalArgumentException(node.label() + " makes a grid for " + size.length
                    + " axes; there must be four (images) or five (volumes)");
        }
    }

    private int axes() {
        return size.length - 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] theta = inputs.get(0);
        int axes = axes();
        long batch = theta.length == 3 && size[0] == 0 ? theta[0] : size[0];
        if (!Arrays.equals(theta, new long[] {batch, axes, axes + 1})) {
            throw new IllegalArgumentException("maps of shape " + Shape.text(theta) + " for a grid of shape "
                    + Shape.text(size) + "; they must be of shape " + Shape.text(batch, axes, axes + 1));
        }
        long[] shape = new long[axes + 2];
        shape[0] = batch;
        System.arraycopy(size, 2, shape, 1, axes);
        shape[axes + 1] = axes;
        return List.of(shape);
    }

    /** Maps are affine in θ. */
    @Override
    public boolean isAffine(boolean[] moving) {
        return moving[0];
    }

    /** The place of an entry of an axis, from −1 to 1. */
    private double coordinate(int i, long entries) {
        if (alignsCorners) {
            return entries == 1 ? -1 : 2.0 * i / (entries - 1) - 1;
        }
        return (2.0 * i + 1) / entries - 1;
    }

    /** For each place of the grid the vector (x, y, 1) that θ is multiplied by. */
    private double[] places(long[] shape) {
        int axes = axes();
        int count = Shape.size(Arrays.copyOfRange(shape, 1, axes + 1));
        double[] places = new double[count * (axes + 1)];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int axis = axes; axis >= 1; axis--) {
                places[i * (axes + 1) + axes - axis] = coordinate(rest % (int) shape[axis], shape[axis]);
                rest /= (int) shape[axis];
            }
            places[i * (axes + 1) + axes] = 1;
        }
        return places;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return new GridLoops(places(outputShapes(shapes).get(0)), axes(), (int) shapes.get(0)[0]);
    }

    /**
     * @param places the vectors that each map is multiplied by
     * @param rows of a map
     * @param maps how many there are
     */
    private record GridLoops(double[] places, int rows, int maps) implements Loops {

        /** What is done with a product's three numbers: the entry of θ, of the places and of the output. */
        @FunctionalInterface
        private interface Term {
            void of(int theta, double place, int output);
        }

        private void forEach(Term term) {
            int columns = rows + 1;
            int count = places.length / columns;
            for (int map = 0; map < maps; map++) {
                for (int i = 0; i < count; i++) {
                    for (int k = 0; k < rows * columns; k++) {
                        int output = (map * count + i) * rows + k / columns;
                        term.of(map * rows * columns + k, places[i * columns + k % columns], output);
                    }
                }
            }
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] sums = new double[out[0].size()];
            double[] theta = in[0].toArray();
            forEach((entry, place, output) -> sums[output] += theta[entry] * place);
            out[0].setAll(sums);
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            double[] sums = new double[wanted[0].size()];
            double[] g = gradients[0].toArray();
            forEach((entry, place, output) -> sums[entry] += g[output] * place);
            wanted[0].setAll(sums);
        }
    }
}
