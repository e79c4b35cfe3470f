package io.orograph.network.operators.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernel;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.Shape;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.WithCompiledLoops;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arithmetic with stretched operands by machine code gives, to the bit, what loops in Java and single doubles give. */
class FormulaTest {

    private static final float[] ODD = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0, Float.MIN_VALUE, Float.MAX_VALUE, -1e-38f
    };

    /** The shape of the results, and that of the stretched operand. */
    private static final long[][][] COMPILED = {
        {{5, 16}, {16}},
        {{5, 16}, {1, 16}},
        {{5, 16}, {5, 1}},
        {{5, 19}, {19}},
        {{5, 19}, {5, 1}},
        {{5, 8}, {}},
        {{30, 9}, {1, 1}},
        {{3, 4, 32}, {3, 4, 1}},
        {{3, 4, 32}, {4, 32}},
        {{3, 4, 17}, {3, 1, 1}},
        {{3, 4, 3}, {4, 3}},
        {{3, 4, 8}, {1, 4, 1}},
        {{2, 3, 4, 5}, {3, 1, 1}},
        {{2, 3, 4, 5}, {1, 3, 4, 5}},
        {{2, 3, 4, 5}, {2, 3, 1, 1}},
        {{2, 1, 4, 9}, {2, 1, 4, 1}},
    };

    private static final long[][][] NOT_COMPILED = {
        {{5, 7}, {7}},
        {{5, 7}, {5, 1}},
        {{1, 7}, {1}},
        {{2, 3, 4, 5}, {2, 3, 4, 1}},
        {{2, 9, 4, 10}, {2, 1, 4, 1}},
        {{9, 2, 10}, {9, 1, 10}},
    };

    private enum Kind {
        SUM(Arithmetic.SUM, Double::sum),
        DIFFERENCE(Arithmetic.DIFFERENCE, (a, b) -> a - b),
        PRODUCT(Arithmetic.PRODUCT, (a, b) -> a * b),
        QUOTIENT(Arithmetic.QUOTIENT, (a, b) -> a / b);

        private final FloatLoop loop;
        private final DoubleBinaryOperator function;

        Kind(FloatLoop loop, DoubleBinaryOperator function) {
            this.loop = loop;
            this.function = function;
        }

        Kernel kernel(ForwardBinding binding, INDArray a, INDArray b, INDArray out) {
            return switch (this) {
                case SUM -> Arithmetic.add(binding, a, b, out);
                case DIFFERENCE -> Arithmetic.subtract(binding, a, b, out);
                case PRODUCT -> Arithmetic.multiply(binding, a, b, out);
                case QUOTIENT -> Arithmetic.divide(binding, a, b, out);
            };
        }
    }

    private final Random random = new Random(3);

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private INDArray drawn(long... shape) {
        float[] numbers = new float[Shape.size(shape)];
        for (int i = 0; i < numbers.length; i++) {
            boolean isOdd = random.nextInt(8) == 0;
            numbers[i] = isOdd ? ODD[random.nextInt(ODD.length)] : (float) random.nextGaussian();
        }
        return holding(numbers, shape);
    }

    private INDArray holding(float[] numbers, long... shape) {
        INDArray array = arrays.zeros(DataType.FLOAT, shape);
        NativeCopy.write(numbers, array);
        return array;
    }

    private static double[] read(INDArray array) {
        double[] numbers = new double[(int) array.length()];
        NativeCopy.read(array, numbers);
        return numbers;
    }

    private ForwardBinding bound(INDArray out, INDArray... read) {
        return new ForwardBinding(out.dataType(), List.of(read), out, arrays);
    }

    /** Float operations, as which those in doubles come out that are rounded once more. */
    private static double[] expected(Kind kind, INDArray a, INDArray b, long... shape) {
        int[] ofA = IndexMap.broadcast(a.shape(), shape);
        int[] ofB = IndexMap.broadcast(b.shape(), shape);
        double[] left = read(a);
        double[] right = read(b);
        double[] y = new double[ofA.length];
        Arrays.setAll(y, i -> (float) kind.function.applyAsDouble(left[ofA[i]], right[ofB[i]]));
        return y;
    }

    private void check(Kind kind, INDArray a, INDArray b, boolean isCompiled, long... shape) {
        String what = kind + " of " + Shape.text(a.shape()) + " and " + Shape.text(b.shape());
        double[] expected = expected(kind, a, b, shape);
        INDArray y = arrays.zeros(DataType.FLOAT, shape);
        Optional<Kernel> compiled =
                Formula.of(kind.loop.compiled().orElseThrow(), 2).kernel(bound(y, a, b), y, a, b);
        assertThat(compiled.isPresent()).as(what).isEqualTo(isCompiled);
        compiled.ifPresent(Kernel::run);
        assertThat(compiled.isPresent() ? read(y) : expected).as(what).isEqualTo(expected);
        INDArray other = arrays.zeros(DataType.FLOAT, shape);
        kind.loop.kernel(other, a, b).orElseThrow().run();
        assertThat(read(other)).as(what + " in Java").isEqualTo(expected);
        INDArray last = arrays.zeros(DataType.FLOAT, shape);
        kind.kernel(bound(last, a, b), a, b, last).run();
        assertThat(read(last)).as(what + " as operators have it").isEqualTo(expected);
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anyStretching(Kind kind) {
        for (long[][] shapes : COMPILED) {
            check(kind, drawn(shapes[0]), drawn(shapes[1]), true, shapes[0]);
            check(kind, drawn(shapes[1]), drawn(shapes[0]), true, shapes[0]);
        }
        check(kind, drawn(6, 1), drawn(1, 11), true, 6, 11);
        check(kind, drawn(6, 1), drawn(11), true, 6, 11);
        check(kind, drawn(2, 3, 1, 1), drawn(5, 8), true, 2, 3, 5, 8);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsLeftToJava(Kind kind) {
        for (long[][] shapes : NOT_COMPILED) {
            check(kind, drawn(shapes[0]), drawn(shapes[1]), false, shapes[0]);
            check(kind, drawn(shapes[1]), drawn(shapes[0]), false, shapes[0]);
        }
    }

    /** Numbers that are written twice must not be read as results; where runs are whole registers none are. */
    @ParameterizedTest
    @MethodSource("kinds")
    void inPlace(Kind kind) {
        for (int length : new int[] {7, 8, 10, 24, 33}) {
            for (long[] shape : new long[][] {{4, 1}, {1, length}, {}}) {
                INDArray x = drawn(4, length);
                INDArray b = drawn(shape);
                double[] expected = expected(kind, x, b, 4, length);
                boolean isWhole = (shape.length == 0 ? 4 * length : length) % 8 == 0;
                Optional<Kernel> compiled =
                        Formula.of(kind.loop.compiled().orElseThrow(), 2).kernel(bound(x, x, b), x, x, b);
                assertThat(compiled.isPresent()).as("length %d", length).isEqualTo(isWhole);
                kind.kernel(bound(x, x, b), x, b, x).run();
                assertThat(read(x)).as("length %d", length).isEqualTo(expected);
            }
        }
    }

    /** (a + b)·a, then taken from c. */
    @Test
    void functionsOfEachOther() {
        for (int length : new int[] {8, 21}) {
            INDArray a = drawn(6, length);
            INDArray b = drawn(length);
            INDArray c = drawn(6, 1);
            Formula formula = new Formula(List.of(
                    new Formula.Step(Arithmetic.SUM.compiled().orElseThrow(), List.of(0, 1)),
                    new Formula.Step(Arithmetic.PRODUCT.compiled().orElseThrow(), List.of(Formula.Step.ofStep(0), 0)),
                    new Formula.Step(
                            Arithmetic.DIFFERENCE.compiled().orElseThrow(), List.of(2, Formula.Step.ofStep(1)))));
            INDArray y = arrays.zeros(DataType.FLOAT, 6, length);
            formula.kernel(bound(y, a, b, c), y, a, b, c).orElseThrow().run();
            double[] x = read(a);
            double[] terms = read(b);
            double[] others = read(c);
            double[] expected = new double[x.length];
            Arrays.setAll(expected, i -> others[i / length] - (float) ((float) (x[i] + terms[i % length]) * x[i]));
            Arrays.setAll(expected, i -> (float) expected[i]);
            assertThat(read(y)).isEqualTo(expected);
        }
    }

    @Test
    void notForDoublesNorWithoutMachineCode() {
        INDArray wide = arrays.zeros(DataType.DOUBLE, 3, 16);
        INDArray row = arrays.zeros(DataType.DOUBLE, 16);
        Formula product = Formula.of(Arithmetic.PRODUCT.compiled().orElseThrow(), 2);
        assertThat(product.kernel(bound(wide, wide, row), wide, wide, row)).isEmpty();
        INDArray x = drawn(3, 16);
        INDArray y = drawn(16);
        LayerEngines.choose(Kernels.ND4J);
        assertThat(product.kernel(bound(x, x, y), x, x, y)).isEmpty();
    }
}
