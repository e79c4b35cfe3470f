package io.orograph.network.operators.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transposed convolutions, and convolutions over three axes. */
class Im2ColConvolutionTest {

    private static long[] of(long... values) {
        return values;
    }

    static Stream<OperatorCase> volumes() {
        return Stream.of(
                OperatorCase.of("Conv", 11, "kernel_shape", of(2, 3, 2))
                        .input(2, 2, 4, 5, 3)
                        .input(3, 2, 2, 3, 2)
                        .input(3),
                OperatorCase.of(
                                "Conv",
                                11,
                                "kernel_shape",
                                of(3, 3, 3),
                                "pads",
                                of(1, 0, 1, 1, 2, 1),
                                "strides",
                                of(2, 1, 2),
                                "group",
                                2)
                        .input(2, 4, 4, 3, 5)
                        .input(4, 2, 3, 3, 3),
                OperatorCase.of(
                                "Conv",
                                11,
                                "kernel_shape",
                                of(2, 2, 2),
                                "dilations",
                                of(1, 2, 1),
                                "pads",
                                of(0, 1, 0, 1, 0, 1))
                        .input(1, 1, 3, 4, 3)
                        .input(2, 1, 2, 2, 2)
                        .input(2));
    }

    static Stream<OperatorCase> transposed() {
        return Stream.of(
                OperatorCase.of("ConvTranspose", 11)
                        .input(2, 3, 5)
                        .input(3, 4, 3)
                        .input(4),
                OperatorCase.of("ConvTranspose", 11, "strides", of(2), "pads", of(1, 0), "output_padding", of(1))
                        .input(2, 3, 5)
                        .input(3, 4, 3),
                OperatorCase.of("ConvTranspose", 11)
                        .input(2, 3, 4, 5)
                        .input(3, 2, 3, 2)
                        .input(2),
                OperatorCase.of(
                                "ConvTranspose",
                                11,
                                "strides",
                                of(2, 3),
                                "pads",
                                of(1, 1, 1, 0),
                                "output_padding",
                                of(1, 0),
                                "dilations",
                                of(2, 1))
                        .input(2, 3, 4, 3)
                        .input(3, 2, 3, 3)
                        .input(2),
                OperatorCase.of("ConvTranspose", 11, "group", 2, "strides", of(2, 2))
                        .input(2, 4, 3, 3)
                        .input(4, 3, 2, 2)
                        .input(6),
                OperatorCase.of("ConvTranspose", 11, "auto_pad", "SAME_UPPER", "strides", of(2, 2))
                        .input(1, 2, 3, 4)
                        .input(2, 2, 3, 3),
                OperatorCase.of("ConvTranspose", 11, "output_shape", of(10, 8), "strides", of(3, 2))
                        .input(2, 1, 3, 3)
                        .input(1, 2, 3, 3)
                        .input(2),
                OperatorCase.of("ConvTranspose", 11, "auto_pad", "SAME_UPPER", "strides", of(3, 2))
                        .input(2, 1, 3, 4)
                        .input(1, 2, 2, 1),
                OperatorCase.of("ConvTranspose", 11, "output_shape", of(8, 7), "strides", of(2, 2))
                        .input(1, 2, 4, 3)
                        .input(2, 2, 3, 3),
                OperatorCase.of("ConvTranspose", 11, "strides", of(2, 1, 2))
                        .input(1, 2, 2, 3, 2)
                        .input(2, 3, 2, 2, 2)
                        .input(3));
    }

    private static Stream<OperatorCase> pools(String type) {
        return Stream.of(
                OperatorCase.of(type, 19, "kernel_shape", of(2, 2, 2), "strides", of(1, 2, 1))
                        .input(2, 2, 3, 4, 3),
                OperatorCase.of(type, 19, "kernel_shape", of(3, 2, 2), "pads", of(1, 0, 1, 1, 1, 0))
                        .input(1, 2, 3, 4, 3));
    }

    static Stream<OperatorCase> pooling() {
        return Stream.of(
                        pools("MaxPool"),
                        pools("AveragePool"),
                        pools("LpPool").limit(1),
                        Stream.of(
                                OperatorCase.of("MaxPool", 12, "kernel_shape", of(2, 3), "dilations", of(2, 1))
                                        .input(2, 2, 5, 6),
                                OperatorCase.of(
                                                "MaxPool",
                                                12,
                                                "kernel_shape",
                                                of(3),
                                                "dilations",
                                                of(2),
                                                "pads",
                                                of(2, 1))
                                        .input(2, 2, 9),
                                OperatorCase.of(
                                                "AveragePool",
                                                19,
                                                "kernel_shape",
                                                of(2, 2),
                                                "dilations",
                                                of(1, 2),
                                                "pads",
                                                of(1, 1, 0, 1))
                                        .input(2, 2, 5, 6)
                                        .withoutReference(),
                                OperatorCase.of(
                                                "AveragePool",
                                                19,
                                                "kernel_shape",
                                                of(2, 2, 2),
                                                "pads",
                                                of(1, 1, 1, 1, 1, 1),
                                                "count_include_pad",
                                                1)
                                        .input(1, 2, 3, 4, 3),
                                OperatorCase.of("LpPool", 18, "kernel_shape", of(2, 2))
                                        .input(2, 2, 4, 5),
                                OperatorCase.of("LpPool", 18, "kernel_shape", of(3), "p", 3, "strides", of(2))
                                        .input(2, 2, 9),
                                OperatorCase.of("LpPool", 18, "kernel_shape", of(2, 2), "p", 1, "pads", of(1, 0, 1, 1))
                                        .input(1, 2, 4, 5)))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource({"volumes", "transposed", "pooling"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void weightsOfATransposedConvolutionHaveTheirUnitsSecond() {
        Operator transposed = OperatorCase.of("ConvTranspose", 11)
                .input(1, 2, 3, 3)
                .input(2, 4, 3, 3)
                .operator();
        assertThat(transposed.role(1, of(2, 4, 3, 3))).isEqualTo(Role.WEIGHT);
        assertThat(transposed.outputAxis(1, 4)).isEqualTo(1);
        assertThat(transposed.role(2, of(4))).isEqualTo(Role.BIAS);
    }

    @Test
    void saysWhichShapesDoNotFit() {
        assertRefused(OperatorCase.of("ConvTranspose", 11).input(1, 3, 4, 4).input(2, 3, 3, 3), "take 2 channels");
        assertRefused(
                OperatorCase.of("ConvTranspose", 11)
                        .input(1, 2, 4, 4)
                        .input(2, 3, 3, 3)
                        .input(2),
                "for 3 channels");
        assertRefused(
                OperatorCase.of("ConvTranspose", 11, "pads", of(9, 9))
                        .input(1, 2, 4)
                        .input(2, 3, 3),
                "leaves nothing");
        assertThatThrownBy(() -> OperatorCase.of("ConvTranspose", 11, "group", 0)
                        .input(1)
                        .input(1)
                        .operator())
                .hasMessageContaining("0 groups");
        assertThatThrownBy(() -> OperatorCase.of("LpPool", 18, "p", 0).input(1).operator())
                .hasMessageContaining("p = 0");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
