package io.orograph.network.operators.attention;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/**
 * Turns pairs of a head's numbers by angles that depend on the step's position (Su et al. 2021, arXiv 2104.09864), given
 * as tables of cosines and sines: one row a step, or one row a position where positions are given too.
 */
final class RotaryEmbedding extends LoopOperator {

    private static final int POSITIONS = 3;

    private final boolean neighbours;
    private final long heads;
    private final long turned;

    RotaryEmbedding(NodeSpec node) {
        neighbours = node.attributes().integer("interleaved", 0) != 0;
        heads = node.attributes().integer("num_heads", 0);
        turned = node.attributes().integer("rotary_embedding_dim", 0);
    }

    @Override
    public int arity() {
        return POSITIONS + 1;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        turns(inputs);
        return List.of(inputs.get(0));
    }

    private Turns turns(List<long[]> inputs) {
        long[] x = inputs.get(0);
        HeadLayout layout = HeadLayout.of(x, heads);
        int pairs = (int) (turned == 0 ? layout.size() : turned) / 2;
        long[] table = inputs.get(1);
        long[] positions = inputs.size() > POSITIONS ? inputs.get(POSITIONS) : null;
        long[] rows = positions == null ? Arrays.copyOf(table, Math.max(0, table.length - 1)) : positions;
        boolean fits = 2 * pairs <= layout.size()
                && Arrays.equals(table, inputs.get(2))
                && table.length == (positions == null ? 3 : 2)
                && table[table.length - 1] == pairs
                && rows.length == 2
                && (rows[0] == x[0] || rows[0] == 1)
                && rows[1] == layout.steps();
        if (!fits) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(x) + " with tables of shape "
                    + Shape.text(table) + " and " + Shape.text(inputs.get(2))
                    + (positions == null ? "" : " for positions of shape " + Shape.text(positions))
                    + ", which do not go together for " + pairs + " pairs");
        }
        int tableRows = Shape.size(table) / Math.max(1, pairs);
        return new Turns(layout, (int) x[0], pairs, neighbours, tableRows, rows[0] == 1);
    }

    /** For given tables the result is linear. */
    @Override
    public boolean isAffine(boolean[] moving) {
        for (int i = 1; i < moving.length; i++) {
            if (moving[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        return turns(shapes);
    }

    /**
     * @param pairs how many of a head are turned
     * @param neighbours whether a pair's numbers lie side by side, or half of what is turned apart
     * @param rows of the tables
     * @param shared whether all samples have the same positions
     */
    private record Turns(HeadLayout layout, int batch, int pairs, boolean neighbours, int rows, boolean shared)
            implements Loops {

        /** What is done with a pair: where its two numbers and its entry of the tables are. */
        @FunctionalInterface
        private interface Turn {
            void of(int first, int second, int entry);
        }

        private int row(FlatArray[] in, int sample, int step) {
            int place = (shared ? 0 : sample * layout.steps()) + step;
            if (in.length <= POSITIONS || in[POSITIONS] == null) {
                return place;
            }
            long position = (long) in[POSITIONS].get(place);
            if (position < 0 || position >= rows) {
                throw new IllegalArgumentException("position " + position + " in tables of " + rows + " rows");
            }
            return (int) position;
        }

        private void forEach(FlatArray[] in, Turn turn) {
            for (int sample = 0; sample < batch; sample++) {
                for (int step = 0; step < layout.steps(); step++) {
                    int entry = row(in, sample, step) * pairs;
                    for (int head = 0; head < layout.heads(); head++) {
                        int at = layout.at(sample, head, step);
                        for (int pair = 0; pair < pairs; pair++) {
                            int first = at + (neighbours ? 2 * pair : pair);
                            turn.of(first, first + (neighbours ? 1 : pairs), entry + pair);
                        }
                    }
                }
            }
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] x = in[0].toArray();
            double[] y = x.clone();
            double[] cosines = in[1].toArray();
            double[] sines = in[2].toArray();
            forEach(in, (first, second, entry) -> {
                y[first] = cosines[entry] * x[first] - sines[entry] * x[second];
                y[second] = sines[entry] * x[first] + cosines[entry] * x[second];
            });
            out[0].setAll(y);
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            double[] x = in[0].toArray();
            double[] g = gradients[0].toArray();
            double[] toX = g.clone();
            double[] cosines = in[1].toArray();
            double[] sines = in[2].toArray();
            double[] toCosines = new double[cosines.length];
            double[] toSines = new double[sines.length];
            forEach(in, (first, second, entry) -> {
                toX[first] = cosines[entry] * g[first] + sines[entry] * g[second];
                toX[second] = cosines[entry] * g[second] - sines[entry] * g[first];
                toCosines[entry] += g[first] * x[first] + g[second] * x[second];
                toSines[entry] += g[second] * x[first] - g[first] * x[second];
            });
            double[][] sums = {toX, toCosines, toSines};
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i] != null) {
                    wanted[i].setAll(i < POSITIONS ? sums[i] : new double[wanted[i].size()]);
                }
            }
        }
    }
}
