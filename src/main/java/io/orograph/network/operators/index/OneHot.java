package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/**
 * A new axis with one number at the place that the input names and another everywhere else. Places may be counted from
 * the back; one outside gives none. The gradient is 0.
 */
final class OneHot extends LoopOperator {

    private final long axis;
    private final long depth;
    private final double off;
    private final double on;

    OneHot(NodeSpec node) {
        axis = node.attributes().integer("axis", -1);
        long[] given = node.constantIntegers(1, "depth").orElse(new long[0]);
        Tensor values = node.constant(2)
                .orElseThrow(() -> node.unsupported("computes its values; supported are constant ones"));
        if (given.length != 1 || given[0] < 1 || values.size() != 2) {
            throw new IllegalArgumentException(node.label() + " needs one depth of at least 1 and two values");
        }
        depth = given[0];
        off = values.get(0);
        on = values.get(1);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] places = inputs.get(0);
        long[] shape = new long[places.length + 1];
        int along = Shape.axis(axis, shape.length);
        System.arraycopy(places, 0, shape, 0, along);
        shape[along] = depth;
        System.arraycopy(places, along, shape, along + 1, places.length - along);
        return List.of(shape);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        AxisVectors vectors = AxisVectors.along(axis, outputShapes(shapes).get(0));
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                out[0].fill(off);
                for (int vector = 0; vector < vectors.count(); vector++) {
                    long named = (long) in[0].get(vector);
                    long place = named < 0 ? named + depth : named;
                    if (place >= 0 && place < depth) {
                        out[0].set(vectors.begin(vector) + (int) place * vectors.step(), on);
                    }
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
