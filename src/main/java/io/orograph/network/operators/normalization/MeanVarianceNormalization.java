package io.orograph.network.operators.normalization;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;

/**
 * (x − mean)/(deviation + 10⁻⁹) with mean and standard deviation over some axes. With the batch among these, as ONNX has
 * it where the file says nothing, the result for a sample depends on the others that are run with it.
 */
final class MeanVarianceNormalization extends LoopOperator {

    /** What ONNX's definition adds. */
    private static final double EPSILON = 1e-9;

    private final long[] axes;

    MeanVarianceNormalization(NodeSpec node) {
        axes = node.attributes().integers("axes", 0, 2, 3);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        summed(inputs.get(0));
        return List.of(inputs.get(0));
    }

    /** The shape with 1 for each axis that is summed over. */
    private long[] summed(long[] shape) {
        long[] summed = shape.clone();
        for (long axis : axes) {
            summed[Shape.axis(axis, shape.length)] = 1;
        }
        return summed;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] summed = summed(shapes.get(0));
        return new NormalizationLoops(IndexMap.broadcast(summed, shapes.get(0)), Shape.size(summed));
    }

    /**
     * @param groupOf for each number what it is normalised with
     * @param groups how many there are
     */
    private record NormalizationLoops(int[] groupOf, int groups) implements Loops {

        private double[] means(double[] x) {
            double[] means = new double[groups];
            for (int i = 0; i < x.length; i++) {
                means[groupOf[i]] += x[i];
            }
            double count = (double) x.length / groups;
            Arrays.setAll(means, group -> means[group] / count);
            return means;
        }

        /** Takes the means off the numbers, and returns the deviations. */
        private double[] centre(double[] x) {
            double[] means = means(x);
            double[] squares = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] -= means[groupOf[i]];
                squares[i] = x[i] * x[i];
            }
            double[] variances = means(squares);
            return Arrays.stream(variances).map(Math::sqrt).toArray();
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] x = in[0].toArray();
            double[] deviations = centre(x);
            for (int i = 0; i < x.length; i++) {
                x[i] /= deviations[groupOf[i]] + EPSILON;
            }
            out[0].setAll(x);
        }

        /** ∂L/∂x = (g − mean(g) − c/s·mean(g·y))/(s + ε), with c = x − mean, s the deviation and y the output. */
        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            double[] x = in[0].toArray();
            double[] deviations = centre(x);
            double[] g = gradients[0].toArray();
            double[] products = new double[g.length];
            for (int i = 0; i < g.length; i++) {
                products[i] = g[i] * out[0].get(i);
            }
            double[] shared = means(g);
            double[] slopes = means(products);
            for (int i = 0; i < g.length; i++) {
                int group = groupOf[i];
                double deviation = deviations[group];
                double bend = deviation == 0 ? 0 : x[i] / deviation * slopes[group];
                g[i] = (g[i] - shared[group] - bend) / (deviation + EPSILON);
            }
            wanted[0].setAll(g);
        }
    }
}
