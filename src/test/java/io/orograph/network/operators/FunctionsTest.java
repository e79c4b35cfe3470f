package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.Parameter.Role;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Element-wise functions and comparisons that are plain loops. */
class FunctionsTest {

    private static final double[] BOTH_SIDES = {-3.7, -2.5, -1.5, -0.7, -0.2, 0.3, 0.5, 0.8, 1.5, 2.5, 3.1, 4.6};

    static Stream<OperatorCase> functions() {
        return Stream.of("Sin", "Cos", "Sinh", "Cosh", "Asinh", "Atan", "Sign", "Softsign", "Mish")
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 18).input(4, 9),
                        OperatorCase.of(type, 18).input()));
    }

    static Stream<OperatorCase> others() {
        double[] inside = {-0.9, -0.6, -0.2, 0.1, 0.5, 0.95};
        return Stream.of(
                OperatorCase.of("Acos", 13).input(inside, 2, 3),
                OperatorCase.of("Asin", 13).input(inside, 2, 3),
                OperatorCase.of("Tan", 13).input(inside, 2, 3),
                OperatorCase.of("Atanh", 13).input(inside, 2, 3),
                OperatorCase.of("Acosh", 13).input(new double[] {1.0625, 1.5, 2, 3, 40, 5000}, 2, 3),
                OperatorCase.of("Swish", 24).input(4, 9).withoutReference(),
                OperatorCase.of("Swish", 24, "alpha", 1.5f).input(3, 1000).withoutReference(),
                OperatorCase.of("Swish", 24, "alpha", -0.5f).input().withoutReference(),
                OperatorCase.of("Log", 13).positiveInput(3, 5),
                OperatorCase.of("Reciprocal", 13).positiveInput(3, 5),
                OperatorCase.of("Floor", 13).input(4, 9),
                OperatorCase.of("Ceil", 13).input(4, 9),
                OperatorCase.of("Celu", 13).input(4, 9),
                OperatorCase.of("Celu", 13, "alpha", 0.5f).input(4, 9),
                OperatorCase.of("ThresholdedRelu", 13).input(BOTH_SIDES, 3, 4),
                OperatorCase.of("ThresholdedRelu", 13, "alpha", 0.4f).input(BOTH_SIDES, 3, 4),
                OperatorCase.of("Shrink", 13, "bias", 0.25f, "lambd", 0.6f).input(BOTH_SIDES, 3, 4),
                OperatorCase.of("Gelu", 20).input(4, 9),
                OperatorCase.of("Gelu", 20, "approximate", "tanh").input(4, 9),
                OperatorCase.of("Cast", 13, "to", 1).input(2, 3));
    }

    static Stream<OperatorCase> ofSeveral() {
        return Stream.of("Min", "Max", "Sum", "Mean")
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 13).input(3, 5),
                        OperatorCase.of(type, 13).input(3, 5).input(3, 5),
                        OperatorCase.of(type, 13).input(3, 5).input(5).input(3, 1),
                        OperatorCase.of(type, 13).input().input(2, 1, 4).input(3, 1)));
    }

    static Stream<OperatorCase> powers() {
        return Stream.of(
                OperatorCase.of("Pow", 13).positiveInput(3, 5).input(3, 5),
                OperatorCase.of("Pow", 13).positiveInput(3, 5).input(5),
                OperatorCase.of("Pow", 13).positiveInput(1, 5).input(3, 1),
                OperatorCase.of("PRelu", 9).input(2, 3, 4, 5).input(3, 1, 1),
                OperatorCase.of("PRelu", 16).input(4, 6).input(6),
                OperatorCase.of("PRelu", 16).input(4, 6).input(1));
    }

    private static final double[] INTEGERS = {-7, -4, -1, 0, 1, 5, 8, 9};
    private static final double[] DIVISORS = {3, -3, 4, 5, -2, 3, -5, 9};

    static Stream<OperatorCase> remainders() {
        double[] dividends = {-7.5, -4.25, -1.125, 0.5, 1.75, 5.5, 8.25, 9.5};
        return Stream.of(
                OperatorCase.of("Mod", 13, "fmod", 1).input(dividends, 8).input(DIVISORS, 8),
                OperatorCase.of("Mod", 13, "fmod", 1).input(dividends, 2, 4).input(new double[] {-2.25}),
                // ONNX allows this for integers only; what it is for real numbers is Python's remainder.
                OperatorCase.of("Mod", 13)
                        .input(dividends, 8)
                        .input(DIVISORS, 8)
                        .withoutReference());
    }

    static Stream<OperatorCase> integerRemainders() {
        return Stream.of(
                OperatorCase.of("Mod", 13)
                        .input(ElementType.INT64, INTEGERS, 8)
                        .input(ElementType.INT64, DIVISORS, 8)
                        .output(ElementType.INT64),
                OperatorCase.of("Mod", 13, "fmod", 1)
                        .input(ElementType.INT64, INTEGERS, 2, 4)
                        .input(ElementType.INT64, new double[] {3, -3, 4, 5}, 4)
                        .output(ElementType.INT64));
    }

    /** Without the gradient, which is that of real numbers. */
    @ParameterizedTest
    @MethodSource("integerRemainders")
    void integersHaveTheReferencesValue(OperatorCase operator) {
        double[] expected = operator.reference().orElseThrow().get(0).doubles();
        assertThat(operator.forward(DataType.FLOAT))
                .usingComparatorWithPrecision(0.0)
                .containsExactly(expected);
    }

    @Test
    void theRemainderHasTheSignThatIsAskedFor() {
        double[] dividends = {7.5, -7.5, 7.5, -7.5, 6, -6};
        double[] divisors = {2, 2, -2, -2, 3, 3};
        assertThat(OperatorCase.of("Mod", 13)
                        .input(dividends, 6)
                        .input(divisors, 6)
                        .forward(DataType.FLOAT))
                .usingComparatorWithPrecision(0.0)
                .containsExactly(1.5, 0.5, -0.5, -1.5, 0, 0);
        assertThat(OperatorCase.of("Mod", 13, "fmod", 1)
                        .input(dividends, 6)
                        .input(divisors, 6)
                        .forward(DataType.FLOAT))
                .usingComparatorWithPrecision(0.0)
                .containsExactly(1.5, -1.5, 1.5, -1.5, 0, 0);
    }

    static Stream<OperatorCase> bits() {
        double[] left = {0, 1, 5, 12, 200, 255};
        double[] right = {3, 1, 6};
        Stream<OperatorCase> pairs = Stream.of("BitwiseAnd", "BitwiseOr", "BitwiseXor")
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 18)
                                .input(ElementType.UINT8, left, 2, 3)
                                .input(ElementType.UINT8, right, 3)
                                .output(ElementType.UINT8),
                        OperatorCase.of(type, 18)
                                .input(ElementType.INT64, new double[] {-1, -7, 8, 300, -200, 6}, 2, 3)
                                .input(ElementType.INT64, new double[] {12, -3, 7}, 3)
                                .output(ElementType.INT64)));
        Stream<OperatorCase> shifts = Stream.of("LEFT", "RIGHT")
                .map(direction -> OperatorCase.of("BitShift", 11, "direction", direction, "element_type", 2)
                        .input(ElementType.UINT8, left, 2, 3)
                        .input(ElementType.UINT8, right, 3)
                        .output(ElementType.UINT8));
        Stream<OperatorCase> turned = Stream.of(
                OperatorCase.of("BitwiseNot", 18, "element_type", 2)
                        .input(ElementType.UINT8, left, 6)
                        .output(ElementType.UINT8),
                OperatorCase.of("BitwiseNot", 18, "element_type", 7)
                        .input(ElementType.INT64, new double[] {-1, 0, 1, 300, -200}, 5)
                        .output(ElementType.INT64));
        return Stream.of(pairs, shifts, turned).flatMap(cases -> cases);
    }

    static Stream<OperatorCase> hardmaxes() {
        return Stream.of(
                OperatorCase.of("Hardmax", 13).input(3, 7),
                OperatorCase.of("Hardmax", 13, "axis", 1).input(2, 4, 5),
                OperatorCase.of("Hardmax", 13, "axis", -3).input(2, 4, 5),
                OperatorCase.of("Hardmax", 11).input(2, 4, 5),
                OperatorCase.of("Hardmax", 11, "axis", 2).input(2, 4, 5));
    }

    static Stream<OperatorCase> logic() {
        double[] left = {-1, 0, 1, 2, 2, 3};
        double[] right = {2, 0, 1};
        double[] yes = {1, 0, 0, 1, 1, 0};
        Stream<OperatorCase> comparisons = Stream.of("Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal")
                .map(type -> OperatorCase.of(type, 16)
                        .input(ElementType.INT64, left, 2, 3)
                        .input(ElementType.INT64, right, 3)
                        .output(ElementType.BOOL));
        Stream<OperatorCase> logical = Stream.of("And", "Or", "Xor")
                .map(type -> OperatorCase.of(type, 13)
                        .input(ElementType.BOOL, yes, 2, 3)
                        .input(ElementType.BOOL, new double[] {1, 1, 0}, 3)
                        .output(ElementType.BOOL));
        Stream<OperatorCase> rest = Stream.of(
                OperatorCase.of("IsNaN", 20).input(4, 9).output(ElementType.BOOL),
                OperatorCase.of("IsInf", 20).input(4, 9).output(ElementType.BOOL),
                OperatorCase.of("Not", 13).input(ElementType.BOOL, yes, 2, 3).output(ElementType.BOOL),
                OperatorCase.of("Where", 13)
                        .input(ElementType.BOOL, yes, 2, 3)
                        .input(2, 3)
                        .input(3),
                OperatorCase.of("Where", 13)
                        .input(ElementType.BOOL, new double[] {1, 0}, 2, 1)
                        .input()
                        .input(4, 1, 3),
                OperatorCase.of("Round", 13).input(4, 9),
                OperatorCase.of("Cast", 13, "to", 7).input(BOTH_SIDES, 12).output(ElementType.INT64),
                OperatorCase.of("Cast", 13, "to", 9)
                        .input(ElementType.INT64, left, 6)
                        .output(ElementType.BOOL));
        return Stream.of(comparisons, logical, rest).flatMap(stream -> stream);
    }

    /** More numbers than are copied at a time, whole and stretched. */
    static Stream<OperatorCase> many() {
        return Stream.concat(
                Stream.of("Ceil", "Floor", "Round", "Sign", "Softsign", "ThresholdedRelu", "Celu", "Exp")
                        .map(type -> OperatorCase.of(type, 18).input(3, 1000)),
                Stream.of(
                        OperatorCase.of("Reciprocal", 18).positiveInput(5, 500),
                        OperatorCase.of("Sqrt", 18).positiveInput(5, 500),
                        OperatorCase.of("Greater", 18)
                                .input(3, 1000)
                                .input(1000)
                                .output(ElementType.BOOL),
                        OperatorCase.of("LessOrEqual", 18)
                                .input(2, 3, 500)
                                .input(3, 1)
                                .output(ElementType.BOOL),
                        OperatorCase.of("Where", 18)
                                .input(ElementType.BOOL, new double[] {1, 0, 1, 1, 0}, 5, 1)
                                .input(5, 500)
                                .input(1, 500)));
    }

    @ParameterizedTest
    @MethodSource({"functions", "others", "ofSeveral", "powers", "remainders", "bits", "hardmaxes", "logic", "many"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void keepsDigitsWhereAFormulaWouldLoseThem() {
        double[] x = {-1e10, -1e-9, 1e-9, 1e160};
        double[] y = OperatorCase.of("Asinh", 13).input(x, 4).forward(DataType.DOUBLE);
        // asinh x = x − x³/6 + …; ln 2x for large ones.
        assertThat(y[0]).isCloseTo(-Math.log(2e10), org.assertj.core.data.Offset.offset(1e-14));
        assertThat(y[1]).isEqualTo(-1e-9);
        assertThat(y[2]).isEqualTo(1e-9);
        double[] above = OperatorCase.of("Acosh", 13)
                .input(new double[] {1, 1 + 1e-12, 1e160}, 3)
                .forward(DataType.DOUBLE);
        // acosh(1 + t) = √(2t)·(1 − t/12 + …), of the t that 1 + 1e-12 rounds to.
        assertThat(above[0]).isZero();
        assertThat(above[1] / Math.sqrt(2 * (1 + 1e-12 - 1)) - 1)
                .isCloseTo(0, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(above[2]).isCloseTo(Math.log(1e160) + Math.log(2), org.assertj.core.data.Offset.offset(1e-12));
        assertThat(OperatorCase.of("Atanh", 13)
                        .input(new double[] {-1, -1e-9, 1e-9, 1, 2}, 5)
                        .forward(DataType.DOUBLE))
                .containsExactly(Double.NEGATIVE_INFINITY, -1e-9, 1e-9, Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(y[3]).isCloseTo(Math.log(1e160) + Math.log(2), org.assertj.core.data.Offset.offset(1e-12));
        double[] far = OperatorCase.of("Mish", 18)
                .input(new double[] {-800, 0, 800}, 3)
                .forward(DataType.DOUBLE);
        assertThat(far).containsExactly(-0.0, 0, 800);
    }

    /** Small and large angles, and those next to a zero of the sine, where it must be right relative to its own size. */
    @ParameterizedTest
    @ValueSource(strings = {"Sin", "Cos"})
    void anglesOfAllSizesAreExact(String type) {
        double[] x = new double[4000];
        for (int i = 0; i < x.length; i++) {
            double angle =
                    i % 2 == 0 ? Math.pow(10, -38 + i * 0.0105) : 0.05 * (i - i % 20) * Math.PI * (1 + 1e-6 * (i % 20));
            x[i] = (float) (i % 3 == 0 ? -angle : angle);
        }
        double[] y = OperatorCase.of(type, 18).input(x, x.length).forward(DataType.FLOAT);
        for (int i = 0; i < x.length; i++) {
            double expected = type.equals("Sin") ? Math.sin(x[i]) : Math.cos(x[i]);
            // Half a unit in the last place is 6e-8; x − π/2 loses 1e-16·x, which only counts next to a zero.
            assertThat(Math.abs(y[i] - expected))
                    .as("%s of %s", type, x[i])
                    .isLessThanOrEqualTo(7e-8 * Math.abs(expected) + 2e-16 * Math.abs(x[i]) + 1e-45);
        }
    }

    /** Java's double precision is the reference, which plans in single precision leave for loops of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Ceil", "Exp", "Floor", "Reciprocal", "Round", "Sign", "Softsign", "Sqrt", "ThresholdedRelu"})
    void extremesAreTheSameInBothPrecisions(String type) {
        double infinity = Double.POSITIVE_INFINITY;
        double[] x = {Double.NaN, -infinity, infinity, -0.0, 0, 1e-40, -1e-40, 1e30, -1e30, 87.5, 88.6, 88.8, -87, -100
        };
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) x[i];
        }
        OperatorCase operator = OperatorCase.of(type, 18).input(x, x.length);
        double[] single = operator.forward(DataType.FLOAT);
        double[] exact = operator.forward(DataType.DOUBLE);
        for (int i = 0; i < x.length; i++) {
            double expected = (float) exact[i];
            // Half a unit in the last place is 6e-8 of a number, and 7e-46 of one below 1e-38.
            assertThat(single[i] == expected
                            || Math.abs(single[i] - expected) <= 3e-7 * Math.abs(expected) + 3e-45
                            || Double.isNaN(single[i]) && Double.isNaN(expected))
                    .as("%s of %s: %s where %s is right", type, x[i], single[i], expected)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Or", "Xor"})
    void comparisonsOfWhatIsNotFiniteAreTheSameInBothPrecisions(String type) {
        double infinity = Double.POSITIVE_INFINITY;
        double[] some = {Double.NaN, -infinity, infinity, -0.0, 0, 1};
        OperatorCase operator = OperatorCase.of(type, 18).input(some, 6, 1).input(some, 6);
        assertThat(operator.forward(DataType.FLOAT)).isEqualTo(operator.forward(DataType.DOUBLE));
    }

    /** The numbers that are not finite, and whether they are infinite or NaN. */
    @Test
    void tellsWhatIsNotFinite() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] some = {Double.NaN, -infinity, infinity, -0.0, 3e38, 1};
        for (DataType precision : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            assertThat(OperatorCase.of("IsNaN", 20).input(some, 6).forward(precision))
                    .containsExactly(1, 0, 0, 0, 0, 0);
            assertThat(OperatorCase.of("IsInf", 20).input(some, 6).forward(precision))
                    .containsExactly(0, 1, 1, 0, 0, 0);
            assertThat(OperatorCase.of("IsInf", 20, "detect_negative", 0)
                            .input(some, 6)
                            .forward(precision))
                    .containsExactly(0, 0, 1, 0, 0, 0);
            assertThat(OperatorCase.of("IsInf", 20, "detect_positive", 0)
                            .input(some, 6)
                            .forward(precision))
                    .containsExactly(0, 1, 0, 0, 0, 0);
        }
    }

    @Test
    void roundsHalvesToTheEvenNumber() {
        double[] halves = {-2.5, -1.5, -0.5, 0.5, 1.5, 2.5};
        assertThat(OperatorCase.of("Round", 13).input(halves, 6).forward(DataType.FLOAT))
                .containsExactly(-2, -2, -0.0, 0, 2, 2);
    }

    /** A tie is decided for the first. */
    @Test
    void hardmaxChoosesTheFirstOfTheLargest() {
        assertThat(OperatorCase.of("Hardmax", 13)
                        .input(new double[] {1, 3, 3, 0, 2, 2}, 2, 3)
                        .forward(DataType.FLOAT))
                .containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test
    void whatIsTrained() {
        assertThat(OperatorCase.of("PRelu", 16).input(2, 3).input(3).operator().role(1, new long[] {3}))
                .isEqualTo(Role.NORM_SCALE);
        assertThat(OperatorCase.of("Sum", 13).input(2).input(2).operator().role(1, new long[] {2}))
                .isEqualTo(Role.BIAS);
        assertThat(OperatorCase.of("Where", 13)
                        .input(2)
                        .input(2)
                        .input(2)
                        .operator()
                        .role(1, new long[] {2}))
                .isEqualTo(Role.NONE);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> OperatorCase.of("Cast", 13, "to", 8).input(2).operator())
                .hasMessageContaining("casts to element type 8");
        assertThatThrownBy(() -> OperatorCase.of("BitShift", 11, "direction", "LEFT")
                        .input(2)
                        .input(2)
                        .operator())
                .hasMessageContaining("does not tell which integers");
        assertThatThrownBy(() -> OperatorCase.of("BitShift", 11, "direction", "UP", "element_type", 2)
                        .input(2)
                        .input(2)
                        .operator())
                .hasMessageContaining("direction \"UP\"");
        assertThatThrownBy(() -> OperatorCase.of("Gelu", 20, "approximate", "some")
                        .input(2)
                        .operator())
                .hasMessageContaining("\"some\"");
        assertThatThrownBy(
                        () -> OperatorCase.of("Celu", 13, "alpha", 0f).input(2).operator())
                .hasMessageContaining("alpha 0.0");
        OperatorCase odd = OperatorCase.of("Max", 13).input(2, 3).input(2);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes())).hasMessageContaining("do not broadcast");
    }
}
