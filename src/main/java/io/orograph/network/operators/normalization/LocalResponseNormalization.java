package io.orograph.network.operators.normalization;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * y = x/(bias + α/n·Σx²)^β with the sum over n neighbouring channels at the same place (Krizhevsky et al. 2012,
 * section 3.3).
 */
final class LocalResponseNormalization extends LoopOperator {

    private final double alpha;
    private final double beta;
    private final double bias;
    private final long size;

    LocalResponseNormalization(NodeSpec node) {
        alpha = node.attributes().number("alpha", 1e-4f);
        beta = node.attributes().number("beta", 0.75f);
        bias = node.attributes().number("bias", 1);
        size = node.attributes().integer("size", 0);
        if (size < 1) {
            throw new IllegalArgumentException(node.label() + " sums over " + size + " channels");
        }
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        if (inputs.get(0).length < 2) {
            throw new IllegalArgumentException(
                    "an input of shape " + Shape.text(inputs.get(0)) + "; it needs axes for batch and channels");
        }
        return List.of(inputs.get(0));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        return new Neighbours((int) x[1], Shape.size(Arrays.copyOfRange(x, 2, x.length)));
    }

    private final class Neighbours implements Loops {

        private final int channels;
        private final int places;

        Neighbours(int channels, int places) {
            this.channels = channels;
            this.places = places;
        }

        private int first(int channel) {
            return (int) Math.max(0, channel - (size - 1) / 2);
        }

        private int last(int channel) {
            return (int) Math.min(channels - 1, channel + size / 2);
        }

        /** bias + α/n·Σx² at an element. */
        private double base(FlatArray x, int i) {
            int channel = i / places % channels;
            double sum = 0;
            for (int other = first(channel); other <= last(channel); other++) {
                double value = x.get(i + (other - channel) * places);
                sum += value * value;
            }
            return bias + alpha / size * sum;
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            for (int i = 0; i < out[0].size(); i++) {
                out[0].set(i, in[0].get(i) * Math.pow(base(in[0], i), -beta));
            }
        }

        @Override
        public Optional<Kernel> compiled(Binding binding) {
            return CompiledResponses.kernel(binding, size, alpha / size, beta, bias);
        }

        /** Each element reaches its own output, and those of its neighbours through their sums. */
        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            FlatArray x = in[0];
            double[] sums = new double[x.size()];
            for (int i = 0; i < sums.length; i++) {
                double base = base(x, i);
                double power = Math.pow(base, -beta);
                double g = gradients[0].get(i);
                sums[i] += g * power;
                double shared = -2 * alpha / size * beta * g * x.get(i) * power / base;
                int channel = i / places % channels;
                for (int other = first(channel); other <= last(channel); other++) {
                    int at = i + (other - channel) * places;
                    sums[at] += shared * x.get(at);
                }
            }
            wanted[0].setAll(sums);
        }
    }
}
