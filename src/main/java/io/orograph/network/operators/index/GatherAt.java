package io.orograph.network.operators.index;

import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;

/** Elements or slices of the first input at the places that the second names (GatherElements, GatherND). */
final class GatherAt extends LoopOperator {

    private final Indexing indexing;

    GatherAt(Indexing indexing) {
        this.indexing = indexing;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        return List.of(indexing.named(inputs.get(0), inputs.get(1)));
    }

    /** A table of two or more axes is learnt, as that of a {@link Gather}; a vector may be anything. */
    @Override
    public Role role(int input, long[] shape) {
        return input == 0 && shape.length > 1 ? Role.WEIGHT : Role.NONE;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        Indexing.Places places = indexing.places(shapes.get(0), shapes.get(1));
        return new Loops() {
            @Override
            public void forward(FlatArray[] in, FlatArray[] out) {
                int[] from = places.begins().of(in[1]);
                int size = places.size();
                for (int i = 0; i < from.length; i++) {
                    if (size == 1) {
                        out[0].set(i, in[0].get(from[i]));
                    } else {
                        out[0].copy(in[0], from[i], i * size, size);
                    }
                }
            }

            @Override
            public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
                if (wanted[1] != null) {
                    wanted[1].fill(0);
                }
                if (wanted[0] != null) {
                    wanted[0].fill(0);
                    int[] from = places.elements(in[1]);
                    for (int i = 0; i < from.length; i++) {
                        wanted[0].add(from[i], gradients[0].get(i));
                    }
                }
            }
        };
    }
}
