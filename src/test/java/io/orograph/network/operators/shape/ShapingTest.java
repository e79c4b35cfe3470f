package io.orograph.network.operators.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operators that compute nothing: other shapes, other orders, joined arrays. */
class ShapingTest {

    private static Tensor of(long... values) {
        return Tensor.of(values, values.length);
    }

    private static long[] list(long... values) {
        return values;
    }

    static Stream<OperatorCase> views() {
        return Stream.of(
                OperatorCase.of("Identity", 13).input(2, 3),
                OperatorCase.of("Dropout", 7, "ratio", 0.3f).input(2, 3),
                OperatorCase.of("Dropout", 13).input(2, 3).constant(Tensor.of(new float[] {0.5f})),
                OperatorCase.of("Flatten", 13).input(2, 3, 4),
                OperatorCase.of("Flatten", 13, "axis", 0).input(2, 3, 4),
                OperatorCase.of("Flatten", 13, "axis", 3).input(2, 3, 4),
                OperatorCase.of("Flatten", 13, "axis", -1).input(2, 3, 4),
                OperatorCase.of("Flatten", 13).input(5),
                OperatorCase.of("Reshape", 13).input(2, 3, 4).constant(of(4, 6)),
                OperatorCase.of("Reshape", 13).input(2, 3, 4).constant(of(0, -1)),
                OperatorCase.of("Reshape", 13).input(2, 3, 4).constant(of(-1, 2, 0, 1)),
                OperatorCase.of("Reshape", 14, "allowzero", 1).input(2, 3, 4).constant(of(-1, 8)),
                OperatorCase.of("Squeeze", 11).input(1, 3, 1, 2),
                OperatorCase.of("Squeeze", 11, "axes", list(0, -2)).input(1, 3, 1, 2),
                OperatorCase.of("Squeeze", 13).input(1, 3, 1, 2).constant(of(2)),
                OperatorCase.of("Squeeze", 13).input(1, 3, 1, 2),
                OperatorCase.of("Unsqueeze", 11, "axes", list(0, 3)).input(2, 3),
                OperatorCase.of("Unsqueeze", 13).input(2, 3).constant(of(-1, 1)));
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewsHaveTheReferencesShape(OperatorCase operator) {
        assertThat(operator.operator().isView()).isTrue();
        operator.check();
    }

    static Stream<OperatorCase> moves() {
        return Stream.of(
                OperatorCase.of("Transpose", 13).input(3, 5),
                OperatorCase.of("Transpose", 13).input(4),
                OperatorCase.of("Transpose", 13).input(2, 3, 4),
                OperatorCase.of("Transpose", 13, "perm", list(0, 2, 3, 1)).input(2, 3, 4, 5),
                OperatorCase.of("Transpose", 13, "perm", list(2, 0, 1)).input(2, 3, 4),
                OperatorCase.of("Concat", 13, "axis", 1).input(2, 3).input(2, 4),
                OperatorCase.of("Concat", 13, "axis", 1)
                        .input(2, 3, 4, 5)
                        .input(2, 1, 4, 5)
                        .input(2, 2, 4, 5),
                OperatorCase.of("Concat", 13, "axis", -1).input(2, 3, 4).input(2, 3, 1),
                OperatorCase.of("Concat", 13, "axis", 0).input(3).input(4),
                OperatorCase.of("Concat", 13, "axis", 0).input(2, 3));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void saysWhatDoesNotFit() {
        assertRefused(OperatorCase.of("Reshape", 13).input(2, 3).constant(of(4, -1)), "does not reshape to [4, -1]");
        assertRefused(OperatorCase.of("Reshape", 13).input(6).constant(of(2, 3, 0)), "does not reshape to [2, 3, 0]");
        assertRefused(OperatorCase.of("Squeeze", 11, "axes", list(1)).input(1, 3), "its size is not 1");
        assertRefused(OperatorCase.of("Unsqueeze", 11, "axes", list(1, -3)).input(2, 3), "axis -3 is named twice");
        assertRefused(OperatorCase.of("Flatten", 13, "axis", 4).input(2, 3), "axis 4 of a tensor with 2 axes");
        assertRefused(OperatorCase.of("Transpose", 13, "perm", list(0, 0)).input(2, 3), "an order of axes [0, 0]");
        assertRefused(OperatorCase.of("Concat", 13, "axis", 1).input(2, 3).input(3, 3), "[2, 3], [3, 3]");
        assertRefused(OperatorCase.of("Concat", 13, "axis", 1).input(2, 3).input(2, 3, 1), "[2, 3, 1]");
        assertThatThrownBy(() -> OperatorCase.of("Concat", 13).input(2).operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no axis");
        assertThatThrownBy(
                        () -> OperatorCase.of("Reshape", 13).input(2).input(1).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("computes its shape");
        assertThatThrownBy(() -> OperatorCase.of("Reshape", 13)
                        .input(2)
                        .constant(of(-1, -1))
                        .operator())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one -1");
    }

    private static void assertRefused(OperatorCase operator, String reason) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
