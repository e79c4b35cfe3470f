package io.orograph.network.operators.reduction;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums, products and extremes along axes in single precision, as loops over Java arrays that the compiler makes vector
 * instructions of: a block of numbers is folded to some hundred partial results, and these to one for each place behind
 * the axis. So a sum of many numbers also loses fewer digits than one after the other.
 */
final class FloatReduction {

    /** Partial results, at least; more where more places lie behind the axis. */
    private static final int LANES = 256;

    /** Rows of so many numbers are turned to columns, which are folded side by side. */
    private static final int SHORT = 64;

    /** sums[i] = f(sums[i], x[from + i]). */
    @FunctionalInterface
    interface Fold {
        void run(float[] sums, float[] x, int from, int length);
    }

    /**
     * What is made of the numbers.
     *
     * @param start what a fold begins with
     * @param first takes the numbers in
     * @param join joins partial results
     * @param end makes the result of the last one
     */
    record Steps(float start, Fold first, Fold join, DoubleUnaryOperator end) {

        private void finish(float[] sums, int length) {
            for (int i = 0; i < length; i++) {
                sums[i] = (float) end.applyAsDouble(sums[i]);
            }
        }
    }

    private FloatReduction() {}

    static void sum(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += x[from + i];
        }
    }

    static void sumOfAmounts(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += Math.abs(x[from + i]);
        }
    }

    static void sumOfSquares(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += x[from + i] * x[from + i];
        }
    }

    static void product(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] *= x[from + i];
        }
    }

    static void largest(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = Math.max(sums[i], x[from + i]);
        }
    }

    static void smallest(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = Math.min(sums[i], x[from + i]);
        }
    }

    /**
     * @param x of single precision
     * @param reduced which of its axes vanish
     * @param out takes the results, in the order of the axes that stay
     */
    static Kernel of(Binding binding, INDArray x, boolean[] reduced, INDArray out, Steps steps) {
        List<long[]> axes = merged(x.shape(), reduced);
        List<Kernel> passes = new ArrayList<>();
        INDArray from = x;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            if (axes.get(axis)[1] == 0) {
                continue;
            }
            int before = size(axes.subList(0, axis));
            int after = size(axes.subList(axis + 1, axes.size()));
            int count = (int) axes.get(axis)[0];
            axes.set(axis, new long[] {1, 0});
            boolean last = axes.stream().noneMatch(other -> other[1] == 1);
            INDArray to = last ? out : binding.scratch(before, after);
            Fold fold = from == x ? steps.first() : steps.join();
            DoubleUnaryOperator end = last ? steps.end() : y -> y;
            Steps pass = new Steps(steps.start(), fold, steps.join(), end);
            passes.add(
                    after == 1 && count <= SHORT
                            ? new ShortRows(numbers(from), before, count, numbers(to), pass)
                            : new Pass(numbers(from), numbers(to), new Extents(before, count, after), pass));
            from = to;
        }
        return Arithmetic.sequence(passes.toArray(Kernel[]::new));
    }

    /** Sizes of the axes, neighbours of one kind joined, each with 1 if it vanishes; one does at least. */
    private static List<long[]> merged(long[] shape, boolean[] reduced) {
        List<long[]> axes = new ArrayList<>();
        axes.add(new long[] {1, 1});
        for (int i = 0; i < shape.length; i++) {
            long kind = reduced[i] ? 1 : 0;
            long[] last = axes.get(axes.size() - 1);
            if (last[1] == kind) {
                last[0] *= shape[i];
            } else {
                axes.add(new long[] {shape[i], kind});
            }
        }
        if (axes.size() > 1
                && axes.get(0)[0] == 1
                && axes.stream().filter(axis -> axis[1] == 1).count() > 1) {
            axes.remove(0);
        }
        return axes;
    }

    private static FlatArray.Floats numbers(INDArray array) {
        return (FlatArray.Floats) FlatArray.of(array);
    }

    private static int size(List<long[]> axes) {
        return Shape.size(axes.stream().mapToLong(axis -> axis[0]).toArray());
    }

    /** How many numbers lie before, along and after the axis that vanishes. */
    private record Extents(int before, int count, int after) {}

    /** Folds the middle one of three axes. */
    private static final class Pass implements Kernel {

        private final FlatArray.Floats from;
        private final FlatArray.Floats to;
        private final int before;
        private final int block;
        private final int after;
        private final Steps steps;
        private final float[] lanes;
        private final float[] upper;
        private final float[] read;

        Pass(FlatArray.Floats from, FlatArray.Floats to, Extents extents, Steps steps) {
            this.from = from;
            this.to = to;
            this.before = extents.before();
            this.block = extents.count() * extents.after();
            this.after = extents.after();
            this.steps = steps;
            lanes = new float[Math.min(block, after * Math.max(1, LANES / after))];
            upper = new float[lanes.length];
            read = new float[lanes.length * Math.max(1, FlatArray.CHUNK / lanes.length)];
        }

        @Override
        public void run() {
            for (int i = 0; i < before; i++) {
                Arrays.fill(lanes, steps.start());
                for (int begin = 0; begin < block; begin += read.length) {
                    int length = Math.min(read.length, block - begin);
                    from.read(i * block + begin, read, length);
                    for (int strip = 0; strip < length; strip += lanes.length) {
                        steps.first().run(lanes, read, strip, Math.min(lanes.length, length - strip));
                    }
                }
                joinLanes();
                steps.finish(lanes, after);
                to.write(lanes, i * after, after);
            }
        }

        private void joinLanes() {
            int groups = lanes.length / after;
            while (groups > 1) {
                int half = groups / 2;
                groups -= half;
                System.arraycopy(lanes, groups * after, upper, 0, half * after);
                steps.join().run(lanes, upper, 0, half * after);
            }
        }
    }

    /** Folds the last axis, if it is short. */
    private static final class ShortRows implements Kernel {

        private final FlatArray.Floats from;
        private final FlatArray.Floats to;
        private final int rows;
        private final int count;
        private final Steps steps;
        private final float[] sums;
        private final float[] read;
        private final float[] turned;

        ShortRows(FlatArray.Floats from, int rows, int count, FlatArray.Floats to, Steps steps) {
            this.from = from;
            this.to = to;
            this.rows = rows;
            this.count = count;
            this.steps = steps;
            sums = new float[Math.min(rows, FlatArray.CHUNK / count)];
            read = new float[sums.length * count];
            turned = new float[read.length];
        }

        @Override
        public void run() {
            for (int begin = 0; begin < rows; begin += sums.length) {
                int length = Math.min(sums.length, rows - begin);
                from.read(begin * count, read, length * count);
                turn(length);
                Arrays.fill(sums, steps.start());
                for (int i = 0; i < count; i++) {
                    steps.first().run(sums, turned, i * length, length);
                }
                steps.finish(sums, length);
                to.write(sums, begin, length);
            }
        }

        private void turn(int length) {
            for (int i = 0; i < count; i++) {
                for (int row = 0; row < length; row++) {
                    turned[i * length + row] = read[row * count + i];
                }
            }
        }
    }
}
