package io.orograph.network.operators.shape;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.SelectionOperator;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.List;

/** The upper or lower triangle of the matrices in the last two axes, zeros elsewhere (Trilu). */
final class Trilu extends SelectionOperator {

    private final boolean upper;
    private final long diagonal;

    Trilu(NodeSpec node) {
        upper = node.attributes().integer("upper", 1) != 0;
        long[] offset = node.constantIntegers(1, "diagonal").orElse(new long[1]);
        if (offset.length != 1) {
            throw new IllegalArgumentException(node.label() + " names " + offset.length + " diagonals");
        }
        diagonal = offset[0];
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        if (inputs.get(0).length < 2) {
            throw new IllegalArgumentException(
                    "a triangle of an input of shape " + Shape.text(inputs.get(0)) + "; it needs two axes");
        }
        return List.of(inputs.get(0));
    }

    @Override
    protected int[] source(int i, long[] x) {
        int rows = (int) x[x.length - 2];
        int columns = (int) x[x.length - 1];
        int[] source = new int[Shape.size(x)];
        Arrays.setAll(source, at -> {
            long above = at % columns - (long) (at / columns % rows);
            return (upper ? above >= diagonal : above <= diagonal) ? at : IndexMap.NONE;
        });
        return source;
    }
}
