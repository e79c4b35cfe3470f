package io.orograph.network.operators.reduction;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.Shape;
import io.orograph.network.jit.AxisFold;
import io.orograph.network.jit.CallList;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.FloatLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums, products and extremes along axes in single precision. Where loops are compiled they are {@link AxisFold}s in double
 * precision, whose results are rounded for each axis; not products, nor the sums of two or three columns. Otherwise they are loops
 * over Java arrays that Java's compiler makes vector instructions of: a block of numbers is folded to some hundred partial results,
 * and these to one for each place behind the axis. So a sum of many numbers also loses fewer digits than one after the other.
 */
final class FloatReduction {

    /** Partial results, at least; more where more places lie behind the axis. */
    private static final int LANES = 256;

    /** Rows of so many numbers are turned to columns, which are folded side by side. */
    private static final int SHORT = 64;

    static final Fold SUM = new Fold(FloatReduction::sum, Optional.of(AxisFold.Kind.SUM));
    static final Fold SUM_OF_AMOUNTS =
            new Fold(FloatReduction::sumOfAmounts, Optional.of(AxisFold.Kind.SUM_OF_AMOUNTS));
    static final Fold SUM_OF_SQUARES =
            new Fold(FloatReduction::sumOfSquares, Optional.of(AxisFold.Kind.SUM_OF_SQUARES));
    static final Fold PRODUCT = new Fold(FloatReduction::product, Optional.empty());
    static final Fold LARGEST = new Fold(FloatReduction::largest, Optional.of(AxisFold.Kind.LARGEST));
    static final Fold SMALLEST = new Fold(FloatReduction::smallest, Optional.of(AxisFold.Kind.SMALLEST));

    /** sums[i] = f(sums[i], x[from + i]). */
    @FunctionalInterface
    private interface Loop {
        void run(float[] sums, float[] x, int from, int length);
    }

    /** A loop, and what does the same as machine code, if there is something. */
    record Fold(Loop loop, Optional<AxisFold.Kind> compiled) {

        private void run(float[] sums, float[] x, int from, int length) {
            loop.run(sums, x, from, length);
        }
    }

    /**
     * What is made of the numbers.
     *
     * @param start what a fold begins with
     * @param first takes the numbers in
     * @param join joins partial results
     * @param end makes the result of the last one
     */
    record Steps(float start, Fold first, Fold join, End end) {

        private void finish(float[] sums, int length) {
            for (int i = 0; i < length; i++) {
                sums[i] = (float) end.of(sums[i]);
            }
        }
    }

    /**
     * f(x/divisor).
     *
     * @param function f; empty for that which changes nothing
     */
    record End(double divisor, Optional<DoubleUnaryOperator> function) {

        static final End NOTHING = new End(1, Optional.empty());

        private double of(double x) {
            double quotient = x / divisor;
            return function.isPresent() ? function.get().applyAsDouble(quotient) : quotient;
        }
    }

    private FloatReduction() {}

    private static void sum(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += x[from + i];
        }
    }

    private static void sumOfAmounts(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += Math.abs(x[from + i]);
        }
    }

    private static void sumOfSquares(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] += x[from + i] * x[from + i];
        }
    }

    private static void product(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] *= x[from + i];
        }
    }

    private static void largest(float[] sums, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            sums[i] = Math.max(sums[i], x[from + i]);
        }
    }

    private static void smallest(float[] sums, float[] x, int from, int length) {
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
            Steps pass = new Steps(steps.start(), fold, steps.join(), last ? steps.end() : End.NOTHING);
            passes.add(pass(binding, from, to, new Extents(before, count, after), pass));
            from = to;
        }
        return Arithmetic.sequence(passes.toArray(Kernel[]::new));
    }

    private static Kernel pass(Binding binding, INDArray from, INDArray to, Extents extents, Steps steps) {
        Optional<AxisFold> fold = compiled(extents, steps);
        if (fold.isPresent()) {
            return compiled(binding, fold.get(), from, to, steps.end());
        }
        return extents.after() == 1 && extents.count() <= SHORT
                ? new ShortRows(numbers(from), extents.before(), extents.count(), numbers(to), steps)
                : new Pass(numbers(from), numbers(to), extents, steps);
    }

    private static Optional<AxisFold> compiled(Extents extents, Steps steps) {
        return steps.first()
                .compiled()
                .map(kind -> new AxisFold(
                        kind,
                        extents.before(),
                        extents.count(),
                        extents.after(),
                        steps.end().divisor()))
                .filter(fold -> fold.isCompiled() && LayerEngines.compiles());
    }

    private static Kernel compiled(Binding binding, AxisFold fold, INDArray from, INDArray to, End end) {
        CallList.Builder calls = new CallList.Builder().keep(List.of(from, to));
        fold.call(calls, NativeCopy.address(from), NativeCopy.address(to));
        Kernel run = calls.build(binding::memory)::run;
        return end.function()
                .map(function -> Arithmetic.sequence(run, inPlace(function, to)))
                .orElse(run);
    }

    private static Kernel inPlace(DoubleUnaryOperator function, INDArray array) {
        FloatLoop loop = (x, y, length) -> {
            for (int i = 0; i < length; i++) {
                y[i] = (float) function.applyAsDouble(x[0][i]);
            }
        };
        return loop.kernel(array, array).orElseThrow();
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
