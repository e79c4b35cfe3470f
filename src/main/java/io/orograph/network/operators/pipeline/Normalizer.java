package io.orograph.network.operators.pipeline;

import io.orograph.network.NodeSpec;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** Each row divided by its largest number, by Σ|x| or by √Σx²; as it is where that is 0. */
final class Normalizer extends LoopOperator {

    /** What a row is divided by. */
    private enum Norm {
        MAX,
        L1,
        L2
    }

    private final Norm norm;

    Normalizer(NodeSpec node) {
        String name = node.attributes().text("norm", "MAX");
        norm = switch (name) {
            case "MAX" -> Norm.MAX;
            case "L1" -> Norm.L1;
            case "L2" -> Norm.L2;
            default -> throw node.unsupported("has the norm \"" + name + "\"; supported are MAX, L1 and L2");
        };
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        if (inputs.get(0).length == 0) {
            throw new IllegalArgumentException("a single number to be normalised; it needs an axis");
        }
        return List.of(inputs.get(0));
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return new NormalizerLoops(norm, AxisVectors.along(-1, shapes.get(0)));
    }

    private record NormalizerLoops(Norm norm, AxisVectors rows) implements Loops {

        private int largest(FlatArray x, int begin) {
            int best = begin;
            for (int i = begin + 1; i < begin + rows.size(); i++) {
                best = x.get(i) > x.get(best) ? i : best;
            }
            return best;
        }

        private double divisor(FlatArray x, int begin) {
            if (norm == Norm.MAX) {
                return x.get(largest(x, begin));
            }
            double sum = 0;
            for (int i = begin; i < begin + rows.size(); i++) {
                sum += norm == Norm.L1 ? Math.abs(x.get(i)) : x.get(i) * x.get(i);
            }
            return norm == Norm.L1 ? sum : Math.sqrt(sum);
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            for (int row = 0; row < rows.count(); row++) {
                int begin = rows.begin(row);
                double divisor = divisor(in[0], begin);
                for (int i = begin; i < begin + rows.size(); i++) {
                    out[0].set(i, divisor == 0 ? in[0].get(i) : in[0].get(i) / divisor);
                }
            }
        }

        /** ∂L/∂x = (g − n′·Σg·y)/n, n′ the norm's own derivative. */
        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            for (int row = 0; wanted[0] != null && row < rows.count(); row++) {
                int begin = rows.begin(row);
                double divisor = divisor(in[0], begin);
                double sum = 0;
                for (int i = begin; i < begin + rows.size(); i++) {
                    sum += gradients[0].get(i) * out[0].get(i);
                }
                int largest = norm == Norm.MAX ? largest(in[0], begin) : -1;
                for (int i = begin; i < begin + rows.size(); i++) {
                    double slope = switch (norm) {
                        case MAX -> i == largest ? 1 : 0;
                        case L1 -> Math.signum(in[0].get(i));
                        case L2 -> out[0].get(i);
                    };
                    double g = gradients[0].get(i);
                    wanted[0].set(i, divisor == 0 ? g : (g - slope * sum) / divisor);
                }
            }
        }
    }
}
