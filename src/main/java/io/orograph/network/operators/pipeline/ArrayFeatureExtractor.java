package io.orograph.network.operators.pipeline;

import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.List;

/** The columns of the first input that the second names, counted along the last axis. */
final class ArrayFeatureExtractor extends LoopOperator {

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        if (x.length == 0) {
            throw new IllegalArgumentException("columns of a single number");
        }
        long chosen = Shape.size(inputs.get(1));
        if (x.length == 1) {
            return List.of(new long[] {1, chosen});
        }
        long[] shape = x.clone();
        shape[x.length - 1] = chosen;
        return List.of(shape);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return !moving[1];
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        int columns = (int) x[x.length - 1];
        int rows = Shape.size(Arrays.copyOf(x, x.length - 1));
        return new Columns(rows, columns, Shape.size(shapes.get(1)));
    }

    /**
     * @param chosen how many columns are taken
     */
    private record Columns(int rows, int columns, int chosen) implements Loops {

        private int column(FlatArray places, int i) {
            long place = (long) places.get(i);
            if (place < 0 || place >= columns) {
                throw new IllegalArgumentException("column " + place + " of " + columns + ", counted from 0");
            }
            return (int) place;
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            for (int i = 0; i < chosen; i++) {
                int column = column(in[1], i);
                for (int row = 0; row < rows; row++) {
                    out[0].set(row * chosen + i, in[0].get(row * columns + column));
                }
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[1] != null) {
                wanted[1].fill(0);
            }
            if (wanted[0] == null) {
                return;
            }
            wanted[0].fill(0);
            for (int i = 0; i < chosen; i++) {
                int column = column(in[1], i);
                for (int row = 0; row < rows; row++) {
                    wanted[0].add(row * columns + column, gradients[0].get(row * chosen + i));
                }
            }
        }
    }
}
