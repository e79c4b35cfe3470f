package io.orograph.network.operators.pipeline;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** (x − offset)·scale, both one number for all features or one each, along the last axis. */
final class Scaler extends LoopOperator {

    private final float[] offsets;
    private final float[] scales;

    Scaler(NodeSpec node) {
        offsets = node.attributes().numbers("offset").orElse(new float[] {0});
        scales = node.attributes().numbers("scale").orElse(new float[] {1});
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long features = x.length == 0 ? 1 : x[x.length - 1];
        if (!fits(offsets, features) || !fits(scales, features)) {
            throw new IllegalArgumentException(offsets.length + " offsets and " + scales.length
                    + " scales for an input of shape " + Shape.text(x) + "; there must be one, or one a feature");
        }
        return List.of(x);
    }

    private static boolean fits(float[] numbers, long features) {
        return numbers.length == 1 || numbers.length == features;
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int i = 0; i < in[0].size(); i++) {
                    out[0].set(i, (in[0].get(i) - offsets[i % offsets.length]) * scales[i % scales.length]);
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                for (int i = 0; wanted[0] != null && i < in[0].size(); i++) {
                    wanted[0].set(i, gradients[0].get(i) * scales[i % scales.length]);
                }
            }
        };
    }
}
