package io.orograph.network.operators.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernel;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.WithCompiledLoops;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Steps over rows by machine code agree with those in Java and with doubles. */
class CompiledRowsTest {

    /** Of the few roundings of half a unit, for results that no difference has made small. */
    private static final double TOLERANCE = 1e-6;

    private static final float EPSILON = 1e-3f;
    private static final FloatLoop SQUARE = FloatLoop.of(
            x -> x[0].times(x[0]), (x, y, length) -> Arithmetic.PRODUCT.run(new float[][] {x[0], x[0]}, y, length));
    private static final FloatLoop ROOT = FloatLoop.of(x -> x[0].root(), (x, y, length) -> {
        for (int i = 0; i < length; i++) {
            y[i] = (float) Math.sqrt(x[0][i]);
        }
    });

    private final Random random = new Random(11);

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private INDArray drawn(long... shape) {
        INDArray array = arrays.zeros(DataType.FLOAT, shape);
        float[] numbers = new float[(int) array.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        NativeCopy.write(numbers, array);
        return array;
    }

    private static double[] read(INDArray array) {
        double[] numbers = new double[(int) array.length()];
        NativeCopy.read(array, numbers);
        return numbers;
    }

    /** Rows, a factor for each place of a row, what is added to mean squares, and a factor for each row. */
    private record Sample(INDArray x, INDArray weights, INDArray epsilon, INDArray factors) {

        int rows() {
            return (int) factors.length();
        }

        int length() {
            return (int) weights.length();
        }

        INDArray[] all() {
            return new INDArray[] {x, weights, epsilon, factors};
        }

        /** Takes down factor·weight·x/√(mean(x²) + ε), of which the mean is of what was computed before. */
        <R> Optional<Kernel> normalized(RowSteps<R> steps, INDArray out) {
            long[] full = x.shape();
            long[] row = factors.shape();
            R square = steps.run(SQUARE.overRows(), length(), List.of(steps.read(x, full, length())));
            R mean = steps.run(RowSums.MEAN, 1, List.of(square));
            R sum = steps.run(Arithmetic.SUM.overRows(), 1, List.of(mean, steps.read(epsilon, row, 1)));
            R factor = steps.run(
                    Arithmetic.QUOTIENT.overRows(),
                    1,
                    List.of(steps.read(factors, row, 1), steps.run(ROOT.overRows(), 1, List.of(sum))));
            R quotient = steps.run(
                    Arithmetic.PRODUCT.overRows(),
                    length(),
                    List.of(steps.read(x, full, length()), steps.spread(factor)));
            R result = steps.run(
                    Arithmetic.PRODUCT.overRows(), length(), List.of(quotient, steps.read(weights, full, length())));
            return steps.write(result, out);
        }

        double[] expected() {
            double[] numbers = CompiledRowsTest.read(x);
            double[] scales = CompiledRowsTest.read(weights);
            double[] ofRows = CompiledRowsTest.read(factors);
            double[] y = new double[numbers.length];
            for (int row = 0; row < rows(); row++) {
                double squares = 0;
                for (int i = 0; i < length(); i++) {
                    squares += Math.pow(numbers[row * length() + i], 2);
                }
                double factor = ofRows[row] / Math.sqrt(squares / length() + EPSILON);
                for (int i = 0; i < length(); i++) {
                    y[row * length() + i] = factor * numbers[row * length() + i] * scales[i];
                }
            }
            return y;
        }
    }

    private Sample sample(int rows, int length) {
        INDArray epsilon = arrays.zeros(DataType.FLOAT, 1);
        NativeCopy.write(new float[] {EPSILON}, epsilon);
        return new Sample(drawn(rows, length), drawn(length), epsilon, drawn(rows, 1));
    }

    private ForwardBinding bound(Sample sample, INDArray out) {
        return new ForwardBinding(DataType.FLOAT, List.of(sample.all()), out, arrays);
    }

    private static void assertClose(double[] found, double[] expected, String what) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            boolean isSame = Double.compare(found[i], expected[i]) == 0;
            assertThat(isSame || Math.abs(found[i] - expected[i]) <= TOLERANCE * Math.abs(expected[i]))
                    .as("number %d %s: %s in place of %s", i, what, found[i], expected[i])
                    .isTrue();
        }
    }

    private Optional<Kernel> compiled(Sample sample, INDArray out) {
        return sample.normalized(new CompiledRows(bound(sample, out), sample.rows(), sample.length()), out);
    }

    private void check(Sample sample) {
        INDArray y = arrays.zeros(DataType.FLOAT, sample.x.shape());
        compiled(sample, y).orElseThrow().run();
        assertClose(read(y), sample.expected(), "by the formula");
        INDArray inJava = arrays.zeros(DataType.FLOAT, sample.x.shape());
        sample.normalized(new RowPass(sample.rows(), sample.length()), inJava)
                .orElseThrow()
                .run();
        assertClose(read(y), read(inJava), "by loops in Java");
    }

    /** Rows that are gone through at once, in equal parts, and the last ones once more. */
    @ParameterizedTest
    @CsvSource({"8, 8", "9, 21", "45, 8", "600, 13", "33, 64", "100, 64", "45, 300", "21, 2048", "9, 1025"})
    void anyRows(int rows, int length) {
        check(sample(rows, length));
    }

    @Test
    void whatIsNoNumberStaysInItsRow() {
        Sample sample = sample(20, 19);
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, 1024f * 1024 * 1024, -0f};
        double[] numbers = read(sample.x);
        for (int row = 0; row < odd.length; row++) {
            numbers[row * 19 + row] = odd[row];
        }
        NativeCopy.write(numbers, sample.x);
        check(sample);
    }

    @Test
    void fewRowsAndShortOnesAreLeft() {
        for (int[] shape : new int[][] {{7, 64}, {40, 7}}) {
            Sample sample = sample(shape[0], shape[1]);
            assertThat(compiled(sample, drawn(shape[0], shape[1]))).isEmpty();
        }
    }

    @Test
    void inPlaceIsLeft() {
        Sample sample = sample(16, 16);
        assertThat(compiled(sample, sample.x)).isEmpty();
    }

    /** Means of what is read, and of what was computed. */
    @Test
    void resultsMayBeSums() {
        INDArray x = drawn(50, 30);
        INDArray y = arrays.zeros(DataType.FLOAT, 50, 1);
        ForwardBinding binding = new ForwardBinding(DataType.FLOAT, List.of(x), y, arrays);
        CompiledRows steps = new CompiledRows(binding, 50, 30);
        CompiledRows.Numbers numbers = steps.read(x, x.shape(), 30);
        steps.write(steps.run(RowSums.SUM, 1, List.of(numbers)), y)
                .orElseThrow()
                .run();
        INDArray inJava = arrays.zeros(DataType.FLOAT, 50, 1);
        RowPass pass = new RowPass(50, 30);
        pass.write(pass.run(RowSums.SUM, 1, List.of(pass.read(x, x.shape(), 30))), inJava)
                .orElseThrow()
                .run();
        assertThat(read(y)).isEqualTo(read(inJava));
    }

    @Test
    void onlyForLoopsThatAreCompiledInSinglePrecision() {
        Sample sample = sample(16, 16);
        RowLoop sum = Arithmetic.SUM.overRows();
        assertThat(CompiledRows.canDo(bound(sample, sample.x), List.of(sum, RowSums.MEAN)))
                .isTrue();
        assertThat(CompiledRows.canDo(bound(sample, sample.x), List.of(sum, RowSoftmax::run)))
                .isFalse();
        ForwardBinding doubles = new ForwardBinding(DataType.DOUBLE, List.of(), sample.x, arrays);
        assertThat(CompiledRows.canDo(doubles, List.of(sum))).isFalse();
        LayerEngines.choose(Kernels.ND4J);
        assertThat(CompiledRows.canDo(bound(sample, sample.x), List.of(sum))).isFalse();
    }
}
