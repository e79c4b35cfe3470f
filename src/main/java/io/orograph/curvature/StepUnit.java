package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import java.util.Arrays;

/**
 * The length that a step along a direction is counted in: v/‖v‖ times the smallest ‖w_f‖/‖v_f‖ over the filters f in
 * which v is not negligible, so that h = 0.01 moves no filter by more than 1 % of its norm but for those in which v
 * hardly is.
 *
 * @param filters of each number that may move
 * @param layers of each number that may move
 */
public record StepUnit(int[] filters, int[] layers) {

    /** A filter in which v has less than this share of its largest filter is negligible. */
    private static final double NEGLIGIBLE = 0.1;

    /**
     * The unit of one direction.
     *
     * @param length of a step of h = 1
     * @param words what stands behind the length where a filter's norm is 0; empty elsewhere
     */
    public record Unit(double length, String words) {}

    /** Returns the filters of the parameters that may move; a tensor without output units is one filter. */
    static StepUnit of(FreeParameters free) {
        int[] filters = new int[free.size()];
        int[] layers = new int[free.size()];
        int first = 0;
        int layer = 0;
        for (FreeParameters.Block block : free.blocks()) {
            Parameter parameter = block.parameter();
            long[] shape = parameter.shape();
            int axis = parameter.outputAxis();
            int units = axis < 0 ? 1 : (int) shape[axis];
            int inner = axis < 0
                    ? 1
                    : (int) Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
            for (int i = 0; i < parameter.size(); i++) {
                filters[block.offset() + i] = first + (i / inner) % units;
                layers[block.offset() + i] = layer;
            }
            first += units;
            layer++;
        }
        return new StepUnit(filters, layers);
    }

    /** Returns one filter of all numbers. */
    static StepUnit whole(int size) {
        return new StepUnit(new int[size], new int[size]);
    }

    /** Returns the unit of a direction at θ. */
    Unit of(double[] theta, double[] v) {
        double[] own = norms(theta, filters);
        double[] layer = norms(theta, layers);
        double[] parts = norms(v, filters);
        double[] layerParts = norms(v, layers);
        double floor = NEGLIGIBLE * Arrays.stream(parts).max().orElse(0);
        int[] layerOf = new int[parts.length];
        for (int i = 0; i < filters.length; i++) {
            layerOf[filters[i]] = layers[i];
        }
        double smallest = Double.POSITIVE_INFINITY;
        String words = "";
        for (int f = 0; f < parts.length; f++) {
            if (parts[f] == 0 || parts[f] < floor) {
                continue;
            }
            double ratio = own[f] / parts[f];
            String found = "";
            if (own[f] == 0) {
                boolean none = layer[layerOf[f]] == 0;
                ratio = none ? 1 / Vectors.norm(v) : layer[layerOf[f]] / layerParts[layerOf[f]];
                found = none
                        ? "its weights are 0, so h is a plain length"
                        : "a filter is 0, so its layer's norm counts";
            }
            if (ratio < smallest) {
                smallest = ratio;
                words = found;
            }
        }
        return Double.isInfinite(smallest) ? new Unit(1, "") : new Unit(smallest * Vectors.norm(v), words);
    }

    private static double[] norms(double[] v, int[] groups) {
        double[] norms = new double[Arrays.stream(groups).max().orElse(-1) + 1];
        for (int i = 0; i < v.length; i++) {
            norms[groups[i]] += v[i] * v[i];
        }
        Arrays.setAll(norms, i -> Math.sqrt(norms[i]));
        return norms;
    }
}
