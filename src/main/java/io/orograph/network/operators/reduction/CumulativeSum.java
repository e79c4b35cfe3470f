package io.orograph.network.operators.reduction;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** The sum of all entries so far along one axis; with or without the entry itself, from the front or the back. */
final class CumulativeSum extends LoopOperator {

    private final long axis;
    private final boolean exclusive;
    private final boolean reverse;

    CumulativeSum(NodeSpec node) {
        long[] named = node.constantIntegers(1, "axis").orElse(new long[0]);
        if (named.length != 1) {
            throw new IllegalArgumentException(node.label() + " names " + named.length + " axes; it must be one");
        }
        axis = named[0];
        exclusive = node.attributes().integer("exclusive", 0) != 0;
        reverse = node.attributes().integer("reverse", 0) != 0;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        Shape.axis(axis, inputs.get(0).length);
        return List.of(inputs.get(0));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        AxisVectors vectors = AxisVectors.along(axis, shapes.get(0));
        return new Loops() {
            private void sum(FlatArray from, FlatArray to, boolean backwards) {
                for (int vector = 0; vector < vectors.count(); vector++) {
                    int begin = vectors.begin(vector);
                    double sum = 0;
                    for (int k = 0; k < vectors.size(); k++) {
                        int i = begin + (backwards ? vectors.size() - 1 - k : k) * vectors.step();
                        double next = sum + from.get(i);
                        to.set(i, exclusive ? sum : next);
                        sum = next;
                    }
                }
            }

            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                sum(in[0], out[0], reverse);
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[0] != null) {
                    sum(gradients[0], wanted[0], !reverse);
                }
            }
        };
    }
}
