package io.orograph.network.operators.resize;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/**
 * Other sizes of one axis, each new place a mix of as many old ones.
 *
 * @param blocks how many times the axis is gone through
 * @param in its size
 * @param out its new size
 * @param after elements between neighbours
 * @param taps how many places are mixed; 1 where numbers are only moved, by a factor of 1
 * @param places for each new place the old ones; negative where there is none
 * @param weights for each new place their factors
 * @param constants for each new place what is added
 */
record AxisInterpolation(
        int blocks, int in, int out, int after, int taps, int[] places, double[] weights, double[] constants) {

    private void forward(double[] from, double[] to) {
        for (int block = 0; block < blocks; block++) {
            if (after == 1 && taps == 2) {
                mixPairs(from, block * in, to, block * out);
            } else {
                mixLines(from, block, to);
            }
        }
    }

    /** The innermost axis, by two. */
    private void mixPairs(double[] from, int source, double[] to, int target) {
        for (int i = 0; i < out; i++) {
            to[target + i] = weights[2 * i] * from[source + places[2 * i]]
                    + weights[2 * i + 1] * from[source + places[2 * i + 1]]
                    + constants[i];
        }
    }

    private void mixLines(double[] from, int block, double[] to) {
        for (int i = 0; i < out; i++) {
            int target = (block * out + i) * after;
            Arrays.fill(to, target, target + after, constants[i]);
            for (int k = i * taps; k < (i + 1) * taps; k++) {
                add(weights[k], from, (block * in + places[k]) * after, to, target);
            }
        }
    }

    private void add(double weight, double[] from, int source, double[] to, int target) {
        for (int j = 0; j < after; j++) {
            to[target + j] += weight * from[source + j];
        }
    }

    private void backward(double[] from, double[] to) {
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < out; i++) {
                int source = (block * out + i) * after;
                for (int k = i * taps; k < (i + 1) * taps; k++) {
                    add(weights[k], from, source, to, (block * in + places[k]) * after);
                }
            }
        }
    }

    /** Several axes, one after the other. */
    static final class Sequence implements LoopOperator.Loops {

        private final List<AxisInterpolation> mixes;
        private final double[][] results;

        Sequence(List<AxisInterpolation> mixes) {
            this.mixes = mixes;
            results = new double[mixes.size() + 1][];
        }

        /** Memory for what comes before a mix, or after the last one: kept, since new memory costs more than the mixing. */
        private double[] zeros(int index, int size) {
            if (results[index] == null) {
                results[index] = new double[size];
            } else {
                Arrays.fill(results[index], 0);
            }
            return results[index];
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] current = zeros(0, in[0].size());
            in[0].read(0, current, current.length);
            for (int i = 0; i < mixes.size(); i++) {
                AxisInterpolation mix = mixes.get(i);
                double[] next = zeros(i + 1, mix.blocks() * mix.out() * mix.after());
                mix.forward(current, next);
                current = next;
            }
            out[0].setAll(current);
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            double[] current = zeros(mixes.size(), gradients[0].size());
            gradients[0].read(0, current, current.length);
            for (int i = mixes.size() - 1; i >= 0; i--) {
                AxisInterpolation mix = mixes.get(i);
                double[] next = zeros(i, mix.blocks() * mix.in() * mix.after());
                mix.backward(current, next);
                current = next;
            }
            wanted[0].setAll(current);
        }
    }
}
