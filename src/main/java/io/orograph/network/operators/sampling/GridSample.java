package io.orograph.network.operators.sampling;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.sampling.SampledAxis.Method;
import io.orograph.network.operators.sampling.SampledAxis.Outside;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of images or volumes at places that a second input names, in coordinates from −1 to 1, the last axis first
 * (Jaderberg et al. 2015, arXiv 1506.02025): the nearest pixel, or a linear or cubic mix of its neighbours. Its slope by
 * the place jumps from pixel to pixel; by the nearest pixel it is 0. Places for one sample serve all.
 */
final class GridSample extends LoopOperator {

    private final Method method;
    private final Outside outside;
    private final boolean alignsCorners;

    GridSample(NodeSpec node) {
        String mode = node.attributes().text("mode", "linear");
        method = switch (mode) {
            case "linear", "bilinear" -> Method.LINEAR;
            case "nearest" -> Method.NEAREST;
            case "cubic", "bicubic" -> Method.CUBIC;
            default -> throw node.unsupported("samples by \"" + mode + "\"; supported are nearest, linear and cubic");
        };
        String padding = node.attributes().text("padding_mode", "zeros");
        outside = switch (padding) {
            case "zeros" -> Outside.ZEROS;
            case "border" -> Outside.BORDER;
            case "reflection" -> Outside.REFLECTION;
            default ->
                throw node.unsupported("pads by \"" + padding + "\"; supported are zeros, border and reflection");
        };
        alignsCorners = node.attributes().integer("align_corners", 0) != 0;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long[] grid = inputs.get(1);
        int axes = x.length - 2;
        if (axes < 1 || grid.length != x.length || grid[0] != x[0] && grid[0] != 1 || grid[axes + 1] != axes) {
            throw new IllegalArgumentException("images of shape " + Shape.text(x) + " at places of shape "
                    + Shape.text(grid)
                    + "; both need the same number of axes and the same batch, or places for one, and a place a number"
                    + " an axis");
        }
        long[] shape = new long[x.length];
        shape[0] = x[0];
        shape[1] = x[1];
        System.arraycopy(grid, 1, shape, 2, axes);
        return List.of(shape);
    }

    /** For given places the result is linear in the images. */
    @Override
    public boolean isAffine(boolean[] moving) {
        return !moving[1];
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        SampledAxis[] axes = Arrays.stream(x, 2, x.length)
                .mapToObj(size -> new SampledAxis((int) size, method, outside, alignsCorners))
                .toArray(SampledAxis[]::new);
        int pixels = Shape.size(Arrays.copyOfRange(x, 2, x.length));
        int places = Shape.size(Arrays.copyOfRange(shapes.get(1), 1, x.length - 1));
        return new SamplingLoops(
                axes, method, new SamplingLoops.Sizes((int) x[0], (int) x[1], pixels, places, shapes.get(1)[0] == 1));
    }
}
