package io.orograph.network.operators.pool;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.Shape;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.WithCompiledLoops;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pools by machine code agree with those in Java and with the definition in doubles. */
class CompiledPoolTest {

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private static long[] of(long... values) {
        return values;
    }

    static Stream<WindowSample> samples() {
        return Stream.of(
                // Lines as they are, across planes, and those of several axes as one.
                WindowSample.of(of(2, 1, 20, 6, 5), 5, 1, 1),
                WindowSample.of(of(2, 1, 8, 4, 2), 3, 1, 1)
                        .pads(1, 0, 0, 2, 0, 0)
                        .countingPadding(),
                WindowSample.of(of(2, 3, 5, 17), 3, 1).pads(1, 0, 1, 0),
                WindowSample.of(of(2, 3, 5, 8), 1, 1),
                WindowSample.of(of(2, 3, 9), 1),
                // A stride of 1 without padding and with it.
                WindowSample.of(of(2, 13, 6, 10), 3, 3),
                WindowSample.of(of(2, 13, 6, 11), 3, 3).pads(1, 1, 1, 1),
                WindowSample.of(of(2, 3, 6, 11), 3, 3).pads(0, 2, 2, 1).countingPadding(),
                WindowSample.of(of(1, 2, 3, 4, 9), 2, 2, 2).pads(1, 0, 1, 0, 1, 1),
                WindowSample.of(of(2, 3, 30), 3).dilations(4).pads(4, 4),
                // Windows side by side, in numbers that fill registers and others.
                WindowSample.of(of(3, 2, 4, 6, 16), 2, 2, 2).strides(2, 2, 2),
                WindowSample.of(of(3, 2, 5, 5, 11), 2, 2, 2).strides(2, 2, 2),
                WindowSample.of(of(2, 17, 6, 22), 2, 2).strides(2, 2),
                WindowSample.of(of(2, 3, 9, 27), 3, 3).strides(3, 3),
                WindowSample.of(of(1, 3, 100, 100), 2, 2).strides(2, 2),
                // Windows that overlap, leave gaps, or overhang.
                WindowSample.of(of(2, 13, 9, 11), 3, 3).strides(2, 2),
                WindowSample.of(of(2, 13, 9, 12), 3, 3).strides(2, 2).overhanging(),
                WindowSample.of(of(2, 17, 8, 15), 2, 2).strides(2, 2).overhanging(),
                WindowSample.of(of(2, 3, 8, 16), 3, 3)
                        .strides(2, 2)
                        .pads(1, 1, 1, 1)
                        .overhanging()
                        .countingPadding(),
                WindowSample.of(of(2, 3, 8, 17), 3, 3)
                        .strides(2, 2)
                        .pads(1, 1, 1, 1)
                        .overhanging(),
                WindowSample.of(of(2, 3, 4, 7, 14), 3, 2, 3)
                        .strides(1, 3, 2)
                        .pads(1, 0, 1, 1, 1, 0)
                        .overhanging(),
                WindowSample.of(of(2, 3, 40), 2).strides(5),
                WindowSample.of(of(2, 3, 41), 1).strides(3),
                WindowSample.of(of(2, 3, 7, 40), 3, 3)
                        .strides(2, 3)
                        .dilations(2, 2)
                        .pads(2, 2, 2, 2),
                WindowSample.of(of(2, 3, 7, 40), 2, 4)
                        .strides(1, 4)
                        .dilations(3, 2)
                        .pads(0, 3, 0, 2));
    }

    private static double[] drawn(int count) {
        Random random = new Random(5);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (1 + random.nextGaussian()));
        return numbers;
    }

    /** Sums of a few floats in doubles are exact, and shares are rounded alike: all is to the bit, but for the sign of zeros. */
    private static void assertSame(double[] found, double[] expected, String what) {
        assertThat(withoutSigns(found)).as(what).isEqualTo(withoutSigns(expected));
    }

    private static double[] withoutSigns(double... numbers) {
        return Arrays.stream(numbers).map(number -> number + 0.0).toArray();
    }

    /** A sum over a count may differ by a digit of a float from a sum times one over the count. */
    private static void assertClose(double[] found, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            float rounded = (float) expected[i];
            boolean isSame = Double.compare(found[i] + 0.0, rounded + 0.0) == 0;
            assertThat(isSame || Math.abs(found[i] - expected[i]) <= Math.ulp(rounded))
                    .as("number %d: %s in place of %s", i, found[i], expected[i])
                    .isTrue();
        }
    }

    private static void check(WindowSample sample, double... x) {
        for (boolean isMean : new boolean[] {false, true}) {
            OperatorCase operator = sample.operator(isMean, x);
            double[] found = operator.forward(DataType.FLOAT);
            assertSame(found, withoutMachineCode(() -> operator.forward(DataType.FLOAT)), "loops in Java");
            assertClose(found, sample.expected(isMean, x));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyWindow(WindowSample sample) {
        check(sample, drawn(sample.numbers()));
        assertThat(bound(DataType.FLOAT, sample).kernel(false)).isPresent();
        assertThat(bound(DataType.FLOAT, sample).kernel(true)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void oddNumbers(WindowSample sample) {
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
    void gradients(WindowSample sample) {
        if (sample.numbers() > 1000) {
            return;
        }
        for (boolean isMean : new boolean[] {false, true}) {
            sample.operator(isMean, drawn(sample.numbers())).withoutReference().check();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void doublePrecisionIsAsBefore(WindowSample sample) {
        for (boolean isMean : new boolean[] {false, true}) {
            OperatorCase operator = sample.operator(isMean, drawn(sample.numbers()));
            double[] found = operator.forward(DataType.DOUBLE);
            assertThat(found).isEqualTo(withoutMachineCode(() -> operator.forward(DataType.DOUBLE)));
        }
    }

    /** A pool that is bound to arrays. */
    private record Bound(WindowSample sample, Binding binding) {

        Optional<Kernel> kernel(boolean isMean) {
            int maps = Shape.size(sample.shape()[0], sample.shape()[1]);
            Window.Axis[] axes = sample.windows();
            double[] shares = new double[(int) (binding.output(0).length() / Math.max(1, maps))];
            Arrays.fill(shares, 0.5);
            return isMean ? CompiledPool.sums(binding, axes, maps, shares) : CompiledPool.largest(binding, axes, maps);
        }

        double[] results(Kernel kernel, double... x) {
            double[] y = new double[(int) binding.output(0).length()];
            NativeCopy.write(x, binding.input(0));
            kernel.run();
            NativeCopy.read(binding.output(0), y);
            return y;
        }
    }

    private Bound bound(DataType type, WindowSample sample) {
        INDArray x = arrays.zeros(type, sample.shape());
        INDArray y = arrays.zeros(type, sample.outputShape());
        return new Bound(sample, new ForwardBinding(type, List.of(x), y, arrays));
    }

    /** Nothing of a run is left in the next one, whatever the numbers were. */
    @ParameterizedTest
    @MethodSource("samples")
    void runAfterRun(WindowSample sample) {
        for (boolean isMean : new boolean[] {false, true}) {
            Bound bound = bound(DataType.FLOAT, sample);
            Kernel kernel = bound.kernel(isMean).orElseThrow();
            double[] x = drawn(sample.numbers());
            double[] unusable = new double[x.length];
            Arrays.fill(unusable, Double.NaN);
            double[] first = bound.results(kernel, x);
            bound.results(kernel, unusable);
            assertThat(bound.results(kernel, x)).isEqualTo(first);
        }
    }

    /** Sums begin with 0, as in Java; a largest number of zeros is one of them. */
    @Test
    void zeros() {
        WindowSample sample = WindowSample.of(of(2, 3, 6, 11), 3, 3).pads(1, 1, 1, 1);
        double[] x = new double[sample.numbers()];
        Arrays.fill(x, -0.0);
        for (boolean isMean : new boolean[] {false, true}) {
            OperatorCase operator = sample.operator(isMean, x);
            assertThat(operator.forward(DataType.FLOAT))
                    .isEqualTo(withoutMachineCode(() -> operator.forward(DataType.FLOAT)))
                    .containsOnly(isMean ? 0.0 : -0.0);
        }
        Arrays.setAll(x, i -> i % 2 == 0 ? 0.0 : -0.0);
        check(sample, x);
    }

    /** Sums whose terms lie far apart are rounded, one after the other. */
    @Test
    void termsFarApart() {
        WindowSample sample = WindowSample.of(of(2, 3, 6, 11), 3, 3);
        double[] x = drawn(sample.numbers());
        Arrays.setAll(x, i -> (float) (x[i] * Math.pow(2, 100 * (i % 3 - 1))));
        OperatorCase operator = sample.operator(true, x);
        assertClose(operator.forward(DataType.FLOAT), withoutMachineCode(() -> operator.forward(DataType.FLOAT)));
    }

    @Test
    void noSamples() {
        WindowSample none = WindowSample.of(of(0, 3, 6, 11), 3, 3);
        for (boolean isMean : new boolean[] {false, true}) {
            assertThat(bound(DataType.FLOAT, none).kernel(isMean)).isEmpty();
        }
    }

    /** Lines that fill no register are pooled by the loops in Java. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shortLines(boolean isMean) {
        for (WindowSample sample : List.of(
                WindowSample.of(of(2, 3, 5, 5), 3, 3),
                WindowSample.of(of(2, 3, 4, 4, 4), 2, 2, 2).strides(2, 2, 2),
                WindowSample.of(of(2, 3, 4), 2))) {
            double[] x = drawn(sample.numbers());
            assertThat(bound(DataType.FLOAT, sample).kernel(isMean)).isEmpty();
            assertClose(sample.operator(isMean, x).forward(DataType.FLOAT), sample.expected(isMean, x));
        }
    }

    /** Short lines under large windows would take far more addresses than numbers. */
    @Test
    void addressesAreBounded() {
        assertThat(bound(DataType.FLOAT, WindowSample.of(of(2, 3, 20, 18), 7, 7))
                        .kernel(false))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, WindowSample.of(of(2, 3, 20, 70), 7, 7))
                        .kernel(false))
                .isPresent();
    }

    /** Double precision, lines that fill no register, large windows and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        WindowSample fits = WindowSample.of(of(2, 3, 6, 10), 3, 3);
        assertThat(bound(DataType.FLOAT, fits).kernel(false)).isPresent();
        assertThat(bound(DataType.FLOAT, fits).kernel(true)).isPresent();
        assertThat(bound(DataType.DOUBLE, fits).kernel(false)).isEmpty();
        assertThat(withoutMachineCode(() -> bound(DataType.FLOAT, fits).kernel(false)))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, WindowSample.of(of(2, 3, 6, 9), 3, 3)).kernel(false))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, WindowSample.of(of(2, 3, 6, 7), 2, 2).strides(2, 2))
                        .kernel(true))
                .isEmpty();
        assertThat(bound(DataType.FLOAT, WindowSample.of(of(2, 3, 20, 20), 9, 9))
                        .kernel(true))
                .isEmpty();
    }
}
