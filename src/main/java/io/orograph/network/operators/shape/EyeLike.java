package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** A matrix of the shape of the input with ones on one diagonal and zeros elsewhere. Its gradient is 0. */
final class EyeLike extends LoopOperator {

    private final long diagonal;

    EyeLike(NodeSpec node) {
        diagonal = node.attributes().integer("k", 0);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        if (inputs.get(0).length != 2) {
            throw new IllegalArgumentException(
                    "a diagonal like an input of shape " + Shape.text(inputs.get(0)) + "; it needs two axes");
        }
        return List.of(inputs.get(0));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        int rows = (int) shapes.get(0)[0];
        int columns = (int) shapes.get(0)[1];
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                out[0].fill(0);
                for (int row = 0; row < rows; row++) {
                    long column = row + diagonal;
                    if (column >= 0 && column < columns) {
                        out[0].set(row * columns + (int) column, 1);
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
