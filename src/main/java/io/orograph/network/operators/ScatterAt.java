package io.orograph.network.operators;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The first input with the third one's elements put in, or added, at the places that the second names (ScatterElements,
 * ScatterND). Where a place is named more than once and elements are put in, the last one stays.
 */
final class ScatterAt extends LoopOperator {

    private final Indexing indexing;
    private final boolean adds;

    ScatterAt(NodeSpec node, Indexing indexing) {
        this.indexing = indexing;
        String reduction = node.attributes().text("reduction", "none");
        adds = reduction.equals("add");
        if (!adds && !reduction.equals("none")) {
            throw Selection.unsupported(node, "reduces by \"" + reduction + "\"; supported are none and add");
        }
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] named = indexing.named(inputs.get(0), inputs.get(1));
        if (!Arrays.equals(named, inputs.get(2))) {
            throw new IllegalArgumentException(
                    "updates of shape " + Shape.text(inputs.get(2)) + " where " + Shape.text(named) + " is wanted");
        }
        return List.of(inputs.get(0));
    }

    @Override
    Loops loops(List<long[]> shapes) {
        Indexing.Places places = indexing.places(shapes.get(0), shapes.get(1));
        int size = Shape.size(shapes.get(0));
        return new Loops() {
            @Override
            public void forward(Numbers[] in, Numbers[] out) {
                for (int i = 0; i < size; i++) {
                    out[0].set(i, in[0].get(i));
                }
                int[] to = places.of(in[1]);
                for (int i = 0; i < to.length; i++) {
                    double before = adds ? out[0].get(to[i]) : 0;
                    out[0].set(to[i], before + in[2].get(i));
                }
            }

            @Override
            public void backward(Numbers[] in, Numbers[] out, Numbers[] gradients, Numbers[] wanted) {
                int[] to = places.of(in[1]);
                if (wanted[1] != null) {
                    wanted[1].fill(0);
                }
                if (wanted[0] != null) {
                    toData(to, gradients[0], wanted[0]);
                }
                if (wanted[2] != null) {
                    toUpdates(to, gradients[0], wanted[2]);
                }
            }

            private void toData(int[] to, Numbers gradient, Numbers wanted) {
                for (int i = 0; i < size; i++) {
                    wanted.set(i, gradient.get(i));
                }
                for (int i = 0; !adds && i < to.length; i++) {
                    wanted.set(to[i], 0);
                }
            }

            private void toUpdates(int[] to, Numbers gradient, Numbers wanted) {
                boolean[] taken = new boolean[size];
                for (int i = to.length - 1; i >= 0; i--) {
                    wanted.set(i, taken[to[i]] ? 0 : gradient.get(to[i]));
                    taken[to[i]] = !adds;
                }
            }
        };
    }
}
