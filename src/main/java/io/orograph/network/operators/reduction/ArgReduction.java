package io.orograph.network.operators.reduction;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/** The place of the largest or smallest entry along one axis (ArgMax, ArgMin). It has the gradient 0. */
final class ArgReduction extends LoopOperator {

    private final boolean largest;
    private final long axis;
    private final boolean keeps;
    private final boolean last;

    private ArgReduction(NodeSpec node, boolean largest) {
        this.largest = largest;
        axis = node.attributes().integer("axis", 0);
        keeps = node.attributes().integer("keepdims", 1) != 0;
        last = node.attributes().integer("select_last_index", 0) != 0;
    }

    static ArgReduction max(NodeSpec node) {
        return new ArgReduction(node, true);
    }

    static ArgReduction min(NodeSpec node) {
        return new ArgReduction(node, false);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        int along = Shape.axis(axis, x.length);
        long[] shape = Arrays.copyOf(x, keeps ? x.length : x.length - 1);
        if (keeps) {
            shape[along] = 1;
        } else {
            System.arraycopy(x, along + 1, shape, along, x.length - along - 1);
        }
        return List.of(shape);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        AxisVectors vectors = AxisVectors.along(axis, shapes.get(0));
        return new Loops() {
            private boolean beats(double value, double best) {
                return value == best ? last : largest ? value > best : value < best;
            }

            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int vector = 0; vector < vectors.count(); vector++) {
                    int begin = vectors.begin(vector);
                    int best = 0;
                    for (int k = 1; k < vectors.size(); k++) {
                        if (beats(in[0].get(begin + k * vectors.step()), in[0].get(begin + best * vectors.step()))) {
                            best = k;
                        }
                    }
                    out[0].set(vector, best);
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] != null) {
                    wanted[0].fill(0);
                }
            }
        };
    }
}
