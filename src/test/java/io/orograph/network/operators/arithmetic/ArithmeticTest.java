package io.orograph.network.operators.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.Parameter.Role;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Add, Sub, Mul and Div over many ways of stretching. */
class ArithmeticTest {

    private static final long[][][] SHAPES = {
        {{5, 7}, {5, 7}},
        {{5, 7}, {7}},
        {{5, 7}, {1, 7}},
        {{5, 7}, {5, 1}},
        {{5, 7}, {1}},
        {{5, 7}, {}},
        {{}, {3, 2}},
        {{}, {}},
        {{1}, {}},
        {{7}, {5, 7}},
        {{5, 1}, {1, 7}},
        {{2, 3, 4, 5}, {3, 1, 1}},
        {{2, 3, 4, 5}, {1, 3, 1, 1}},
        {{2, 3, 4, 5}, {4, 5}},
        {{2, 3, 4, 5}, {2, 1, 4, 1}},
        {{2, 3, 4, 5}, {2, 3, 1, 1}},
        {{2, 1, 4, 1, 2}, {3, 1, 5, 1}},
        {{1, 1, 5}, {1, 5}},
        {{3, 2, 9}, {2, 9}},
        {{3, 2, 9}, {3, 2, 1}},
        {{3, 1}, {16}},
    };

    static Stream<OperatorCase> cases() {
        return Stream.of("Add", "Sub", "Mul", "Div")
                .flatMap(type -> Stream.of(SHAPES)
                        .map(shapes ->
                                OperatorCase.of(type, 13).input(shapes[0]).positiveInput(shapes[1])));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void singleNumbersAreNotParameters() {
        Operator add = OperatorCase.of("Add", 13).input(2).input(2).operator();
        assertThat(add.role(1, new long[] {1, 8})).isEqualTo(Role.BIAS);
        assertThat(add.role(1, new long[] {1, 1})).isEqualTo(Role.NONE);
        Operator multiply = OperatorCase.of("Mul", 13).input(2).input(2).operator();
        assertThat(multiply.role(0, new long[] {8})).isEqualTo(Role.NORM_SCALE);
        assertThat(multiply.role(0, new long[] {})).isEqualTo(Role.NONE);
    }

    @Test
    void saysWhichShapesDoNotFit() {
        OperatorCase odd = OperatorCase.of("Sub", 13).input(2, 3).input(2);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3] and [2] do not broadcast");
    }
}
