package io.orograph.network.operators.convolution;

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

class ConvTest {

    private static long[] of(long... values) {
        return values;
    }

    static Stream<OperatorCase> cases() {
        return Stream.of(
                OperatorCase.of("Conv", 11).input(2, 3, 8, 7).input(5, 3, 3, 3).input(5),
                OperatorCase.of("Conv", 11).input(2, 3, 8, 7).input(5, 3, 3, 2),
                OperatorCase.of("Conv", 11).input(2, 3, 4, 5).input(6, 3, 1, 1).input(6),
                OperatorCase.of("Conv", 11)
                        .input(2, 3, 12, 11)
                        .input(6, 3, 1, 1)
                        .input(6),
                OperatorCase.of("Conv", 11).input(3, 5, 13, 11).input(2, 5, 1, 1),
                OperatorCase.of("Conv", 11).input(3, 5, 3, 2).input(4, 5, 1, 1).input(4),
                OperatorCase.of("Conv", 11).input(4, 5, 1, 1).input(3, 5, 1, 1),
                OperatorCase.of("Conv", 11).input(1, 5, 2, 2).input(3, 5, 1, 1).input(3),
                OperatorCase.of("Conv", 11).input(2, 3, 140).input(4, 3, 1).input(4),
                OperatorCase.of("Conv", 11, "strides", of(2, 1))
                        .input(2, 3, 24, 13)
                        .input(4, 3, 1, 1)
                        .input(4),
                OperatorCase.of("Conv", 11, "pads", of(1, 1, 1, 1))
                        .input(2, 3, 12, 11)
                        .input(4, 3, 1, 1)
                        .input(4),
                OperatorCase.of("Conv", 11, "pads", of(1, 1, 1, 1))
                        .input(1, 1, 6, 6)
                        .input(4, 1, 3, 3)
                        .input(4),
                OperatorCase.of("Conv", 11, "pads", of(2, 1, 2, 1), "strides", of(2, 3))
                        .input(2, 2, 9, 10)
                        .input(3, 2, 5, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "pads", of(0, 1, 2, 3))
                        .input(2, 2, 6, 5)
                        .input(3, 2, 3, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "pads", of(1, 0, 0, 2), "strides", of(2, 2))
                        .input(2, 2, 7, 6)
                        .input(3, 2, 3, 3),
                OperatorCase.of("Conv", 11, "dilations", of(2, 1), "pads", of(1, 1, 1, 1))
                        .input(2, 2, 8, 7)
                        .input(3, 2, 3, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "dilations", of(2, 3), "strides", of(2, 1))
                        .input(1, 2, 9, 9)
                        .input(3, 2, 2, 2),
                OperatorCase.of("Conv", 11, "group", 4, "dilations", of(2, 2), "pads", of(2, 2, 2, 2))
                        .input(2, 4, 8, 8)
                        .input(4, 1, 3, 3)
                        .input(4),
                OperatorCase.of("Conv", 11, "group", 3, "dilations", of(2, 3))
                        .input(2, 3, 9, 10)
                        .input(6, 1, 3, 2),
                OperatorCase.of(
                                "Conv",
                                11,
                                "group",
                                3,
                                "dilations",
                                of(1, 2),
                                "strides",
                                of(2, 1),
                                "pads",
                                of(0, 1, 1, 2))
                        .input(1, 3, 9, 8)
                        .input(3, 1, 3, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "group", 3, "dilations", of(2), "pads", of(2, 2))
                        .input(2, 3, 9)
                        .input(3, 1, 3),
                OperatorCase.of("Conv", 11, "auto_pad", "SAME_UPPER", "strides", of(2, 2))
                        .input(2, 2, 6, 7)
                        .input(3, 2, 3, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "auto_pad", "SAME_UPPER")
                        .input(2, 2, 6, 7)
                        .input(3, 2, 2, 4)
                        .input(3),
                OperatorCase.of("Conv", 11, "auto_pad", "SAME_LOWER", "strides", of(2, 1))
                        .input(2, 2, 6, 7)
                        .input(3, 2, 3, 2)
                        .input(3),
                OperatorCase.of("Conv", 11, "auto_pad", "VALID", "kernel_shape", of(3, 3))
                        .input(2, 2, 6, 7)
                        .input(3, 2, 3, 3),
                OperatorCase.of("Conv", 11, "group", 2)
                        .input(2, 4, 6, 5)
                        .input(6, 2, 3, 3)
                        .input(6),
                OperatorCase.of("Conv", 11, "group", 3, "pads", of(1, 0, 1, 1), "strides", of(2, 2))
                        .input(2, 6, 6, 5)
                        .input(3, 2, 3, 2),
                OperatorCase.of("Conv", 11, "group", 4, "pads", of(1, 1, 1, 1))
                        .input(2, 4, 6, 5)
                        .input(4, 1, 3, 3)
                        .input(4),
                OperatorCase.of("Conv", 11, "group", 3, "strides", of(2, 2), "pads", of(0, 0, 1, 1))
                        .input(2, 3, 6, 6)
                        .input(6, 1, 3, 3)
                        .input(6),
                OperatorCase.of("Conv", 11, "group", 3, "dilations", of(2, 2))
                        .input(1, 3, 8, 7)
                        .input(9, 1, 3, 2),
                OperatorCase.of("Conv", 11).input(2, 3, 11).input(4, 3, 3).input(4),
                OperatorCase.of("Conv", 11, "pads", of(2, 1), "strides", of(2), "dilations", of(2))
                        .input(2, 3, 12)
                        .input(4, 3, 3)
                        .input(4),
                OperatorCase.of("Conv", 11, "pads", of(1, 1), "group", 3)
                        .input(2, 3, 9)
                        .input(3, 1, 3)
                        .input(3),
                OperatorCase.of("Conv", 11, "pads", of(1, 1, 1, 1))
                        .input(3, 16, 9, 9)
                        .input(16, 16, 3, 3)
                        .input(16));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void weightsHaveTheirUnitsFirst() {
        Operator conv =
                OperatorCase.of("Conv", 11).input(1, 1, 3, 3).input(1, 1, 3, 3).operator();
        assertThat(conv.role(1, new long[] {1, 1, 3, 3})).isEqualTo(Role.WEIGHT);
        assertThat(conv.outputAxis(1, 4)).isZero();
        assertThat(conv.role(2, new long[] {1})).isEqualTo(Role.BIAS);
    }

    @Test
    void saysWhichShapesDoNotFit() {
        assertRefused(OperatorCase.of("Conv", 11).input(1, 4, 5, 5).input(2, 3, 3, 3), "4 channels");
        assertRefused(OperatorCase.of("Conv", 11).input(1, 3, 5, 5).input(2, 3, 3), "both need as many axes");
        assertRefused(OperatorCase.of("Conv", 11).input(1, 3, 2, 5).input(2, 3, 3, 3), "does not fit an input");
        assertRefused(
                OperatorCase.of("Conv", 11).input(1, 3, 5, 5).input(2, 3, 3, 3).input(3), "for 2 channels");
        assertRefused(
                OperatorCase.of("Conv", 11, "strides", of(1)).input(1, 3, 5, 5).input(2, 3, 3, 3),
                "strides has 1 entries");
        assertRefused(
                OperatorCase.of("Conv", 11, "kernel_shape", of(2, 2))
                        .input(1, 3, 5, 5)
                        .input(2, 3, 3, 3),
                "kernel_shape of [2, 2]");
        assertThatThrownBy(() -> OperatorCase.of("Conv", 11, "kernel_shape", of(2, 2, 2, 2))
                        .input(1)
                        .input(1)
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("slides over 4 axes");
        assertThatThrownBy(() -> OperatorCase.of("Conv", 11, "pads", of(-1, 0, 0, 0))
                        .input(1)
                        .input(1)
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pads not negative");
        assertThatThrownBy(() -> OperatorCase.of("Conv", 11, "auto_pad", "SAME")
                        .input(1)
                        .input(1)
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown auto_pad \"SAME\"");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
