package io.orograph.network.operators.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gemm and MatMul. */
class ProductTest {

    static Stream<OperatorCase> cases() {
        return Stream.of(
                OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).input(7),
                OperatorCase.of("Gemm", 13, "transB", 1).input(5, 3).input(7, 3).input(7),
                OperatorCase.of("Gemm", 13, "transB", 1)
                        .input(33, 65)
                        .input(17, 65)
                        .input(1, 17),
                OperatorCase.of("Gemm", 13, "transA", 1).input(3, 5).input(3, 7).input(7),
                OperatorCase.of("Gemm", 13, "transA", 1, "transB", 1)
                        .input(3, 5)
                        .input(7, 3)
                        .input(7),
                OperatorCase.of("Gemm", 13, "alpha", 0.5f, "beta", 2f)
                        .input(5, 3)
                        .input(3, 7)
                        .input(7),
                OperatorCase.of("Gemm", 13, "beta", 0f).input(5, 3).input(3, 7).input(7),
                OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7),
                OperatorCase.of("Gemm", 13, "alpha", -1.5f)
                        .input(5, 3)
                        .input(3, 7)
                        .noInput(),
                OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).input(5, 7),
                OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).input(5, 1),
                OperatorCase.of("Gemm", 13, "beta", 3f).input(5, 3).input(3, 7).input(1),
                OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).input(),
                OperatorCase.of("Gemm", 13).input(7, 3).input(3, 7).input(7, 1),
                OperatorCase.of("Gemm", 13, "transB", 1).input(1, 3).input(1, 3).input(1),
                OperatorCase.of("Gemm", 13, "transB", 1).input(4, 1).input(6, 1).input(6),
                OperatorCase.of("MatMul", 13).input(5, 3).input(3, 7),
                OperatorCase.of("MatMul", 13).input(2, 5, 3).input(3, 7),
                OperatorCase.of("MatMul", 13).input(2, 3, 5, 4).input(4, 1),
                OperatorCase.of("MatMul", 13).input(2, 5, 3).input(2, 3, 7),
                OperatorCase.of("MatMul", 13).input(2, 3, 5, 4).input(2, 3, 4, 6),
                OperatorCase.of("MatMul", 13).input(5, 3).input(2, 3, 7),
                OperatorCase.of("MatMul", 13).input(2, 1, 5, 4).input(3, 4, 6),
                OperatorCase.of("MatMul", 13).input(2, 1, 5, 4).input(1, 2, 4, 6),
                OperatorCase.of("MatMul", 13).input(2, 1, 5, 4).input(1, 3, 4, 6),
                OperatorCase.of("MatMul", 13).input(2, 3, 5, 4).input(2, 1, 4, 6),
                OperatorCase.of("MatMul", 13).input(5, 3).input(1, 1, 3, 7),
                OperatorCase.of("MatMul", 13).input(3).input(3, 7),
                OperatorCase.of("MatMul", 13).input(5, 3).input(3),
                OperatorCase.of("MatMul", 13).input(2, 5, 3).input(3),
                OperatorCase.of("MatMul", 13).input(3).input(2, 3, 4),
                OperatorCase.of("MatMul", 13).input(6).input(6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void knowsWhichAxisCountsOutputUnits() {
        Operator plain = OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).operator();
        assertThat(plain.role(1, new long[] {3, 7})).isEqualTo(Role.WEIGHT);
        assertThat(plain.role(2, new long[] {7})).isEqualTo(Role.BIAS);
        assertThat(plain.outputAxis(1, 2)).isEqualTo(1);
        assertThat(plain.outputAxis(0, 2)).isZero();
        Operator turned = OperatorCase.of("Gemm", 13, "transB", 1, "transA", 1)
                .input(3, 5)
                .input(7, 3)
                .operator();
        assertThat(turned.outputAxis(1, 2)).isZero();
        assertThat(turned.outputAxis(0, 2)).isEqualTo(1);
        Operator matMul = OperatorCase.of("MatMul", 13).input(5, 3).input(3, 7).operator();
        assertThat(matMul.outputAxis(0, 3)).isEqualTo(1);
        assertThat(matMul.outputAxis(1, 3)).isEqualTo(2);
        assertThat(matMul.outputAxis(1, 1)).isEqualTo(-1);
    }

    @Test
    void saysWhichShapesDoNotFit() {
        OperatorCase inner =
                OperatorCase.of("Gemm", 13, "transB", 1).input(5, 3).input(7, 4);
        assertThatThrownBy(() -> inner.operator().outputShapes(inner.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[5, 3] and [7, 4] transposed have no product");
        OperatorCase rank = OperatorCase.of("Gemm", 13).input(5, 3, 1).input(3, 7);
        assertThatThrownBy(() -> rank.operator().outputShapes(rank.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs two matrices; got [5, 3, 1]");
        OperatorCase bias = OperatorCase.of("Gemm", 13).input(5, 3).input(3, 7).input(6);
        assertThatThrownBy(() -> bias.operator().outputShapes(bias.shapes()))
                .isInstanceOf(IllegalArgumentException.class);
        OperatorCase wide = OperatorCase.of("Gemm", 13).input(1, 3).input(3, 7).input(5, 7);
        assertThatThrownBy(() -> wide.operator().outputShapes(wide.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bias of shape [5, 7]");
        OperatorCase batch = OperatorCase.of("MatMul", 13).input(2, 5, 3).input(3, 3, 7);
        assertThatThrownBy(() -> batch.operator().outputShapes(batch.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not broadcast");
        OperatorCase matMul = OperatorCase.of("MatMul", 13).input(5, 3).input(4, 7);
        assertThatThrownBy(() -> matMul.operator().outputShapes(matMul.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[5, 3] and [4, 7] have no product");
    }
}
