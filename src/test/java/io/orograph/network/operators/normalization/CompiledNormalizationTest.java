package io.orograph.network.operators.normalization;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernel;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.WithCompiledLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The normalisation by machine code agrees with that in Java and with the formula in doubles. */
class CompiledNormalizationTest {

    private static final int BATCH = 2;
    private static final int CHANNELS = 6;
    private static final int GROUPS = 3;
    private static final float EPSILON = 1e-3f;

    private final Random random = new Random(9);

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private double[] drawn(int count, double mean, double deviation) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (mean + deviation * random.nextGaussian()));
        return numbers;
    }

    /** Numbers with scale and shift, normalised over channels or groups. */
    private record Sample(String type, int opset, double[] x, int ofChannel, double[] scale, double[] shift) {

        private static Sample of(String type, int opset, double[] x, CompiledNormalizationTest drawn) {
            int entries = type.startsWith("Group") && opset < 21 ? GROUPS : CHANNELS;
            return new Sample(
                    type,
                    opset,
                    x,
                    x.length / BATCH / CHANNELS,
                    drawn.drawn(entries, 1, 0.3),
                    drawn.drawn(entries, 0, 1));
        }

        boolean isGroup() {
            return type.startsWith("Group");
        }

        int row() {
            return isGroup() ? ofChannel * CHANNELS / GROUPS : ofChannel;
        }

        OperatorCase operator() {
            Object[] settings = isGroup()
                    ? new Object[] {"num_groups", GROUPS, "epsilon", EPSILON}
                    : new Object[] {"epsilon", EPSILON};
            return OperatorCase.of(type, opset, settings)
                    .input(x, BATCH, CHANNELS, ofChannel)
                    .input(scale, scale.length)
                    .input(shift, shift.length);
        }

        double[] expected() {
            double[] y = new double[x.length];
            int ofEntry = x.length / BATCH / scale.length;
            for (int begin = 0; begin < x.length; begin += row()) {
                double[] row = Arrays.copyOfRange(x, begin, begin + row());
                double mean = DoubleStream.of(row).sum() / row.length;
                double variance =
                        DoubleStream.of(row).map(v -> (v - mean) * (v - mean)).sum() / row.length;
                for (int i = 0; i < row.length; i++) {
                    int entry = (begin + i) / ofEntry % scale.length;
                    y[begin + i] = (row[i] - mean) / Math.sqrt(variance + EPSILON) * scale[entry] + shift[entry];
                }
            }
            return y;
        }
    }

    private List<Sample> samples(int ofChannel, double mean) {
        List<Sample> samples = new ArrayList<>();
        double[] x = drawn(BATCH * CHANNELS * ofChannel, mean, 2);
        samples.add(Sample.of("InstanceNormalization", 13, x, this));
        samples.add(Sample.of("GroupNormalization", 18, x, this));
        samples.add(Sample.of("GroupNormalization", 21, x, this));
        return samples;
    }

    /**
     * @param slack what sums of doubles may differ by: some 1e-16 of the largest numbers in them
     */
    private static void assertClose(double[] found, double[] expected, double slack, String what) {
        assertThat(found).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            float rounded = (float) expected[i];
            boolean isSame = Double.compare(found[i] + 0.0, rounded + 0.0) == 0;
            assertThat(isSame || Math.abs(found[i] - expected[i]) <= Math.ulp(rounded) + slack)
                    .as("number %d of %s: %s in place of %s", i, what, found[i], expected[i])
                    .isTrue();
        }
    }

    private static void check(Sample sample, double slack) {
        String what = sample.type + sample.opset + " of " + sample.ofChannel;
        double[] found = sample.operator().forward(DataType.FLOAT);
        assertClose(found, sample.expected(), slack, what + " by the formula");
        double[] inJava = withoutMachineCode(() -> sample.operator().forward(DataType.FLOAT));
        assertClose(found, inJava, slack, what + " by loops in Java");
    }

    /** Lengths below a register, of whole registers and others, and of more than one block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 47, 50, 64, 257, 1024, 2500, 4999})
    void anyLength(int ofChannel) {
        samples(ofChannel, 0.5).forEach(sample -> check(sample, 1e-14));
    }

    /** A mean of 10⁶ deviations: a variance as a difference of squares would be lost in floats, and nearly so in doubles. */
    @ParameterizedTest
    @ValueSource(ints = {7, 16, 50, 1024})
    void largeMean(int ofChannel) {
        samples(ofChannel, 2e6).forEach(sample -> check(sample, 1e-8));
    }

    /** What is no number, infinite, constant or too large to be squared in floats, in a row each. */
    @ParameterizedTest
    @ValueSource(ints = {5, 16, 35})
    void oddNumbers(int ofChannel) {
        for (Sample sample : samples(ofChannel, 0.5)) {
            double[] x = sample.x.clone();
            int row = sample.row();
            x[row - 1] = Float.NaN;
            x[row] = Float.POSITIVE_INFINITY;
            x[2 * row - 1] = Float.NEGATIVE_INFINITY;
            x[2 * row] = Float.NEGATIVE_INFINITY;
            Arrays.fill(x, 3 * row, 4 * row, 3.3f);
            for (int i = 4 * row; i < 5 * row; i++) {
                x[i] = (float) (x[i] * 1e37);
            }
            x[5 * row] = Float.MIN_VALUE;
            check(new Sample(sample.type, sample.opset, x, ofChannel, sample.scale, sample.shift), 1e-14);
        }
    }

    @Test
    void oddScalesAndShifts() {
        for (Sample sample : samples(18, 0.5)) {
            sample.scale[0] = 0;
            sample.scale[1] = Float.NEGATIVE_INFINITY;
            sample.scale[2] = Float.NaN;
            sample.shift[0] = Float.POSITIVE_INFINITY;
            sample.shift[1] = Float.POSITIVE_INFINITY;
            check(sample, 1e-14);
        }
    }

    /** Returns the arrays of a layer over channels of a batch of one. */
    private ForwardBinding bound(DataType type, int channels, int ofChannel) {
        INDArray x = arrays.zeros(type, 1, channels, ofChannel);
        INDArray scale = arrays.zeros(type, channels);
        NativeCopy.write(DoubleStream.generate(() -> 1).limit(channels).toArray(), scale);
        INDArray shift = arrays.zeros(type, channels);
        return new ForwardBinding(type, List.of(x, scale, shift), arrays.zeros(type, 1, channels, ofChannel), arrays);
    }

    private static Optional<Kernel> kernel(ForwardBinding bound) {
        int channels = (int) bound.input(1).length();
        int ofChannel = (int) bound.input(0).length() / channels;
        return CompiledNormalization.kernel(
                bound, new CompiledNormalization.Layout(ofChannel, channels, ofChannel), EPSILON);
    }

    /** Nothing of a run is left in the next one, whatever the numbers were. */
    @Test
    void runAfterRun() {
        ForwardBinding bound = bound(DataType.FLOAT, 3, 35);
        Kernel kernel = kernel(bound).orElseThrow();
        double[] first = drawn(3 * 35, 1, 1);
        double[] found = new double[first.length];
        double[] again = new double[first.length];
        double[] unusable = new double[first.length];
        Arrays.fill(unusable, Double.NaN);
        NativeCopy.write(first, bound.input(0));
        kernel.run();
        NativeCopy.read(bound.output(0), found);
        NativeCopy.write(unusable, bound.input(0));
        kernel.run();
        NativeCopy.read(bound.output(0), again);
        assertThat(again).containsOnly(Double.NaN);
        NativeCopy.write(first, bound.input(0));
        kernel.run();
        NativeCopy.read(bound.output(0), again);
        assertThat(again).isEqualTo(found);
    }

    /** Double precision, what fills no register and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        assertThat(kernel(bound(DataType.FLOAT, 3, 4))).isPresent();
        assertThat(kernel(bound(DataType.FLOAT, 3, 3))).isEmpty();
        assertThat(kernel(bound(DataType.DOUBLE, 3, 35))).isEmpty();
        ForwardBinding bound = bound(DataType.FLOAT, 3, 35);
        assertThat(kernel(bound)).isPresent();
        assertThat(withoutMachineCode(() -> kernel(bound))).isEmpty();
    }

    /** The bits in double precision are those of the loops in Java, with machine code or without. */
    @Test
    void doublePrecisionIsAsBefore() {
        for (Sample sample : samples(35, 0.5)) {
            double[] found = sample.operator().forward(DataType.DOUBLE);
            assertThat(found)
                    .isEqualTo(withoutMachineCode(() -> sample.operator().forward(DataType.DOUBLE)));
            assertThat(found).usingComparatorWithPrecision(1e-13).containsExactly(sample.expected());
        }
    }
}
