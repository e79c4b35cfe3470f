package io.orograph.network.operators.resize;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.base.SelectionLoops;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Other sizes of axes by the nearest, a linear or a cubic mix of neighbours along each (Resize, and Upsample before
 * it). A wanted size of 0 leaves an axis alone.
 */
final class Resize extends LoopOperator {

    private static final int LAYOUT_OF_TODAY = 11;

    /** How sizes are met: each as it is, or all by the same scale. */
    private static final Set<String> POLICIES = Set.of("stretch", "not_larger", "not_smaller");

    private final String mode;
    private final String coordinates;
    private final String nearest;
    private final String policy;
    private final InterpolationKernel kernel;
    private final double outside;
    private final float[] scales;
    private final float[] regions;
    private final long[] sizes;
    private final long[] axes;

    Resize(NodeSpec node) {
        boolean today = node.opset() >= LAYOUT_OF_TODAY && node.type().equals("Resize");
        String named = node.attributes().text("mode", "nearest");
        mode = named.equals("bilinear") ? "linear" : named;
        coordinates = node.attributes().text("coordinate_transformation_mode", today ? "half_pixel" : "asymmetric");
        nearest = node.attributes().text("nearest_mode", today ? "round_prefer_floor" : "floor");
        policy = node.attributes().text("keep_aspect_ratio_policy", "stretch");
        outside = node.attributes().number("extrapolation_value", 0);
        kernel = new InterpolationKernel(
                mode.equals("cubic"),
                node.attributes().number("cubic_coeff_a", -0.75),
                node.attributes().integer("antialias", 0) != 0,
                node.attributes().integer("exclude_outside", 0) != 0);
        axes = node.attributes().integers("axes");
        int input = today ? 2 : 1;
        scales = node.hasInput(input)
                ? constant(node, input, "scales").floats()
                : node.attributes().numbers("scales").orElse(new float[0]);
        sizes = today ? node.constantIntegers(3, "sizes").orElse(new long[0]) : new long[0];
        if (!AxisPlaces.RULES.contains(coordinates)
                || !Set.of("nearest", "linear", "cubic").contains(mode)
                || !POLICIES.contains(policy)) {
            throw node.unsupported("resizes by \"" + mode + "\" with the coordinates \"" + coordinates
                    + "\" and the policy \"" + policy + "\"; supported are nearest, linear and cubic with "
                    + String.join(", ", AxisPlaces.RULES.stream().sorted().toList()) + ", and "
                    + String.join(", ", POLICIES.stream().sorted().toList()));
        }
        regions = regions(node);
    }

    private static Tensor constant(NodeSpec node, int input, String what) {
        return node.constant(input)
                .orElseThrow(() -> node.unsupported("computes its " + what + "; supported are constants"));
    }

    private float[] regions(NodeSpec node) {
        if (!coordinates.equals(AxisPlaces.CROP)) {
            return new float[0];
        }
        if (!node.hasInput(1)) {
            throw node.unsupported("crops by tf_crop_and_resize without saying what (roi)");
        }
        return constant(node, 1, "roi").floats();
    }

    /** Returns the places of each axis of an input. */
    private AxisPlaces[] places(long[] x) {
        int given = sizes.length > 0 ? sizes.length : scales.length;
        int named = axes.length > 0 ? axes.length : x.length;
        if (given != named || regions.length > 0 && regions.length != 2 * named) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " with " + scales.length
                    + " scales, " + sizes.length + " sizes and " + regions.length
                    + " ends of regions; there must be one an axis, and two ends of its region");
        }
        AxisPlaces[] places = new AxisPlaces[x.length];
        for (int axis = 0; axis < x.length; axis++) {
            places[axis] = new AxisPlaces(coordinates, (int) x[axis], (int) x[axis], 1, 0, 1);
        }
        double common = commonScale(x).orElse(0.0);
        for (int i = 0; i < given; i++) {
            int axis = axis(i, x.length);
            double scale = sizes.length == 0 ? scales[i] : common > 0 ? common : ratio(i, x);
            double begin = regions.length > 0 ? regions[i] : 0;
            double end = regions.length > 0 ? regions[named + i] : 1;
            places[axis] = new AxisPlaces(coordinates, (int) x[axis], size(x[axis], scale), scale, begin, end);
        }
        return places;
    }

    private int axis(int i, int rank) {
        return axes.length > 0 ? Shape.axis(axes[i], rank) : i;
    }

    private double ratio(int i, long[] x) {
        return sizes[i] == 0 ? 1 : (double) sizes[i] / x[axis(i, x.length)];
    }

    /** Returns the one scale that no axis becomes too large, or too small, by; empty if each has its own. */
    private Optional<Double> commonScale(long[] x) {
        if (policy.equals("stretch") || sizes.length == 0) {
            return Optional.empty();
        }
        double[] ratios =
                IntStream.range(0, sizes.length).mapToDouble(i -> ratio(i, x)).toArray();
        return Optional.of(
                policy.equals("not_larger")
                        ? Arrays.stream(ratios).min().orElseThrow()
                        : Arrays.stream(ratios).max().orElseThrow());
    }

    /** A given size is met exactly; a scale is rounded down. */
    private int size(long old, double scale) {
        double size = old * scale;
        long rounded = sizes.length > 0 ? Math.round(size) : (long) Math.floor(size);
        if (!(rounded >= 1) || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an axis of " + old + " cannot be scaled by " + scale + " to " + size);
        }
        return (int) rounded;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(
                Arrays.stream(places(inputs.get(0))).mapToLong(AxisPlaces::out).toArray());
    }

    @Override
    public Kernel forward(Binding binding) {
        return CompiledInterpolation.kernel(binding, mixes(binding.input(0).shape()))
                .orElseGet(() -> super.forward(binding));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        if (isNearest()) {
            int[][] picked = Arrays.stream(places(x)).map(this::nearest).toArray(int[][]::new);
            return new SelectionLoops(new int[][] {IndexMap.separable(x, picked)}, outside, Shape.size(x));
        }
        return new AxisInterpolation.Sequence(mixes(x));
    }

    private boolean isNearest() {
        return mode.equals("nearest");
    }

    /** Returns what is done along each axis that does not stay as it is. */
    private List<AxisInterpolation> mixes(long... x) {
        AxisPlaces[] places = places(x);
        List<AxisInterpolation> mixes = new ArrayList<>();
        long[] current = x.clone();
        for (int axis = 0; axis < x.length; axis++) {
            if (!places[axis].isIdentity()) {
                mixes.add(mix(current, axis, places[axis]));
                current[axis] = places[axis].out();
            }
        }
        return mixes;
    }

    private int[] nearest(AxisPlaces places) {
        int[] picked = new int[places.out()];
        Arrays.setAll(picked, i -> {
            double place = places.isIdentity() ? i : places.of(i);
            return places.isOutside(place) ? IndexMap.NONE : Math.max(0, Math.min(places.in() - 1, round(place)));
        });
        return picked;
    }

    private AxisInterpolation mix(long[] shape, int axis, AxisPlaces places) {
        int out = places.out();
        int blocks = Shape.size(Arrays.copyOf(shape, axis));
        int after = Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        if (isNearest()) {
            double[] ones = new double[out];
            Arrays.fill(ones, 1);
            return new AxisInterpolation(blocks, places.in(), out, after, 1, nearest(places), ones, new double[out]);
        }
        int taps = kernel.taps(places.scale());
        int[] neighbours = new int[out * taps];
        double[] weights = new double[out * taps];
        double[] constants = new double[out];
        for (int i = 0; i < out; i++) {
            double place = places.of(i);
            if (places.isOutside(place)) {
                constants[i] = outside;
            } else {
                kernel.mix(place, places.in(), places.scale(), neighbours, weights, i * taps);
            }
        }
        return new AxisInterpolation(blocks, places.in(), out, after, taps, neighbours, weights, constants);
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
}
