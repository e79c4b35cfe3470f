package io.orograph.network.operators.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Attributes;
import io.orograph.network.NodeSpec;
import io.orograph.network.operators.ConstantExpression;
import io.orograph.network.operators.OperatorTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator cannot do without is there before it is made. */
class OperandsTest {

    private static final int[] OPSETS = {7, 9, 10, 11, 12, 13, 18, 21};

    private static NodeSpec node(String type, int opset, String... inputs) {
        return new NodeSpec("n", type, opset, Attributes.none(), List.of(inputs), List.of("y"), Map.of());
    }

    private static NodeSpec node(String type, int opset, int count) {
        return node(type, opset, Collections.nCopies(count, "x").toArray(new String[0]));
    }

    @Test
    void countsTheInputs() {
        Operands operands = Operands.of("X").since(10, "X", "scale", "B?").since(13, "data…");
        assertThat(List.of(operands.least(9), operands.most(9))).containsExactly(1, 1);
        assertThat(List.of(operands.least(10), operands.most(12))).containsExactly(2, 3);
        assertThat(List.of(operands.least(13), operands.most(13))).containsExactly(1, Integer.MAX_VALUE);
    }

    @Test
    void namesTheNodeAndWhatIsMissing() {
        Operands operands = Operands.of("X", "scale", "B?");
        assertThatThrownBy(() -> operands.check(node("Norm", 13, "x")))
                .hasMessage("Norm node \"n\" lacks its input scale (it takes X, scale, B if wanted)");
        assertThatThrownBy(() -> operands.check(node("Norm", 13, "", "", "b")))
                .hasMessage("Norm node \"n\" lacks its inputs X and scale (it takes X, scale, B if wanted)");
        assertThatThrownBy(() -> operands.check(node("Norm", 13, "x", "s", "b", "c")))
                .hasMessage("Norm node \"n\" has 4 inputs, more than it can take (X, scale, B if wanted)");
        assertThatThrownBy(() -> Operands.of("data…").check(node("Sum", 13, "a", "", "b")))
                .hasMessage("Sum node \"n\" has 3 inputs, of which number 2 is left out");
        assertThatCode(() -> operands.check(node("Norm", 13, "x", "s"))).doesNotThrowAnyException();
        assertThatCode(() -> operands.check(node("Norm", 13, "x", "s", "", ""))).doesNotThrowAnyException();
    }

    /** Whatever the version of the operator set: with any necessary input left out, the sentence names the node. */
    @Test
    void everyOperatorIsRefusedWithoutWhatItNeeds() {
        for (OperatorFamily family : OperatorTable.standard().families()) {
            for (OperatorFamily.Entry entry : family.entries()) {
                for (int opset : OPSETS) {
                    assertRefusedWithoutAny(entry, opset);
                }
            }
        }
    }

    private static void assertRefusedWithoutAny(OperatorFamily.Entry entry, int opset) {
        int least = entry.operands().least(opset);
        assertThat(least).as(entry.type()).isPositive();
        for (int missing = 0; missing < least; missing++) {
            List<String> inputs = new ArrayList<>(Collections.nCopies(least, "x"));
            inputs.set(missing, "");
            assertRefused(node(entry.type(), opset, inputs.toArray(new String[0])));
            assertRefused(node(entry.type(), opset, missing));
        }
        int most = entry.operands().most(opset);
        if (most < Integer.MAX_VALUE) {
            assertRefused(node(entry.type(), opset, most + 1));
        }
    }

    private static void assertRefused(NodeSpec node) {
        assertThatThrownBy(() -> OperatorTable.standard().create(node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(node.type() + " node \"n\" ");
    }

    @Test
    void whatIsComputedWhenAFileIsOpenedNeedsItsInputsToo() {
        for (String type : List.of("Div", "Mod", "Pow", "Range", "ConstantOfShape", "NonZero", "Concat", "Where")) {
            assertThatThrownBy(() -> ConstantExpression.evaluate(node(type, 13), 10))
                    .as(type)
                    .hasMessageStartingWith(type + " node \"n\" lacks its input");
        }
    }
}
