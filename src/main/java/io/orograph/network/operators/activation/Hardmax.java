package io.orograph.network.operators.activation;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/**
 * 1 at the first of the largest numbers along one axis and 0 elsewhere; before operator set 13 over all axes from the
 * given one on. Its gradient is 0.
 */
final class Hardmax extends LoopOperator {

    private static final int ONE_AXIS = 13;

    private final long axis;
    private final boolean flattens;

    Hardmax(NodeSpec node) {
        flattens = node.opset() < ONE_AXIS;
        axis = node.attributes().integer("axis", flattens ? 1 : -1);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        Shape.axis(axis, inputs.get(0).length);
        return List.of(inputs.get(0));
    }

    private AxisVectors vectors(long[] shape) {
        if (!flattens) {
            return AxisVectors.along(axis, shape);
        }
        int first = Shape.axis(axis, shape.length);
        int rows = Shape.size(Arrays.copyOf(shape, first));
        return AxisVectors.along(1, new long[] {rows, Shape.size(shape) / Math.max(1, rows)});
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        AxisVectors vectors = vectors(shapes.get(0));
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                out[0].fill(0);
                for (int vector = 0; vector < vectors.count(); vector++) {
                    int begin = vectors.begin(vector);
                    int best = begin;
                    for (int k = 1; k < vectors.size(); k++) {
                        int at = begin + k * vectors.step();
                        best = in[0].get(at) > in[0].get(best) ? at : best;
                    }
                    out[0].set(best, 1);
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
