package io.orograph.network.operators.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Normalisations whose statistics come from the sample itself. */
class NormalizationTest {

    static Stream<OperatorCase> cases() {
        return Stream.of(
                OperatorCase.of("LayerNormalization", 17).input(3, 7).input(7).input(7),
                OperatorCase.of("LayerNormalization", 17).input(2, 3, 7).input(7),
                OperatorCase.of("LayerNormalization", 17, "axis", 1, "epsilon", 0.1f)
                        .input(2, 3, 4)
                        .input(3, 4)
                        .input(3, 4),
                OperatorCase.of("LayerNormalization", 17, "axis", -2)
                        .input(2, 3, 4)
                        .input(3, 4)
                        .input(3, 4),
                OperatorCase.of("InstanceNormalization", 13)
                        .input(2, 3, 4, 5)
                        .input(3)
                        .input(3),
                OperatorCase.of("InstanceNormalization", 13, "epsilon", 0.01f)
                        .input(2, 3, 6)
                        .input(3)
                        .input(3),
                OperatorCase.of("GroupNormalization", 18, "num_groups", 2)
                        .input(2, 4, 3, 3)
                        .input(2)
                        .input(2),
                OperatorCase.of("GroupNormalization", 21, "num_groups", 2)
                        .input(2, 6, 3)
                        .input(6)
                        .input(6),
                // Of more numbers than machine code goes through at once, whole registers and others.
                OperatorCase.of("InstanceNormalization", 13)
                        .input(2, 3, 5, 7)
                        .input(3)
                        .input(3),
                OperatorCase.of("GroupNormalization", 18, "num_groups", 2)
                        .input(2, 4, 4, 4)
                        .input(2)
                        .input(2),
                OperatorCase.of("GroupNormalization", 21, "num_groups", 2)
                        .input(2, 6, 5, 4)
                        .input(6)
                        .input(6),
                OperatorCase.of("RMSNormalization", 23).input(2, 3, 7).input(7),
                OperatorCase.of("RMSNormalization", 23, "axis", 1, "epsilon", 0.2f)
                        .input(2, 3, 4)
                        .input(3, 4),
                OperatorCase.of("MeanVarianceNormalization", 13).input(2, 3, 4, 5),
                OperatorCase.of("MeanVarianceNormalization", 9, "axes", new long[] {0, 2, 3})
                        .input(2, 3, 4, 5),
                OperatorCase.of("MeanVarianceNormalization", 13, "axes", new long[] {-1})
                        .input(3, 7)
                        .withoutReference(),
                OperatorCase.of("MeanVarianceNormalization", 13, "axes", new long[] {2, 3})
                        .input(2, 3, 4, 5),
                OperatorCase.of("LRN", 13, "size", 3).input(2, 5, 3, 2),
                OperatorCase.of("LRN", 13, "size", 2, "alpha", 0.5f, "beta", 0.6f, "bias", 2f)
                        .input(2, 5, 2, 2)
                        .withoutReference(),
                OperatorCase.of("LRN", 13, "size", 9, "alpha", 0.5f).input(1, 4, 3, 2),
                OperatorCase.of("LpNormalization", 13).input(3, 5),
                OperatorCase.of("LpNormalization", 13, "axis", 1, "p", 1).input(2, 3, 4),
                OperatorCase.of("LpNormalization", 13, "axis", 0, "p", 2).input(2, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** ONNX Runtime 1.20 has no RMSNormalization: the formula on numbers that can be checked by hand. */
    @Test
    void rmsDividesByTheRootOfTheMeanSquare() {
        double[] y = OperatorCase.of("RMSNormalization", 23, "epsilon", 0f)
                .input(new double[] {3, 4, 0, -5}, 1, 4)
                .input(new double[] {1, 2, 1, 1}, 4)
                .forward(DataType.DOUBLE);
        double root = Math.sqrt((9 + 16 + 0 + 25) / 4.0);
        assertThat(y).containsExactly(3 / root, 8 / root, 0, -5 / root);
    }

    @Test
    void whatIsTrained() {
        Operator layer = OperatorCase.of("LayerNormalization", 17)
                .input(2, 3)
                .input(3)
                .input(3)
                .operator();
        assertThat(layer.role(1, new long[] {3})).isEqualTo(Role.NORM_SCALE);
        assertThat(layer.role(2, new long[] {3})).isEqualTo(Role.NORM_SHIFT);
        assertThat(layer.role(0, new long[] {3})).isEqualTo(Role.NONE);
    }

    @Test
    void refusesWhatItCannotDo() {
        OperatorCase odd = OperatorCase.of("LayerNormalization", 17).input(2, 3).input(2);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes())).hasMessageContaining("[2]");
        OperatorCase groups = OperatorCase.of("GroupNormalization", 21, "num_groups", 4)
                .input(2, 6, 3)
                .input(6)
                .input(6);
        assertThatThrownBy(() -> groups.operator().outputShapes(groups.shapes()))
                .hasMessageContaining("4 group(s)");
        assertThatThrownBy(() ->
                        OperatorCase.of("LpNormalization", 13, "p", 3).input(2).operator())
                .hasMessageContaining("p = 3");
        assertThatThrownBy(() -> OperatorCase.of("LRN", 13).input(2, 3).operator())
                .hasMessageContaining("0 channels");
    }
}
