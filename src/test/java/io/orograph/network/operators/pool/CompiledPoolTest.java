package io.orograph.network.operators.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.Shape;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pools by machine code agree with those in Java and with the definition in doubles. */
class CompiledPoolTest {

    private final NativeArrays arrays = new NativeArrays();

    @BeforeEach
    void compile() {
        assumeTrue(LayerEngines.compiles(), "no machine code is run here");
    }

    @AfterEach
    void free() {
        LayerEngines.choose(Kernels.standard());
        arrays.close();
    }

    private static <T> T withoutMachineCode(Supplier<T> task) {
        LayerEngines.choose(Kernels.ND4J);
        try {
            return task.get();
        } finally {
            LayerEngines.choose(Kernels.standard());
        }
    }

    /** Windows over an input, one number an axis; padding before all axes and behind them. */
    private record Sample(
            long[] shape,
            long[] kernel,
            long[] strides,
            long[] dilations,
            long[] pads,
            boolean overhangs,
            boolean countsPadding) {

        static Sample of(long[] shape, long... kernel) {
            long[] ones = new long[kernel.length];
            Arrays.fill(ones, 1);
            return new Sample(shape, kernel, ones, ones, new long[2 * kernel.length], false, false);
        }

        Sample strides(long... chosen) {
            return new Sample(shape, kernel, chosen, dilations, pads, overhangs, countsPadding);
        }

        Sample dilations(long... chosen) {
            return new Sample(shape, kernel, strides, chosen, pads, overhangs, countsPadding);
        }

        Sample pads(long... chosen) {
            return new Sample(shape, kernel, strides, dilations, chosen, overhangs, countsPadding);
        }

        Sample overhanging() {
            return new Sample(shape, kernel, strides, dilations, pads, true, countsPadding);
        }

        Sample countingPadding() {
            return new Sample(shape, kernel, strides, dilations, pads, overhangs, true);
        }

        OperatorCase operator(boolean isMean, double... x) {
            Object[] all = {
                "kernel_shape", kernel,
                "strides", strides,
                "dilations", dilations,
                "pads", pads,
                "ceil_mode", overhangs ? 1 : 0,
                "count_include_pad", countsPadding ? 1 : 0
            };
            Object[] settings = isMean ? all : Arrays.copyOf(all, all.length - 2);
            return OperatorCase.of(isMean ? "AveragePool" : "MaxPool", 19, settings)
                    .input(x, shape);
        }

        int numbers() {
            return Shape.size(shape);
        }

        /** Returns the results by the definition: window after window, number after number. */
        double[] expected(boolean isMean, double... x) {
            long[] out =
                    operator(isMean, x).operator().outputShapes(List.of(shape)).get(0);
            double[] y = new double[Shape.size(out)];
            int axes = kernel.length;
            int ofMap = Shape.size(Arrays.copyOfRange(shape, 2, shape.length));
            int results = Shape.size(Arrays.copyOfRange(out, 2, out.length));
            for (int i = 0; i < y.length; i++) {
                double taken = isMean ? 0 : Double.NEGATIVE_INFINITY;
                int counted = 0;
                for (int tap = 0; tap < Shape.size(kernel); tap++) {
                    int stop = i % results;
                    int restOfTap = tap;
                    int at = 0;
                    int step = 1;
                    boolean isThere = true;
                    boolean isCounted = true;
                    for (int axis = axes - 1; axis >= 0; axis--) {
                        long in = shape[2 + axis];
                        long place = stop % out[2 + axis] * strides[axis]
                                + restOfTap % kernel[axis] * dilations[axis]
                                - pads[axis];
                        stop /= (int) out[2 + axis];
                        restOfTap /= (int) kernel[axis];
                        isThere &= place >= 0 && place < in;
                        isCounted &= countsPadding ? place < in + pads[axes + axis] : place >= 0 && place < in;
                        at += (int) place * step;
                        step *= (int) in;
                    }
                    counted += isCounted ? 1 : 0;
                    if (isThere) {
                        double number = x[i / results * ofMap + at];
                        taken = isMean ? taken + number : Math.max(taken, number);
                    }
                }
                y[i] = isMean && counted > 0 ? taken / counted : taken;
            }
            return y;
        }
    }

    private static long[] of(long... values) {
        return values;
    }

    static Stream<Sample> samples() {
        return Stream.of(
                // Lines as they are, across planes, and those of several axes as one.
                Sample.of(of(2, 1, 20, 6, 5), 5, 1, 1),
                Sample.of(of(2, 1, 8, 4, 2), 3, 1, 1).pads(1, 0, 0, 2, 0, 0).countingPadding(),
                Sample.of(of(2, 3, 5, 17), 3, 1).pads(1, 0, 1, 0),
                Sample.of(of(2, 3, 5, 8), 1, 1),
                Sample.of(of(2, 3, 9), 1),
                // A stride of 1 without padding and with it.
                Sample.of(of(2, 13, 6, 10), 3, 3),
                Sample.of(of(2, 13, 6, 11), 3, 3).pads(1, 1, 1, 1),
                Sample.of(of(2, 3, 6, 11), 3, 3).pads(0, 2, 2, 1).countingPadding(),
                Sample.of(of(1, 2, 3, 4, 9), 2, 2, 2).pads(1, 0, 1, 0, 1, 1),
                Sample.of(of(2, 3, 30), 3).dilations(4).pads(4, 4),
                // Windows side by side, in numbers that fill registers and others.
                Sample.of(of(3, 2, 4, 6, 16), 2, 2, 2).strides(2, 2, 2),
                Sample.of(of(3, 2, 5, 5, 11), 2, 2, 2).strides(2, 2, 2),
                Sample.of(of(2, 17, 6, 22), 2, 2).strides(2, 2),
                Sample.of(of(2, 3, 9, 27), 3, 3).strides(3, 3),
                Sample.of(of(1, 3, 100, 100), 2, 2).strides(2, 2),
                // Windows that overlap, leave gaps, or overhang.
                Sample.of(of(2, 13, 9, 11), 3, 3).strides(2, 2),
                Sample.of(of(2, 13, 9, 12), 3, 3).strides(2, 2).overhanging(),
                Sample.of(of(2, 17, 8, 15), 2, 2).strides(2, 2).overhanging(),
                Sample.of(of(2, 3, 8, 16), 3, 3)
                        .strides(2, 2)
                        .pads(1, 1, 1, 1)
                        .overhanging()
                        .countingPadding(),
                Sample.of(of(2, 3, 8, 17), 3, 3).strides(2, 2).pads(1, 1, 1, 1).overhanging(),
                Sample.of(of(2, 3, 4, 7, 14), 3, 2, 3)
                        .strides(1, 3, 2)
                        .pads(1, 0, 1, 1, 1, 0)
                        .overhanging(),
                Sample.of(of(2, 3, 40), 2).strides(5),
                Sample.of(of(2, 3, 41), 1).strides(3),
                Sample.of(of(2, 3, 7, 40), 3, 3).strides(2, 3).dilations(2, 2).pads(2, 2, 2, 2),
                Sample.of(of(2, 3, 7, 40), 2, 4).strides(1, 4).dilations(3, 2).pads(0, 3, 0, 2));
    }

    private static double[] drawn(int count) {
        Random random = new Random(5);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (1 + random.nextGaussian()));
        return numbers;
    }

    /** Sums of doubles differ by some 1e-16 of their terms, and then by a digit of a float; what is only chosen does not. */
    private static void assertSame(double[] found, double[] expected, boolean isMean, String what) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            float rounded = (float) expected[i];
            boolean isSame = Double.compare(found[i] + 0.0, rounded + 0.0) == 0;
            boolean isNext = isMean && Math.abs(found[i] - expected[i]) <= Math.ulp(rounded) + 1e-14;
            assertThat(isSame || isNext)
                    .as("number %d of %s: %s in place of %s", i, what, found[i], expected[i])
                    .isTrue();
        }
    }

    private static void check(Sample sample, double... x) {
        for (boolean isMean : new boolean[] {false, true}) {
            OperatorCase operator = sample.operator(isMean, x);
            double[] found = operator.forward(DataType.FLOAT);
            assertSame(found, sample.expected(isMean, x), isMean, "the definition");
            double[] inJava = withoutMachineCode(() -> operator.forward(DataType.FLOAT));
            assertSame(found, inJava, isMean, "loops in Java");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyWindow(Sample sample) {
        check(sample, drawn(sample.numbers()));
        assertThat(bound(DataType.FLOAT, sample).kernel(false)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void oddNumbers(Sample sample) {
        double[] x = drawn(sample.numbers());
        x[0] = Double.NaN;
        x[x.length - 1] = Double.NaN;
        x[x.length / 3] = Double.NEGATIVE_INFINITY;
        x[x.length / 2] = Double.POSITIVE_INFINITY;
        x[x.length / 2 + 1] = Double.NEGATIVE_INFINITY;
        x[x.length / 4] = Float.MAX_VALUE;
        x[x.length / 4 + 1] = Float.MAX_VALUE;
        x[x.length / 5] = Float.MIN_VALUE;
        check(sample, x);
        Arrays.fill(x, Double.NEGATIVE_INFINITY);
        check(sample, x);
    }

    /** What is bound is what gradients go back through. */
    @ParameterizedTest
    @MethodSource("samples")
    void gradients(Sample sample) {
        if (sample.numbers() > 1000) {
            return;
        }
        for (boolean isMean : new boolean[] {false, true}) {
            sample.operator(isMean, drawn(sample.numbers())).withoutReference().check();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void doublePrecisionIsAsBefore(Sample sample) {
        for (boolean isMean : new boolean[] {false, true}) {
            OperatorCase operator = sample.operator(isMean, drawn(sample.numbers()));
            double[] found = operator.forward(DataType.DOUBLE);
            assertThat(found).isEqualTo(withoutMachineCode(() -> operator.forward(DataType.DOUBLE)));
        }
    }

    /** A pool's arrays. */
    private record Bound(DataType type, INDArray x, INDArray y, Window.Axis[] axes, NativeArrays arrays)
            implements Binding {

        Optional<Kernel> kernel(boolean isMean) {
            int maps = Shape.size(x.size(0), x.size(1));
            double[] shares = new double
                    [Shape.size(Arrays.stream(axes).mapToLong(Window.Axis::out).toArray())];
            Arrays.fill(shares, 0.5);
            return isMean ? CompiledPool.sums(this, axes, maps, shares) : CompiledPool.largest(this, axes, maps);
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public INDArray input(int i) {
            return x;
        }

        @Override
        public INDArray output(int i) {
            return y;
        }

        @Override
        public INDArray outputGradient(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public INDArray inputGradient(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public INDArray scratch(long... shape) {
            throw new UnsupportedOperationException();
        }

        @Override
        public INDArray filled(double value, long... shape) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Pointer memory(long bytes) {
            return arrays.memory(bytes);
        }
    }

    private Bound bound(DataType type, Sample sample) {
        long[] out = sample.operator(false, drawn(sample.numbers()))
                .operator()
                .outputShapes(List.of(sample.shape))
                .get(0);
        int axes = sample.kernel.length;
        Window.Axis[] windows = new Window.Axis[axes];
        Arrays.setAll(
                windows,
                i -> new Window.Axis(
                        sample.shape[2 + i],
                        sample.kernel[i],
                        sample.strides[i],
                        sample.dilations[i],
                        sample.pads[i],
                        sample.pads[axes + i],
                        out[2 + i]));
        return new Bound(type, arrays.zeros(type, sample.shape), arrays.zeros(type, out), windows, arrays);
    }

    /** Nothing of a run is left in the next one, whatever the numbers were. */
    @ParameterizedTest
    @MethodSource("samples")
    void runAfterRun(Sample sample) {
        for (boolean isMean : new boolean[] {false, true}) {
            Bound bound = bound(DataType.FLOAT, sample);
            Kernel kernel = bound.kernel(isMean).orElseThrow();
            double[] x = drawn(sample.numbers());
            double[] unusable = new double[x.length];
            Arrays.fill(unusable, Double.NaN);
            double[] first = results(kernel, bound, x);
            results(kernel, bound, unusable);
            assertThat(results(kernel, bound, x)).isEqualTo(first);
        }
    }

    private static double[] results(Kernel kernel, Bound bound, double... x) {
        double[] y = new double[(int) bound.y.length()];
        NativeCopy.write(x, bound.x);
        kernel.run();
        NativeCopy.read(bound.y, y);
        return y;
    }

    /** Double precision, lines that fill no register, large windows and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        Sample fits = Sample.of(of(2, 3, 6, 10), 3, 3);
        assertThat(bound(DataType.FLOAT, fits).kernel(false)).isPresent();
        assertThat(bound(DataType.FLOAT, fits).kernel(true)).isPresent();
        assertThat(bound(DataType.DOUBLE, fits).kernel(false)).isEmpty();
        assertThat(withoutMachineCode(() -> bound(DataType.FLOAT, fits).kernel(false)))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, Sample.of(of(2, 3, 6, 9), 3, 3)).kernel(false))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, Sample.of(of(2, 3, 6, 7), 2, 2).strides(2, 2))
                        .kernel(true))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, Sample.of(of(2, 3, 20, 20), 9, 9)).kernel(true))
                .isEmpty();
    }
}
