package io.orograph.network.operators.quantization;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A function of each number of the first input, with a scale and, if it is given, a zero point. */
abstract class ScaledOperator extends LoopOperator {

    private final ScaleOf scaleOf;

    ScaledOperator(NodeSpec node) {
        scaleOf = ScaleOf.of(node);
    }

    /** Returns the function's value. */
    abstract double value(double x, double scale, double zero);

    /** Writes the derivatives by x, scale and zero point. */
    abstract void slopes(double x, double scale, double zero, double[] slopes);

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        for (long[] scales : inputs.subList(1, inputs.size())) {
            if (scales != null) {
                scaleOf.indices(inputs.get(0), scales);
            }
        }
        return List.of(inputs.get(0));
    }

    /** A weight stays one when it is rounded. */
    @Override
    public Optional<int[]> passedAxes(int input, List<long[]> shapes) {
        return input == 0 ? Optional.of(IntStream.range(0, shapes.get(0).length).toArray()) : Optional.empty();
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        boolean shifts = shapes.size() > 2 && shapes.get(2) != null;
        int[] scales = scaleOf.indices(shapes.get(0), shapes.get(1));
        return new ScalingLoops(this, scales, shifts ? scaleOf.indices(shapes.get(0), shapes.get(2)) : null);
    }

    /**
     * @param scales for each number the index of its scale
     * @param zeros for each number the index of its zero point; null if there are none
     */
    private record ScalingLoops(ScaledOperator operator, int[] scales, int[] zeros) implements Loops {

        private double zero(FlatArray[] in, int i) {
            return zeros == null ? 0 : in[2].get(zeros[i]);
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            for (int i = 0; i < scales.length; i++) {
                out[0].set(i, operator.value(in[0].get(i), in[1].get(scales[i]), zero(in, i)));
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            double[][] sums = new double[wanted.length][];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = wanted[k] == null ? null : new double[wanted[k].size()];
            }
            double[] slopes = new double[3];
            for (int i = 0; i < scales.length; i++) {
                operator.slopes(in[0].get(i), in[1].get(scales[i]), zero(in, i), slopes);
                double g = gradients[0].get(i);
                add(sums, 0, i, slopes[0] * g);
                add(sums, 1, scales[i], slopes[1] * g);
                add(sums, 2, zeros == null ? 0 : zeros[i], slopes[2] * g);
            }
            for (int k = 0; k < sums.length; k++) {
                if (sums[k] != null) {
                    wanted[k].setAll(sums[k]);
                }
            }
        }

        private static void add(double[][] sums, int input, int at, double term) {
            if (input < sums.length && sums[input] != null) {
                sums[input][at] += term;
            }
        }
    }
}
