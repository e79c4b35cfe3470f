package io.orograph.network.operators.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchNormalizationTest {

    private static OperatorCase of(int opset, long channels, Object[] settings, long... shape) {
        return OperatorCase.of("BatchNormalization", opset, settings)
                .input(shape)
                .input(channels)
                .input(channels)
                .input(channels)
                .positiveInput(channels);
    }

    static Stream<OperatorCase> cases() {
        return Stream.of(
                of(7, 3, new Object[0], 2, 3, 4, 5),
                of(9, 4, new Object[] {"epsilon", 0.1f}, 3, 4, 5, 5),
                of(14, 3, new Object[0], 5, 3),
                of(15, 6, new Object[] {"momentum", 0.8f}, 2, 6, 7),
                of(15, 1, new Object[0], 2, 1, 3, 3),
                of(15, 3, new Object[0], 1, 3, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void trainsScaleAndShiftOnly() {
        Operator operator = of(15, 3, new Object[0], 2, 3).operator();
        long[] shape = {3};
        assertThat(operator.role(1, shape)).isEqualTo(Role.NORM_SCALE);
        assertThat(operator.role(2, shape)).isEqualTo(Role.NORM_SHIFT);
        assertThat(operator.role(3, shape)).isEqualTo(Role.NONE);
        assertThat(operator.role(4, shape)).isEqualTo(Role.NONE);
    }

    /** A node exported in training mode names its new statistics as outputs; the running ones are used. */
    @Test
    void trainingModeIsInference() {
        OperatorCase training = of(14, 3, new Object[] {"training_mode", 1}, 2, 3, 2, 2);
        OperatorCase inference = of(14, 3, new Object[0], 2, 3, 2, 2);
        assertThat(training.forward(org.nd4j.linalg.api.buffer.DataType.DOUBLE))
                .isEqualTo(inference.forward(org.nd4j.linalg.api.buffer.DataType.DOUBLE));
    }

    @Test
    void saysWhatDoesNotFit() {
        OperatorCase odd = OperatorCase.of("BatchNormalization", 15)
                .input(2, 3, 4)
                .input(3)
                .input(4)
                .input(3)
                .input(3);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a shift of shape [4] for an input of shape [2, 3, 4] with 3 channels");
        assertThatThrownBy(() -> of(7, 3, new Object[] {"spatial", 0}, 2, 3).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("spatial = 0");
    }
}
