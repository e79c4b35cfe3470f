package io.orograph.network.operators.reduction;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.ElementType;
import io.orograph.network.LayerEngines;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Sums, means and extremes along axes; running sums and places of extremes. */
class ReductionTest {

    private static long[] of(long... values) {
        return values;
    }

    private static Tensor constant(long... values) {
        return Tensor.of(values, values.length);
    }

    static Stream<OperatorCase> reductions() {
        return Stream.of("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")
                .map(kind -> "Reduce" + kind)
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 11).positiveInput(2, 3, 4),
                        OperatorCase.of(type, 11, "axes", of(1)).positiveInput(2, 3, 4),
                        OperatorCase.of(type, 11, "axes", of(-1), "keepdims", 0).positiveInput(2, 3, 4),
                        OperatorCase.of(type, 11, "axes", of(0, 2), "keepdims", 0)
                                .positiveInput(2, 3, 2, 2),
                        OperatorCase.of(type, 18, "keepdims", 0)
                                .positiveInput(2, 3, 4)
                                .constant(constant(2, 0)),
                        OperatorCase.of(type, 18, "noop_with_empty_axes", 0).positiveInput(5)));
    }

    static Stream<OperatorCase> others() {
        return Stream.of(
                OperatorCase.of("ReduceSum", 13, "keepdims", 0).input(2, 5).constant(constant(1)),
                OperatorCase.of("ReduceSum", 13, "noop_with_empty_axes", 1)
                        .input(2, 5)
                        .withoutReference(),
                OperatorCase.of("ReduceMax", 13, "axes", of(1)).input(3, 7),
                OperatorCase.of("ReduceProd", 13, "axes", of(1)).input(3, 5),
                OperatorCase.of("ReduceProd", 13, "axes", of(1)).input(new double[] {0, 2, 3, 0, 0, 4}, 2, 3),
                OperatorCase.of("ReduceL2", 13, "axes", of(1)).input(3, 7),
                OperatorCase.of("GlobalLpPool", 13).input(2, 3, 5, 4),
                OperatorCase.of("GlobalLpPool", 13, "p", 1).input(2, 3, 7),
                OperatorCase.of("GlobalMaxPool", 13).input(2, 3, 5, 4),
                OperatorCase.of("GlobalMaxPool", 13).input(2, 3, 7),
                OperatorCase.of("CumSum", 14).input(2, 5).constant(constant(1)),
                OperatorCase.of("CumSum", 14, "exclusive", 1).input(3, 4).constant(constant(0)),
                OperatorCase.of("CumSum", 14, "reverse", 1).input(2, 3, 2).constant(constant(-2)),
                OperatorCase.of("CumSum", 14, "reverse", 1, "exclusive", 1)
                        .input(2, 4)
                        .constant(constant(1)));
    }

    /** Long and short axes, at the end and in the middle, more numbers than are folded at a time. */
    static Stream<OperatorCase> many() {
        return Stream.of("L1", "L2", "LogSum", "Max", "Mean", "Min", "Sum", "SumSquare")
                .map(kind -> "Reduce" + kind)
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 11).positiveInput(2, 3, 401),
                        OperatorCase.of(type, 11, "axes", of(1)).positiveInput(2, 2500),
                        OperatorCase.of(type, 11, "axes", of(0)).positiveInput(5, 600),
                        OperatorCase.of(type, 11, "axes", of(1)).positiveInput(3, 90, 7),
                        OperatorCase.of(type, 11, "axes", of(1)).positiveInput(101, 23),
                        OperatorCase.of(type, 11, "axes", of(0, 2)).positiveInput(4, 3, 70)));
    }

    static Stream<OperatorCase> places() {
        return Stream.of("ArgMax", "ArgMin")
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 13, "axis", 1).input(3, 7).output(ElementType.INT64),
                        OperatorCase.of(type, 13, "axis", -2, "keepdims", 0)
                                .input(2, 3, 4)
                                .output(ElementType.INT64)));
    }

    @ParameterizedTest
    @MethodSource({"reductions", "others", "many", "places"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** The same where no loops are compiled. */
    @ParameterizedTest
    @MethodSource({"reductions", "many"})
    void agreesInJavaToo(OperatorCase operator) {
        withoutMachineCode(operator::check);
    }

    /** First, middle, last, some and all axes, of lengths that fill registers and others. */
    static Stream<OperatorCase> axes() {
        return Stream.of("L1", "L2", "LogSum", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")
                .flatMap(kind -> Stream.of(of(0), of(1), of(2), of(0, 1), of(1, 2), of(0, 2), of(0, 1, 2))
                        .flatMap(axes -> Stream.of(of(4, 8, 16), of(3, 5, 37), of(9, 70, 3), of(2, 33, 1))
                                .map(shape -> OperatorCase.of("Reduce" + kind, 13, "axes", axes)
                                        .positiveInput(shape))));
    }

    /** Compiled sums are those of doubles, rounded for each axis; those in Java lose a digit more at most. */
    @ParameterizedTest
    @MethodSource({"axes", "many"})
    void compiledLikeInJava(OperatorCase operator) {
        assumeTrue(LayerEngines.compiles(), "no machine code is run here");
        double[] exact = operator.forward(DataType.DOUBLE);
        double[] compiled = operator.forward(DataType.FLOAT);
        double[] inJava = withoutMachineCode(() -> operator.forward(DataType.FLOAT));
        boolean isProduct = operator.type().equals("ReduceProd");
        for (int i = 0; i < exact.length; i++) {
            double rounding = Math.max(Math.abs(exact[i]), 1) * 0x1p-24;
            assertThat(compiled[i]).isCloseTo(exact[i], within((isProduct ? 300 : 3) * rounding));
            assertThat(inJava[i]).isCloseTo(exact[i], within((isProduct ? 300 : 20) * rounding));
        }
        assertThat(withoutMachineCode(() -> operator.forward(DataType.DOUBLE)))
                .as("double precision knows no compiled loop")
                .isEqualTo(exact);
    }

    /** Single steps of 0.001 are about what a float of this size can tell apart. */
    @Test
    void theMeanOfALongRowOfLargeNumbers() {
        double[] x = new double[2 * 100_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (10_000 + 0.001 * (i % 1000));
        }
        OperatorCase mean = OperatorCase.of("ReduceMean", 13, "axes", of(1)).input(x, 2, 100_000);
        double[] exact = mean.forward(DataType.DOUBLE);
        double[] single = mean.forward(DataType.FLOAT);
        // Half a unit in the last place where it is compiled; in Java each of 256 sums rounds 400 times on its way to
        // 4·10⁶.
        double tolerance = LayerEngines.compiles() ? 0.5 * Math.ulp(10_000f) + 1e-9 : 0.1;
        assertThat(single[0]).isCloseTo(exact[0], within(tolerance));
        assertThat(single[1]).isCloseTo(exact[1], within(tolerance));
    }

    @Test
    void theFirstOrLastOfEqualNumbersIsChosen() {
        double[] ties = {1, 3, 3, 2, 2, 0};
        assertThat(OperatorCase.of("ArgMax", 13, "axis", 1).input(ties, 2, 3).forward(DataType.FLOAT))
                .containsExactly(1, 0);
        assertThat(OperatorCase.of("ArgMax", 13, "axis", 1, "select_last_index", 1)
                        .input(ties, 2, 3)
                        .forward(DataType.FLOAT))
                .containsExactly(2, 1);
    }

    /** eˣ alone would overflow at 89 in single and at 710 in double precision. */
    @Test
    void logSumExpDoesNotOverflow() {
        double infinite = Double.NEGATIVE_INFINITY;
        double[] x = {1000, 1000, -1000, -1000, infinite, infinite};
        double[] y = OperatorCase.of("ReduceLogSumExp", 13, "axes", of(1), "keepdims", 0)
                .input(x, 3, 2)
                .forward(DataType.DOUBLE);
        assertThat(y[0]).isEqualTo(1000 + Math.log(2));
        assertThat(y[1]).isEqualTo(-1000 + Math.log(2));
        assertThat(y[2]).isEqualTo(infinite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReduceMax", "ReduceMin", "ReduceSum", "ReduceProd", "ReduceL1"})
    void aNanReachesItsResultAndNoOther(String type) {
        checkNan(type);
        withoutMachineCode(() -> checkNan(type));
    }

    private static void checkNan(String type) {
        double[] x = new double[3 * 300];
        x[400] = Double.NaN;
        double[] y = OperatorCase.of(type, 11, "axes", of(1)).input(x, 3, 300).forward(DataType.FLOAT);
        assertThat(y).containsExactly(0, Double.NaN, 0);
        double[] turned =
                OperatorCase.of(type, 11, "axes", of(0)).input(x, 300, 3).forward(DataType.FLOAT);
        assertThat(turned).containsExactly(0, Double.NaN, 0);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(
                        () -> OperatorCase.of("ReduceSum", 13).input(2).input(1).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("computes its axes");
        OperatorCase beyond = OperatorCase.of("ReduceMax", 13, "axes", of(2)).input(2, 3);
        assertThatThrownBy(() -> beyond.operator().outputShapes(beyond.shapes()))
                .hasMessageContaining("axis 2 of a tensor with 2 axes");
        OperatorCase flat = OperatorCase.of("GlobalMaxPool", 13).input(2, 3);
        assertThatThrownBy(() -> flat.operator().outputShapes(flat.shapes())).hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> OperatorCase.of("GlobalLpPool", 13, "p", 3)
                        .input(2, 3, 4)
                        .operator())
                .hasMessageContaining("p = 3; only 1 and 2 are supported");
    }
}
