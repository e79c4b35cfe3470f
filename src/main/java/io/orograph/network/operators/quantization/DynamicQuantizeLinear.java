package io.orograph.network.operators.quantization;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/**
 * x as integers from 0 to 255, their scale and their zero point, which are chosen so that they reach from the smallest to
 * the largest number and 0 is one of them. All that are run together share them, so that the result for a sample depends
 * on the others a little. The gradient passes straight through, as that of a QuantizeLinear of the same scale.
 */
final class DynamicQuantizeLinear extends LoopOperator {

    private static final double HIGHEST = 255;

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(0), new long[0], new long[0]);
    }

    /** Scale and zero point in single precision, as elsewhere. */
    private record Scale(float scale, float zero) {

        static Scale of(FlatArray x) {
            double low = 0;
            double high = 0;
            for (int i = 0; i < x.size(); i++) {
                low = Math.min(low, x.get(i));
                high = Math.max(high, x.get(i));
            }
            float scale = low == high ? 1 : (float) ((high - low) / HIGHEST);
            return new Scale(scale, (float) held(Math.rint((float) (-low / scale))));
        }

        double round(double x) {
            return held(Math.rint((float) (x / scale)) + zero);
        }

        private static double held(double x) {
            return Math.max(0, Math.min(HIGHEST, x));
        }
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                Scale scale = Scale.of(in[0]);
                for (int i = 0; out[0] != null && i < in[0].size(); i++) {
                    out[0].set(i, scale.round(in[0].get(i)));
                }
                if (out[1] != null) {
                    out[1].set(0, scale.scale());
                }
                if (out[2] != null) {
                    out[2].set(0, scale.zero());
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                double scale = Scale.of(in[0]).scale();
                for (int i = 0; wanted[0] != null && i < in[0].size(); i++) {
                    wanted[0].set(i, gradients[0] == null ? 0 : gradients[0].get(i) / scale);
                }
            }
        };
    }
}
