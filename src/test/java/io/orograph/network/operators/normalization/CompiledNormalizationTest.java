package io.orograph.network.operators.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.OperatorCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private double[] drawn(int count, double mean, double deviation) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (mean + deviation * random.nextGaussian()));
        return numbers;
    }

    private static <T> T withoutMachineCode(Supplier<T> task) {
        LayerEngines.choose(Kernels.ND4J);
        try {
            return task.get();
        } finally {
            LayerEngines.choose(Kernels.standard());
        }
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

    /** The arrays of a layer over channels of a batch of one. */
    private record Bound(DataType type, INDArray x, INDArray scale, INDArray shift, INDArray y, NativeArrays arrays)
            implements Binding {

        private static Bound of(DataType type, int channels, int ofChannel, NativeArrays arrays) {
            Bound bound = new Bound(
                    type,
                    arrays.zeros(type, 1, channels, ofChannel),
                    arrays.zeros(type, channels),
                    arrays.zeros(type, channels),
                    arrays.zeros(type, 1, channels, ofChannel),
                    arrays);
            NativeCopy.write(DoubleStream.generate(() -> 1).limit(channels).toArray(), bound.scale);
            return bound;
        }

        private Optional<Kernel> kernel() {
            int channels = (int) scale.length();
            int ofChannel = (int) x.length() / channels;
            return CompiledNormalization.kernel(
                    this, new CompiledNormalization.Layout(ofChannel, channels, ofChannel), EPSILON);
        }

        @Override
        public int inputs() {
            return 3;
        }

        @Override
        public INDArray input(int i) {
            return List.of(x, scale, shift).get(i);
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

    /** Nothing of a run is left in the next one, whatever the numbers were. */
    @Test
    void runAfterRun() {
        Bound bound = Bound.of(DataType.FLOAT, 3, 35, arrays);
        Kernel kernel = bound.kernel().orElseThrow();
        double[] first = drawn(3 * 35, 1, 1);
        double[] found = new double[first.length];
        double[] again = new double[first.length];
        double[] unusable = new double[first.length];
        Arrays.fill(unusable, Double.NaN);
        NativeCopy.write(first, bound.x);
        kernel.run();
        NativeCopy.read(bound.y, found);
        NativeCopy.write(unusable, bound.x);
        kernel.run();
        NativeCopy.read(bound.y, again);
        assertThat(again).containsOnly(Double.NaN);
        NativeCopy.write(first, bound.x);
        kernel.run();
        NativeCopy.read(bound.y, again);
        assertThat(again).isEqualTo(found);
    }

    /** Double precision, what fills no register and a choice of other kernels are left to the loops in Java. */
    @Test
    void whatIsCompiled() {
        assertThat(Bound.of(DataType.FLOAT, 3, 4, arrays).kernel()).isPresent();
        assertThat(Bound.of(DataType.FLOAT, 3, 3, arrays).kernel()).isEmpty();
        assertThat(Bound.of(DataType.DOUBLE, 3, 35, arrays).kernel()).isEmpty();
        Bound bound = Bound.of(DataType.FLOAT, 3, 35, arrays);
        assertThat(bound.kernel()).isPresent();
        assertThat(withoutMachineCode(bound::kernel)).isEmpty();
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
