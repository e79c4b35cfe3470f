package io.orograph.network.operators.index;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/**
 * The first input with the third one's elements put in at the places that the second names, or joined with what is
 * there by a sum, product, maximum or minimum (ScatterElements, ScatterND). Where a place is named more than once and
 * elements are put in, the last one stays. The gradient of a maximum or minimum goes to the first of equal ones, that of
 * a product to each factor times the others, also where some are 0.
 */
final class ScatterAt extends LoopOperator {

    /** What becomes of an update and what is at its place; the names are ONNX's. */
    private enum Join {
        NONE,
        ADD,
        MUL,
        MAX,
        MIN;

        private double of(double before, double update) {
            return switch (this) {
                case NONE -> update;
                case ADD -> before + update;
                case MUL -> before * update;
                case MAX -> Math.max(before, update);
                case MIN -> Math.min(before, update);
            };
        }
    }

    private final Indexing indexing;
    private final Join join;

    ScatterAt(NodeSpec node, Indexing indexing) {
        this.indexing = indexing;
        String reduction = node.attributes().text("reduction", "none");
        join = Arrays.stream(Join.values())
                .filter(each -> each.name().equalsIgnoreCase(reduction))
                .findFirst()
                .orElseThrow(() -> node.unsupported(
                        "reduces by \"" + reduction + "\"; supported are none, add, mul, max and min"));
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
    public Loops loops(List<long[]> shapes) {
        Indexing.Places places = indexing.places(shapes.get(0), shapes.get(1));
        return new ScatterLoops(join, places, Shape.size(shapes.get(0)));
    }

    /**
     * @param size number of elements of the first input
     */
    private record ScatterLoops(Join join, Indexing.Places places, int size) implements Loops {

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            out[0].copy(in[0], 0, 0, size);
            if (join == Join.NONE && places.size() > 1) {
                int[] begins = places.begins().of(in[1]);
                for (int i = 0; i < begins.length; i++) {
                    out[0].copy(in[2], i * places.size(), begins[i], places.size());
                }
                return;
            }
            int[] to = places.elements(in[1]);
            for (int i = 0; i < to.length; i++) {
                out[0].set(to[i], join.of(out[0].get(to[i]), in[2].get(i)));
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            int[] to = places.elements(in[1]);
            if (wanted[1] != null) {
                wanted[1].fill(0);
            }
            double[] toData = new double[size];
            Arrays.setAll(toData, gradients[0]::get);
            double[] toUpdates = new double[to.length];
            switch (join) {
                case NONE -> toLast(to, toData, toUpdates);
                case ADD -> Arrays.setAll(toUpdates, i -> toData[to[i]]);
                case MUL -> toFactors(to, in[0], in[2], toData, toUpdates);
                case MAX, MIN -> toExtreme(to, in, out[0], toData, toUpdates);
            }
            if (wanted[0] != null) {
                wanted[0].setAll(toData);
            }
            if (wanted[2] != null) {
                wanted[2].setAll(toUpdates);
            }
        }

        /** From {@code toData}, which holds the output's gradient here and below and is made that of the data. */
        private static void toLast(int[] to, double[] toData, double[] toUpdates) {
            for (int i = to.length - 1; i >= 0; i--) {
                toUpdates[i] = toData[to[i]];
                toData[to[i]] = 0;
            }
        }

        private static void toFactors(
                int[] to, FlatArray data, FlatArray updates, double[] toData, double[] toUpdates) {
            double[] products = new double[toData.length];
            int[] zeros = new int[toData.length];
            for (int i = 0; i < products.length; i++) {
                zeros[i] = data.get(i) == 0 ? 1 : 0;
                products[i] = data.get(i) == 0 ? 1 : data.get(i);
            }
            for (int i = 0; i < to.length; i++) {
                zeros[to[i]] += updates.get(i) == 0 ? 1 : 0;
                products[to[i]] *= updates.get(i) == 0 ? 1 : updates.get(i);
            }
            for (int i = 0; i < to.length; i++) {
                toUpdates[i] = toData[to[i]] * others(updates.get(i), products[to[i]], zeros[to[i]]);
            }
            for (int i = 0; i < toData.length; i++) {
                toData[i] *= others(data.get(i), products[i], zeros[i]);
            }
        }

        /** The product of the other factors, given that of all that are not 0 and how many are. */
        private static double others(double own, double product, int zeros) {
            if (own == 0) {
                return zeros > 1 ? 0 : product;
            }
            return zeros > 0 ? 0 : product / own;
        }

        private static void toExtreme(int[] to, FlatArray[] in, FlatArray out, double[] toData, double[] toUpdates) {
            for (int i = 0; i < to.length; i++) {
                int place = to[i];
                boolean chosen = in[0].get(place) != out.get(place) && in[2].get(i) == out.get(place);
                toUpdates[i] = chosen ? toData[place] : 0;
                // What is taken is not there for the next of equal updates.
                toData[place] = chosen ? 0 : toData[place];
            }
            for (int i = 0; i < toData.length; i++) {
                toData[i] = in[0].get(i) == out.get(i) ? toData[i] : 0;
            }
        }
    }
}
