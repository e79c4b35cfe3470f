package io.orograph.network.operators.normalization;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** x divided by Σ|x| or √Σx² along one axis; 0 where that is 0. */
final class LpNormalization extends LoopOperator {

    private final long axis;
    private final boolean squares;

    LpNormalization(NodeSpec node) {
        axis = node.attributes().integer("axis", -1);
        long power = node.attributes().integer("p", 2);
        squares = power == 2;
        if (power != 1 && power != 2) {
            throw new IllegalArgumentException(node.label() + " has p = " + power + "; it must be 1 or 2");
        }
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
            private double norm(FlatArray x, int begin) {
                double sum = 0;
                for (int k = 0; k < vectors.size(); k++) {
                    double value = x.get(begin + k * vectors.step());
                    sum += squares ? value * value : Math.abs(value);
                }
                return squares ? Math.sqrt(sum) : sum;
            }

            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                for (int vector = 0; vector < vectors.count(); vector++) {
                    int begin = vectors.begin(vector);
                    double norm = norm(in[0], begin);
                    for (int k = 0; k < vectors.size(); k++) {
                        int i = begin + k * vectors.step();
                        out[0].set(i, norm == 0 ? 0 : in[0].get(i) / norm);
                    }
                }
            }

            /** ∂L/∂x = (g − n′·Σg·y)/n, n′ the norm's own derivative: y, or the sign of x. */
            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                for (int vector = 0; wanted[0] != null && vector < vectors.count(); vector++) {
                    int begin = vectors.begin(vector);
                    double norm = norm(in[0], begin);
                    double sum = 0;
                    for (int k = 0; k < vectors.size(); k++) {
                        sum += gradients[0].get(begin + k * vectors.step()) * out[0].get(begin + k * vectors.step());
                    }
                    for (int k = 0; k < vectors.size(); k++) {
                        int i = begin + k * vectors.step();
                        double slope = squares ? out[0].get(i) : Math.signum(in[0].get(i));
                        wanted[0].set(i, norm == 0 ? 0 : (gradients[0].get(i) - slope * sum) / norm);
                    }
                }
            }
        };
    }
}
