package io.orograph.network.operators.loss;

import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/**
 * The sum of the terms of each sample, times a factor, or their mean: y = [n] from terms [k·n, …], those of a sample one behind
 * the other. The second input is one of the network, whose first axis counts the n samples.
 */
public final class SumBySample extends LoopOperator {

    private final boolean isMean;
    private final double factor;

    private SumBySample(boolean isMean, double factor) {
        this.isMean = isMean;
        this.factor = factor;
    }

    /** Returns the sum of a sample's terms times a factor. */
    public static SumBySample times(double factor) {
        return new SumBySample(false, factor);
    }

    /** Returns the mean of a sample's terms. */
    public static SumBySample mean() {
        return new SumBySample(true, 1);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long samples = inputs.get(1)[0];
        if (Shape.size(inputs.get(0)) % samples != 0) {
            throw new IllegalArgumentException("terms of the shape " + Shape.text(inputs.get(0))
                    + " are not as many for each of " + samples + " samples");
        }
        return List.of(new long[] {samples});
    }

    /** Its terms are summed, whatever they are. */
    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        int samples = (int) shapes.get(1)[0];
        int each = Shape.size(shapes.get(0)) / samples;
        double scale = isMean ? factor / each : factor;
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int i = 0; i < samples; i++) {
                    double sum = 0;
                    for (int k = 0; k < each; k++) {
                        sum += in[0].get(i * each + k);
                    }
                    out[0].set(i, sum * scale);
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] != null) {
                    for (int i = 0; i < samples * each; i++) {
                        wanted[0].set(i, gradients[0].get(i / each) * scale);
                    }
                }
                if (wanted[1] != null) {
                    wanted[1].fill(0);
                }
            }
        };
    }
}
