package io.orograph.network.operators.activation;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.network.LayerEngines;
import io.orograph.network.operators.OperatorCase;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Softmax and LogSoftmax. */
class SoftmaxTest {

    static Stream<OperatorCase> cases() {
        return Stream.of("Softmax", "LogSoftmax")
                .flatMap(type -> Stream.of(
                        OperatorCase.of(type, 13).input(5, 10),
                        OperatorCase.of(type, 13).input(7),
                        OperatorCase.of(type, 13).input(30, 600),
                        OperatorCase.of(type, 13, "axis", 1).input(4, 20, 300),
                        OperatorCase.of(type, 13).input(3, 1),
                        OperatorCase.of(type, 13, "axis", 1).input(2, 3, 4, 5),
                        OperatorCase.of(type, 13, "axis", 0).input(4, 3),
                        OperatorCase.of(type, 13, "axis", -2).input(2, 6, 3),
                        OperatorCase.of(type, 11).input(5, 10),
                        OperatorCase.of(type, 11).input(2, 3, 4),
                        OperatorCase.of(type, 11, "axis", 2).input(2, 3, 4),
                        OperatorCase.of(type, 11, "axis", 0).input(2, 3),
                        OperatorCase.of(type, 11, "axis", -1).input(2, 3, 4)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void largeNumbersDoNotOverflow() {
        double[] x = {1000, 0, -1000, 88, 89, 90};
        double[] p = OperatorCase.of("Softmax", 13).input(x, 2, 3).forward(DataType.FLOAT);
        double[] log = OperatorCase.of("LogSoftmax", 13).input(x, 2, 3).forward(DataType.FLOAT);
        assertThat(Arrays.copyOf(p, 3)).containsExactly(1, 0, 0);
        assertThat(Arrays.copyOf(log, 3)).containsExactly(0, -1000, -2000);
        assertThat(log[5]).isCloseTo(-Math.log(1 + Math.exp(-1) + Math.exp(-2)), within(1e-6));
    }

    @Test
    void aNanReachesItsWholeRowAndNoOther() {
        double[] x = {1, Double.NaN, 2, 3, 4, 5};
        for (String type : new String[] {"Softmax", "LogSoftmax"}) {
            double[] y = OperatorCase.of(type, 13).input(x, 2, 3).forward(DataType.FLOAT);
            assertThat(Arrays.copyOf(y, 3)).containsOnly(Double.NaN);
            assertThat(Arrays.copyOfRange(y, 3, 6)).doesNotContain(Double.NaN);
        }
    }

    /** Many numbers go another way. */
    @Test
    void aNanReachesItsWholeRowAmongManyToo() {
        double[] x = new double[20 * 1000];
        x[1500] = Double.NaN;
        double[] y = OperatorCase.of("Softmax", 13).input(x, 20, 1000).forward(DataType.FLOAT);
        assertThat(Arrays.copyOfRange(y, 1000, 2000)).containsOnly(Double.NaN);
        assertThat(y[999]).isCloseTo(1e-3, within(1e-9));
        assertThat(y[2000]).isCloseTo(1e-3, within(1e-9));
    }

    static Stream<OperatorCase> rows() {
        return Stream.of("Softmax", "LogSoftmax")
                .flatMap(type -> Stream.of(2, 3, 8, 10, 17, 64, 65, 100, 1000)
                        .flatMap(length -> Stream.of(3, 4, 40)
                                .map(rows -> OperatorCase.of(type, 13, "axis", -1)
                                        .input(drawn(rows * length), rows, length))));
    }

    /** Logits from some to many hundreds, and some that a mask takes out. */
    private static double[] drawn(int count) {
        Random random = new Random(count);
        double[] x = new double[count];
        Arrays.setAll(
                x,
                i -> i % 11 == 6
                        ? Double.NEGATIVE_INFINITY
                        : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(3))));
        return x;
    }

    /** Differences of logits are rounded to floats, by 2⁻²⁴ of up to 1000, and powers follow them. */
    @ParameterizedTest
    @MethodSource("rows")
    void machineCodeLikeJavaAndLikeDoubles(OperatorCase operator) {
        assumeTrue(LayerEngines.compiles(), "no machine code is run here");
        double[] exact = operator.forward(DataType.DOUBLE);
        double[] compiled = operator.forward(DataType.FLOAT);
        double[] inJava = withoutMachineCode(() -> operator.forward(DataType.FLOAT));
        for (int i = 0; i < exact.length; i++) {
            if (Double.isFinite(exact[i])) {
                double tolerance = 2e-6 * Math.max(1, Math.abs(exact[i]));
                assertThat(compiled[i]).isCloseTo(exact[i], within(tolerance));
                assertThat(inJava[i]).isCloseTo(exact[i], within(tolerance));
            } else {
                assertThat(compiled[i]).isEqualTo(exact[i]);
                assertThat(inJava[i]).isEqualTo(exact[i]);
            }
        }
        assertThat(withoutMachineCode(() -> operator.forward(DataType.DOUBLE)))
                .as("double precision knows no machine code")
                .isEqualTo(exact);
    }

    @Test
    void saysWhichAxisIsMissing() {
        OperatorCase outside = OperatorCase.of("Softmax", 13, "axis", 2).input(2, 3);
        assertThatThrownBy(() -> outside.operator().outputShapes(outside.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axis 2 of a tensor with 2 axes");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
