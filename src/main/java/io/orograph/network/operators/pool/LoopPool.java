package io.orograph.network.operators.pool;

import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.window.Im2Col;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling by plain loops, for what the kernels of {@link MaxPool} and {@link AveragePool} do not do: dilated windows,
 * three axes, and the p-norm (Σ|x|ᵖ)^(1/p) under a window. Padding never wins, and counts for a mean only if the node
 * says so. The gradient of a largest number goes to the first of equal ones.
 *
 * <p>This takes 8 to 12 times as long as ONNX Runtime: places are taken up in runs along the last axis, which are too
 * short there for vector instructions to pay.
 */
final class LoopPool extends LoopOperator {

    private enum Kind {
        MAX,
        MEAN,
        NORM
    }

    /** Numbers that say where a run is. */
    private static final int RUN = 4;

    private final Kind kind;
    private final Window window;
    private final boolean countPadding;
    private final double power;

    private LoopPool(NodeSpec node, Kind kind) {
        this.kind = kind;
        window = new Window(node);
        countPadding = node.attributes().integer("count_include_pad", 0) != 0;
        power = node.attributes().integer("p", 2);
        if (power < 1) {
            throw new IllegalArgumentException(node.label() + " has p = " + power + "; it must be at least 1");
        }
    }

    /** Whether the faster kernels cannot do what a node asks. */
    private static boolean isNeeded(NodeSpec node) {
        boolean dilated = Arrays.stream(node.attributes().integers("dilations")).anyMatch(dilation -> dilation != 1);
        return dilated || node.attributes().integers("kernel_shape").length > 2;
    }

    static Operator max(NodeSpec node) {
        if (node.outputs().size() > 1 && !node.outputs().get(1).isEmpty()) {
            return new MaxPoolWithPlaces(node);
        }
        return isNeeded(node) ? new LoopPool(node, Kind.MAX) : new MaxPool(node);
    }

    static Operator average(NodeSpec node) {
        return isNeeded(node) ? new LoopPool(node, Kind.MEAN) : new AveragePool(node);
    }

    static Operator norm(NodeSpec node) {
        return new LoopPool(node, Kind.NORM);
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] shape = inputs.get(0).clone();
        Window.Axis[] axes = window.axes(shape, null);
        for (int i = 0; i < axes.length; i++) {
            shape[i + 2] = axes[i].out();
        }
        return List.of(shape);
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        long[] x = shapes.get(0);
        Window.Axis[] axes = window.axes(x, null);
        Im2Col columns = Im2Col.of(axes);
        double[] weights = new double[columns.stops()];
        for (int stop = 0; stop < weights.length; stop++) {
            long counted = 1;
            int rest = stop;
            for (int i = axes.length - 1; i >= 0; i--) {
                counted *= axes[i].covered(rest % axes[i].out(), countPadding);
                rest /= (int) axes[i].out();
            }
            weights[stop] = counted == 0 ? 0 : 1.0 / counted;
        }
        return new PoolLoops(kind, power, columns, runs(columns), weights, Shape.size(x[0], x[1]));
    }

    /** Per tap the stops whose places lie equally far apart: first stop, its place, how far apart, how many. */
    private static int[] runs(Im2Col columns) {
        int[] place = columns.place();
        int[] runs = new int[RUN * place.length];
        int used = 0;
        for (int i = 0; i < place.length; i++) {
            int stop = i % columns.stops();
            if (place[i] < 0) {
                continue;
            }
            boolean joins = used > 0 && stop > 0 && runs[used - RUN] + runs[used - 1] == stop && place[i - 1] >= 0;
            int apart = joins ? place[i] - place[i - 1] : 0;
            if (joins && (runs[used - 1] == 1 || runs[used - 2] == apart)) {
                runs[used - 2] = apart;
                runs[used - 1]++;
            } else {
                runs[used++] = stop;
                runs[used++] = place[i];
                runs[used++] = 1;
                runs[used++] = 1;
            }
        }
        return Arrays.copyOf(runs, used);
    }

    /**
     * @param runs of the columns: see above
     * @param weights one over the number of places that count, for each stop
     * @param maps channels of all samples
     */
    private record PoolLoops(Kind kind, double power, Im2Col columns, int[] runs, double[] weights, int maps)
            implements Loops {

        private int place(int tap, int stop) {
            return columns.place()[tap * columns.stops() + stop];
        }

        @Override
        public void forward(FlatArray[] in, FlatArray[] out) {
            double[] map = new double[columns.size()];
            double[] results = new double[columns.stops()];
            for (int i = 0; i < maps; i++) {
                in[0].read(i * map.length, map, map.length);
                for (int place = 0; kind == Kind.NORM && place < map.length; place++) {
                    map[place] = Math.pow(Math.abs(map[place]), power);
                }
                Arrays.fill(results, kind == Kind.MAX ? Double.NEGATIVE_INFINITY : 0);
                for (int run = 0; run < runs.length; run += RUN) {
                    if (kind == Kind.MAX) {
                        takeLargest(map, runs, run, results);
                    } else {
                        add(map, runs, run, results);
                    }
                }
                for (int stop = 0; kind != Kind.MAX && stop < results.length; stop++) {
                    results[stop] =
                            kind == Kind.MEAN ? results[stop] * weights[stop] : Math.pow(results[stop], 1 / power);
                }
                out[0].write(results, i * results.length, results.length);
            }
        }

        private static void takeLargest(double[] map, int[] runs, int run, double[] results) {
            int stop = runs[run];
            int place = runs[run + 1];
            int apart = runs[run + 2];
            int count = runs[run + 3];
            // A loop of its own, of which the compiler makes vector instructions.
            for (int i = 0; apart == 1 && i < count; i++) {
                results[stop + i] = Math.max(results[stop + i], map[place + i]);
            }
            for (int i = 0; apart != 1 && i < count; i++) {
                results[stop + i] = Math.max(results[stop + i], map[place + i * apart]);
            }
        }

        private static void add(double[] map, int[] runs, int run, double[] results) {
            int stop = runs[run];
            int place = runs[run + 1];
            int apart = runs[run + 2];
            int count = runs[run + 3];
            for (int i = 0; apart == 1 && i < count; i++) {
                results[stop + i] += map[place + i];
            }
            for (int i = 0; apart != 1 && i < count; i++) {
                results[stop + i] += map[place + i * apart];
            }
        }

        @Override
        public void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] wanted) {
            if (wanted[0] == null) {
                return;
            }
            wanted[0].fill(0);
            for (int map = 0; map < maps; map++) {
                for (int stop = 0; stop < columns.stops(); stop++) {
                    int result = map * columns.stops() + stop;
                    spread(in[0], wanted[0], map * columns.size(), stop, out[0].get(result), gradients[0].get(result));
                }
            }
        }

        private void spread(FlatArray x, FlatArray wanted, int begin, int stop, double y, double g) {
            for (int tap = 0; tap < columns.taps(); tap++) {
                int place = place(tap, stop);
                if (place < 0) {
                    continue;
                }
                double value = x.get(begin + place);
                switch (kind) {
                    case MEAN -> wanted.add(begin + place, g * weights[stop]);
                    case NORM -> {
                        double slope = y == 0 ? 0 : Math.signum(value) * Math.pow(Math.abs(value) / y, power - 1);
                        wanted.add(begin + place, g * slope);
                    }
                    case MAX -> {
                        if (value == y) {
                            wanted.add(begin + place, g);
                            return;
                        }
                    }
                }
            }
        }
    }
}
