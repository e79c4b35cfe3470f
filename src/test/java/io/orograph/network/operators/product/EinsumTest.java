package io.orograph.network.operators.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Operator;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

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

    /** The dots stand for no, one or two axes, that broadcast; without a result they come first in it. */
    static Stream<OperatorCase> dots() {
        return Stream.of(
                of("...ij,...jk->...ik").input(2, 2, 3, 4).input(2, 2, 4, 3),
                of("...ij,...jk->...ik").input(3, 4).input(4, 3),
                of("...ij,...jk->...ik").input(2, 1, 3, 4).input(1, 2, 4, 3),
                of("...i,ij->...j").input(2, 3, 4).input(4, 5),
                of("...ij,jk").input(2, 3, 2).input(2, 4),
                of("b...d,dk->b...k").input(2, 3, 2, 4).input(4, 3),
                of("i...->...i").input(2, 3, 4),
                of("...,...->...").input(2, 1, 3).input(1, 4, 1),
                of("...qhd,...khd->...hqk").input(2, 3, 2, 4).input(2, 5, 2, 4),
                of("...j->...").input(2, 3, 4));
    }

    /** ONNX Runtime takes dots for as many axes everywhere only; these stretch as in numpy. */
    static Stream<OperatorCase> stretched() {
        return Stream.of(
                of("bij,bjk->bik").input(1, 3, 4).input(2, 4, 3),
                of("...i,...i->...").input(2, 3).input(1).withoutReference(),
                of("...ij,...jk->...ik").input(2, 1, 3, 4).input(2, 4, 3).withoutReference());
    }

    @ParameterizedTest
    @MethodSource({"cases", "dots", "stretched"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** Missing axes count as axes of 1 before the others. */
    @Test
    void dotsForFewerAxesAreAlignedAtTheirEnd() {
        OperatorCase few = of("...ij,...jk->...ik").input(2, 1, 3, 4).input(2, 4, 3);
        OperatorCase all = of("...ij,...jk->...ik").input(2, 1, 3, 4).input(1, 2, 4, 3);
        assertThat(few.operator().outputShapes(few.shapes()).get(0)).containsExactly(2, 2, 3, 3);
        assertThat(few.forward(DataType.DOUBLE)).isEqualTo(all.forward(DataType.DOUBLE));
    }

    @Test
    void aWeightsUnitsAreTheAxisThatTheResultHas() {
        Operator dense = of("btd,dh->bth").input(2, 3, 4).input(4, 5).operator();
        assertThat(dense.outputAxis(1, 2)).isEqualTo(1);
        assertThat(of("btd,hd->bth").input(2).input(4).operator().outputAxis(1, 2))
                .isZero();
        assertThat(of("...d,df->...f").input(2).input(4).operator().outputAxis(1, 2))
                .isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> of("i..j,jk->ik").input(2).input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("\"i..j,jk->ik\"");
        assertThatThrownBy(() -> of("ij->ik").input(2, 2).operator()).hasMessageContaining("one that there is not");
        OperatorCase few = of("...ij,jk->...ik").input(3).input(3, 4);
        assertThatThrownBy(() -> few.operator().outputShapes(few.shapes()))
                .hasMessageContaining("an input of 1 axes for the axes \"...ij\"");
        OperatorCase odd = of("ij,jk->ik").input(2, 3).input(4, 5);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .hasMessageContaining("the axis j has the sizes 3 and 4");
    }
}
