package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.UnsupportedOperatorException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EinsumTest {

    private static OperatorCase of(String equation) {
        return OperatorCase.of("Einsum", 13, "equation", equation);
    }

    static Stream<OperatorCase> cases() {
        return Stream.of(
                of("ij,jk->ik").input(2, 3).input(3, 4),
                of("bij,bjk->bik").input(2, 3, 4).input(2, 4, 3),
                of("bhqd,bhkd->bhqk").input(2, 2, 3, 4).input(2, 2, 5, 4),
                of("bhqk,bkhd->bqhd").input(2, 2, 3, 5).input(2, 5, 2, 4),
                of("b t d , h d -> b h t").input(2, 3, 4).input(5, 4),
                of("ij,jk").input(2, 3).input(3, 4),
                of("i,j->ij").input(3).input(4),
                of("i,i->").input(3).input(3),
                of("ij->ji").input(2, 3),
                of("ijk->ik").input(2, 3, 4),
                of("ii->i").input(3, 3).withoutReference(),
                of("ij,jk,kl->il").input(2, 3).input(3, 2).input(2, 4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    @Test
    void aWeightsUnitsAreTheAxisThatTheResultHas() {
        Operator dense = of("btd,dh->bth").input(2, 3, 4).input(4, 5).operator();
        assertThat(dense.outputAxis(1, 2)).isEqualTo(1);
        assertThat(of("btd,hd->bth").input(2).input(4).operator().outputAxis(1, 2))
                .isZero();
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> of("...i,ij->...j").input(2).input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"...i,ij->...j\"");
        assertThatThrownBy(() -> of("ij->ik").input(2, 2).operator()).hasMessageContaining("one that there is not");
        OperatorCase odd = of("ij,jk->ik").input(2, 3).input(4, 5);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .hasMessageContaining("the axis j has the sizes 3 and 4");
    }
}
