package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.AxisVectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/**
 * The k largest or smallest entries along one axis in order, and their places; of equal ones the first comes first. The
 * gradient goes to the entries that were picked. NaN counts as the largest number.
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
                : node.constantIntegers(1, "k").orElse(new long[0]);
        if (given.length != 1 || given[0] < 1) {
            throw new IllegalArgumentException(node.label() + " has no number k of at least 1");
        }
        count = given[0];
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
    public Loops loops(List<long[]> shapes) {
        AxisVectors from = AxisVectors.along(axis, shapes.get(0));
        AxisVectors to = AxisVectors.along(axis, outputShapes(shapes).get(0));
        return new TopLoops(from, to, largest);
    }

    private record TopLoops(AxisVectors from, AxisVectors to, boolean largest) implements Loops {

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            Leaders leaders = new Leaders(from.size(), to.size(), largest);
            for (int vector = 0; vector < from.count(); vector++) {
                int[] order = leaders.of(in[0], from, vector);
                for (int k = 0; k < order.length; k++) {
                    int at = to.begin(vector) + k * to.step();
                    if (out[0] != null) {
                        out[0].set(at, in[0].get(from.begin(vector) + order[k] * from.step()));
                    }
                    if (out[1] != null) {
                        out[1].set(at, order[k]);
                    }
                }
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            wanted[0].fill(0);
            Leaders leaders = new Leaders(from.size(), to.size(), largest);
            for (int vector = 0; gradients[0] != null && vector < from.count(); vector++) {
                int[] order = leaders.of(in[0], from, vector);
                for (int k = 0; k < order.length; k++) {
                    double gradient = gradients[0].get(to.begin(vector) + k * to.step());
                    wanted[0].set(from.begin(vector) + order[k] * from.step(), gradient);
                }
            }
        }
    }

    /**
     * Finds the first of a vector: a heap holds the best so far with the worst of them on top, which most entries need
     * only be compared with.
     */
    private static final class Leaders {

        private final double[] keys;
        private final int[] heap;
        private final boolean largest;

        Leaders(int size, int count, boolean largest) {
            keys = new double[size];
            heap = new int[count];
            this.largest = largest;
        }

        /** The places of the first ones in order. */
        int[] of(FlatArray x, AxisVectors vectors, int vector) {
            readKeys(x, vectors, vector);
            int held = heap.length;
            for (int i = 0; i < held; i++) {
                heap[i] = i;
            }
            for (int i = held / 2 - 1; i >= 0; i--) {
                sink(i, held);
            }
            for (int i = held; i < keys.length; i++) {
                if (comesBefore(i, heap[0])) {
                    heap[0] = i;
                    sink(0, held);
                }
            }
            for (int last = held - 1; last > 0; last--) {
                int worst = heap[0];
                heap[0] = heap[last];
                heap[last] = worst;
                sink(0, last);
            }
            return heap;
        }

        private void readKeys(FlatArray x, AxisVectors vectors, int vector) {
            int begin = vectors.begin(vector);
            if (vectors.step() == 1) {
                x.read(begin, keys, keys.length);
            } else {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = x.get(begin + i * vectors.step());
                }
            }
        }

        private boolean comesBefore(int a, int b) {
            double first = keys[a];
            double second = keys[b];
            if (first > second || first < second) {
                return largest == first > second;
            }
            boolean oneIsNan = Double.isNaN(first) != Double.isNaN(second);
            return oneIsNan ? largest == Double.isNaN(first) : a < b;
        }

        private void sink(int from, int held) {
            int at = from;
            while (2 * at + 1 < held) {
                int child = 2 * at + 1;
                if (child + 1 < held && comesBefore(heap[child], heap[child + 1])) {
                    child++;
                }
                if (!comesBefore(heap[at], heap[child])) {
                    return;
                }
                int moved = heap[at];
                heap[at] = heap[child];
                heap[child] = moved;
                at = child;
            }
        }
    }
}
