package io.orograph.network.operators.resize;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.base.SelectionLoops;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Other sizes of axes by the nearest, a linear or a cubic mix of neighbours along each (Resize, and Upsample before
 * it). A wanted size of 0 leaves an axis alone.
 */
final class Resize extends LoopOperator {

    private static final int LAYOUT_OF_TODAY = 11;
    private static final Set<String> COORDINATES =
            Set.of("half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric");

    private final String mode;
    private final String coordinates;
    private final String nearest;
    private final double cubic;
    private final boolean excludesOutside;
    private final float[] scales;
    private final long[] sizes;
    private final long[] axes;

    Resize(NodeSpec node) {
        boolean today = node.opset() >= LAYOUT_OF_TODAY && node.type().equals("Resize");
        String named = node.attributes().text("mode", "nearest");
        mode = named.equals("bilinear") ? "linear" : named;
        coordinates = node.attributes().text("coordinate_transformation_mode", today ? "half_pixel" : "asymmetric");
        nearest = node.attributes().text("nearest_mode", today ? "round_prefer_floor" : "floor");
        cubic = node.attributes().number("cubic_coeff_a", -0.75);
        excludesOutside = node.attributes().integer("exclude_outside", 0) != 0;
        int input = today ? 2 : 1;
        scales = node.hasInput(input)
                ? node.constant(input)
                        .orElseThrow(() -> node.unsupported("computes its scales; supported are constants"))
                        .floats()
                : node.attributes().numbers("scales").orElse(new float[0]);
        sizes = today ? node.constantIntegers(3, "sizes").orElse(new long[0]) : new long[0];
        axes = node.attributes().integers("axes");
        boolean stretches =
                node.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch");
        if (!COORDINATES.contains(coordinates)
                || !Set.of("nearest", "linear", "cubic").contains(mode)
                || node.attributes().integer("antialias", 0) != 0
                || !stretches) {
            throw node.unsupported("resizes by \"" + mode + "\" with the coordinates \"" + coordinates
                    + "\"; supported are nearest, linear and cubic without anti-aliasing, stretched, with "
                    + String.join(", ", COORDINATES.stream().sorted().toList()));
        }
    }

    /** The scale of each axis of an input. */
    private double[] scales(long[] x) {
        double[] result = new double[x.length];
        Arrays.fill(result, 1);
        int given = sizes.length > 0 ? sizes.length : scales.length;
        if (given != (axes.length > 0 ? axes.length : x.length)) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " with " + scales.length
                    + " scales and " + sizes.length + " sizes; there must be one an axis");
        }
        for (int i = 0; i < given; i++) {
            int axis = axes.length > 0 ? Shape.axis(axes[i], x.length) : i;
            if (sizes.length > 0) {
                result[axis] = sizes[i] == 0 ? 1 : (double) sizes[i] / x[axis];
            } else {
                result[axis] = scales[i];
            }
        }
        return result;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        double[] factors = scales(x);
        long[] shape = new long[x.length];
        for (int i = 0; i < shape.length; i++) {
            // A given size is met exactly; a scale is rounded down.
            double size = x[i] * factors[i];
            shape[i] = sizes.length > 0 ? Math.round(size) : (long) Math.floor(size);
            if (!(size >= 1) || size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "an axis of " + x[i] + " cannot be scaled by " + factors[i] + " to " + size);
            }
        }
        return List.of(shape);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        long[] y = outputShapes(shapes).get(0);
        double[] factors = scales(x);
        if (mode.equals("nearest")) {
            int[][] places = new int[x.length][];
            Arrays.setAll(places, axis -> nearest((int) x[axis], (int) y[axis], factors[axis]));
            return new SelectionLoops(new int[][] {IndexMap.separable(x, places)}, 0, Shape.size(x));
        }
        List<AxisInterpolation> mixes = new ArrayList<>();
        long[] current = x.clone();
        for (int axis = 0; axis < x.length; axis++) {
            if (factors[axis] != 1) {
                mixes.add(mix(current, axis, (int) y[axis], factors[axis]));
                current[axis] = y[axis];
            }
        }
        return new AxisInterpolation.Sequence(mixes);
    }

    private int[] nearest(int in, int out, double scale) {
        int[] places = new int[out];
        Arrays.setAll(places, i -> scale == 1 ? i : clamp(round(coordinate(i, in, out, scale)), in));
        return places;
    }

    private static int clamp(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }

    private AxisInterpolation mix(long[] shape, int axis, int out, double scale) {
        int in = (int) shape[axis];
        int taps = mode.equals("linear") ? 2 : 4;
        int[] places = new int[out * taps];
        double[] weights = new double[out * taps];
        for (int i = 0; i < out; i++) {
            double x = coordinate(i, in, out, scale);
            int first = (int) Math.floor(x) - (taps / 2 - 1);
            int[] raw = IntStream.range(first, first + taps).toArray();
            System.arraycopy(weights(x - Math.floor(x), raw, in), 0, weights, i * taps, taps);
            for (int k = 0; k < taps; k++) {
                places[i * taps + k] = clamp(raw[k], in);
            }
        }
        int blocks = Shape.size(Arrays.copyOf(shape, axis));
        int after = Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        return new AxisInterpolation(blocks, in, out, after, taps, places, weights);
    }

    private double coordinate(int i, int in, int out, double scale) {
        return switch (coordinates) {
            case "align_corners" -> out == 1 ? 0 : (double) i * (in - 1) / (out - 1);
            case "asymmetric" -> i / scale;
            case "pytorch_half_pixel" -> out == 1 ? 0 : (i + 0.5) / scale - 0.5;
            case "half_pixel_symmetric" -> in / 2.0 * (1 - out / (scale * in)) + (i + 0.5) / scale - 0.5;
            default -> (i + 0.5) / scale - 0.5;
        };
    }

    private int round(double x) {
        return (int)
                switch (nearest) {
                    case "floor" -> Math.floor(x);
                    case "ceil" -> Math.ceil(x);
                    case "round_prefer_ceil" -> Math.floor(x + 0.5);
                    default -> Math.ceil(x - 0.5);
                };
    }

    private double[] weights(double t, int[] raw, int in) {
        if (raw.length == 2) {
            return new double[] {1 - t, t};
        }
        double[] weights = {outer(1 + t), inner(t), inner(1 - t), outer(2 - t)};
        if (excludesOutside) {
            double sum = 0;
            for (int k = 0; k < raw.length; k++) {
                weights[k] = raw[k] < 0 || raw[k] >= in ? 0 : weights[k];
                sum += weights[k];
            }
            for (int k = 0; k < raw.length; k++) {
                weights[k] /= sum;
            }
        }
        return weights;
    }

    /** Keys' cubic (1981) up to a distance of 1. */
    private double inner(double d) {
        return ((cubic + 2) * d - (cubic + 3)) * d * d + 1;
    }

    /** The same from 1 to 2. */
    private double outer(double d) {
        return ((cubic * d - 5 * cubic) * d + 8 * cubic) * d - 4 * cubic;
    }
}
