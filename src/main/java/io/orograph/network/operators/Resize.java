package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
                        .orElseThrow(() -> Selection.unsupported(node, "computes its scales; supported are constants"))
                        .floats()
                : node.attributes().numbers("scales").orElse(new float[0]);
        sizes = today ? ConstantInput.integers(node, 3, "sizes").orElse(new long[0]) : new long[0];
        axes = node.attributes().integers("axes");
        boolean stretches =
                node.attributes().text("keep_aspect_ratio_policy", "stretch").equals("stretch");
        if (!COORDINATES.contains(coordinates)
                || !Set.of("nearest", "linear", "cubic").contains(mode)
                || node.attributes().integer("antialias", 0) != 0
                || !stretches) {
            throw Selection.unsupported(
                    node,
                    "resizes by \"" + mode + "\" with the coordinates \"" + coordinates
                            + "\"; supported are nearest, linear and cubic without anti-aliasing, stretched, with "
                            + String.join(", ", COORDINATES.stream().sorted().toList()));
        }
    }

    /**
     * One axis: for each place of the output the places that are mixed, and how.
     *
     * @param blocks how many times the axis is gone through
     * @param in its size
     * @param after elements between neighbours
     */
    private record Mix(int blocks, int in, int out, int after, int[][] places, double[][] weights) {

        void forward(double[] from, double[] to) {
            for (int block = 0; block < blocks; block++) {
                for (int i = 0; i < out; i++) {
                    for (int k = 0; k < places[i].length; k++) {
                        int source = (block * in + places[i][k]) * after;
                        int target = (block * out + i) * after;
                        for (int j = 0; j < after; j++) {
                            to[target + j] += weights[i][k] * from[source + j];
                        }
                    }
                }
            }
        }

        void backward(double[] from, double[] to) {
            for (int block = 0; block < blocks; block++) {
                for (int i = 0; i < out; i++) {
                    for (int k = 0; k < places[i].length; k++) {
                        int source = (block * out + i) * after;
                        int target = (block * in + places[i][k]) * after;
                        for (int j = 0; j < after; j++) {
                            to[target + j] += weights[i][k] * from[source + j];
                        }
                    }
                }
            }
        }
    }

    @Override
    public int arity() {
        return 1;
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
    Loops loops(List<long[]> shapes) {
        long[] current = shapes.get(0).clone();
        double[] factors = scales(current);
        long[] wanted = outputShapes(shapes).get(0);
        List<Mix> mixes = new ArrayList<>();
        for (int axis = 0; axis < current.length; axis++) {
            if (factors[axis] != 1) {
                mixes.add(mix(current, axis, (int) wanted[axis], factors[axis]));
                current[axis] = wanted[axis];
            }
        }
        return new ResizeLoops(mixes);
    }

    private Mix mix(long[] shape, int axis, int out, double scale) {
        int in = (int) shape[axis];
        int[][] places = new int[out][];
        double[][] weights = new double[out][];
        for (int i = 0; i < out; i++) {
            double x = coordinate(i, in, out, scale);
            int first = (int) Math.floor(x);
            int[] raw = switch (mode) {
                case "nearest" -> new int[] {round(x)};
                case "linear" -> new int[] {first, first + 1};
                default -> new int[] {first - 1, first, first + 1, first + 2};
            };
            weights[i] = weights(x - first, raw, in);
            places[i] = Arrays.stream(raw)
                    .map(place -> Math.max(0, Math.min(in - 1, place)))
                    .toArray();
        }
        int blocks = Shape.size(Arrays.copyOf(shape, axis));
        int after = Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        return new Mix(blocks, in, out, after, places, weights);
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
        if (raw.length == 1) {
            return new double[] {1};
        }
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

    private record ResizeLoops(List<Mix> mixes) implements Loops {

        private static double[] read(Numbers numbers) {
            double[] result = new double[numbers.size()];
            Arrays.setAll(result, numbers::get);
            return result;
        }

        @Override
        public void forward(Numbers[] in, Numbers[] out) {
            double[] current = read(in[0]);
            for (Mix mix : mixes) {
                double[] next = new double[mix.blocks() * mix.out() * mix.after()];
                mix.forward(current, next);
                current = next;
            }
            out[0].setAll(current);
        }

        @Override
        public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            double[] current = read(gradients[0]);
            for (int i = mixes.size() - 1; i >= 0; i--) {
                Mix mix = mixes.get(i);
                double[] next = new double[mix.blocks() * mix.in() * mix.after()];
                mix.backward(current, next);
                current = next;
            }
            wanted[0].setAll(current);
        }
    }
}
