package io.orograph.network.operators.loss;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** The weight w(y) of each label y in a {@link LabelLoss}, whose inputs it reads: 0 for one that is left out. */
final class LabelWeights extends LoopOperator {

    private final LabelLossSettings settings;

    LabelWeights(LabelLossSettings settings) {
        this.settings = settings;
    }

    static boolean isClass(double label, int classes) {
        return label >= 0 && label < classes && label == Math.rint(label);
    }

    /** Returns the weight of a label; 1 for one that is no class, whose loss is NaN. */
    static double weight(LabelLossSettings settings, FlatArray weights, double label, int classes) {
        if (settings.isIgnored(label)) {
            return 0;
        }
        return weights == null || !isClass(label, classes) ? 1 : weights.get((int) label);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(inputs.get(1));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        int classes = (int) shapes.get(0)[1];
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int i = 0; i < in[1].size(); i++) {
                    out[0].set(i, weight(settings, in.length > 2 ? in[2] : null, in[1].get(i), classes));
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                for (FlatArray gradient : wanted) {
                    if (gradient != null) {
                        gradient.fill(0);
                    }
                }
            }
        };
    }
}
