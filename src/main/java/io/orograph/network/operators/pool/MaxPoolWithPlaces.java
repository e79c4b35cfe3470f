package io.orograph.network.operators.pool;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.window.Im2Col;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The largest number under a window, and as a second output where in the input it stands: its index in the flat array, or
 * with {@code storage_order} 1 that in an array whose maps are stored column by column. Padding never wins, and of equal
 * numbers the first does, which also gets the gradient.
 */
final class MaxPoolWithPlaces extends LoopOperator {

    private final Window window;
    private final boolean byColumns;

    MaxPoolWithPlaces(NodeSpec node) {
        window = new Window(node);
        byColumns = node.attributes().integer("storage_order", 0) != 0;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = window.pooled(inputs.get(0));
        return List.of(shape, shape.clone());
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        Im2Col columns = Im2Col.of(window.axes(x, null));
        int[] index = new int[columns.size()];
        Arrays.setAll(index, place -> byColumns ? byColumns(place, x) : place);
        return new PlaceLoops(columns, index, Shape.size(x[0], x[1]));
    }

    /** The index of a place in a map whose first axis behind the channels runs fastest. */
    private static int byColumns(int place, long[] x) {
        int rest = place;
        int index = 0;
        int stride = Shape.size(Arrays.copyOfRange(x, 2, x.length));
        for (int axis = x.length - 1; axis >= 2; axis--) {
            stride /= (int) x[axis];
            index += rest % (int) x[axis] * stride;
            rest /= (int) x[axis];
        }
        return index;
    }

    /**
     * @param index for each place of a map what is written for it
     * @param maps channels of all samples
     */
    private record PlaceLoops(Im2Col columns, int[] index, int maps) implements Loops {

        /** Returns the place of the largest number under the window at a stop; -1 if all of that is padding. */
        private int largest(FlatArray x, int begin, int stop) {
            int best = -1;
            for (int tap = 0; tap < columns.taps(); tap++) {
                int place = columns.place()[tap * columns.stops() + stop];
                if (place >= 0 && (best < 0 || x.get(begin + place) > x.get(begin + best))) {
                    best = place;
                }
            }
            return best;
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            for (int map = 0; map < maps; map++) {
                int begin = map * columns.size();
                for (int stop = 0; stop < columns.stops(); stop++) {
                    int place = largest(in[0], begin, stop);
                    int at = map * columns.stops() + stop;
                    if (out[0] != null) {
                        out[0].set(at, place < 0 ? Double.NEGATIVE_INFINITY : in[0].get(begin + place));
                    }
                    if (out[1] != null) {
                        out[1].set(at, place < 0 ? 0 : begin + index[place]);
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
            for (int map = 0; gradients[0] != null && map < maps; map++) {
                int begin = map * columns.size();
                for (int stop = 0; stop < columns.stops(); stop++) {
                    int place = largest(in[0], begin, stop);
                    if (place >= 0) {
                        wanted[0].add(begin + place, gradients[0].get(map * columns.stops() + stop));
                    }
                }
            }
        }
    }
}
