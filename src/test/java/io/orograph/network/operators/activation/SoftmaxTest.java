package io.orograph.network.operators.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.operators.OperatorCase;
import java.util.Arrays;
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
