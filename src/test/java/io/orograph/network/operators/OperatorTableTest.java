package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Attributes;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.NativeThreads;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.NodeSpec;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.base.Elementwise;
import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What adding an operator takes: a class, here two functions, and a line in a list. */
class OperatorTableTest {

    static {
        NativeThreads.confineCurrentThread();
    }

    private static final OperatorFamily MORE = OperatorFamily.of(
            "more",
            OperatorFamily.entry(
                    "Cube", Operands.of("X"), node -> new Elementwise(x -> x * x * x, (x, y) -> 3 * x * x)));

    private static NodeSpec node(String type) {
        return new NodeSpec("probe", type, 13, Attributes.none(), List.of("x"), List.of("y"), Map.of());
    }

    @Test
    void anAddedOperatorIsSupportedAndNamed() {
        OperatorTable table = OperatorTable.standard().with(MORE);
        assertThat(table.supports("Cube")).isTrue();
        assertThat(table.names())
                .contains("Cube")
                .containsAll(OperatorTable.standard().names());
        assertThat(table.families()).last().isEqualTo(MORE);
        assertThatThrownBy(() -> table.create(node("Sphere")))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("Sphere node \"probe\" is not supported; supported are ")
                .hasMessageContaining(", Cube, ");
    }

    @Test
    void theTableItselfStaysAsItIs() {
        assertThat(OperatorTable.standard().with(MORE).names())
                .hasSize(OperatorTable.standard().names().size() + 1);
        assertThat(OperatorTable.standard().supports("Cube")).isFalse();
    }

    /** y = (x·w)³ at x = (1, 2), w = (3, 0.5): the product is 4, and ∂y/∂w = 3·16·x. */
    @Test
    void aGraphWithAnAddedOperatorIsEvaluatedForwardsAndBackwards() {
        Network network = new NetworkSketch(OperatorTable.standard().with(MORE))
                .input("x", Shape.FREE, 2)
                .tensor("w", Tensor.of(new float[] {3, 0.5f}, 2, 1))
                .node("MatMul", List.of("x", "w"), "z")
                .node("Cube", List.of("z"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        try (ExecutionPlan plan =
                ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, 1), Precision.DOUBLE)) {
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(new double[] {1, 2}, plan.input(0));
            plan.forward();
            double[] y = new double[1];
            NativeCopy.read(plan.output(), y);
            assertThat(y).containsExactly(64);
            NativeCopy.write(new double[] {1}, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[2];
            NativeCopy.read(plan.parameterGradient(), gradient);
            assertThat(gradient).containsExactly(48, 96);
        }
    }

    @Test
    void twoOperatorsOfOneNameAreRefused() {
        OperatorFamily again = OperatorFamily.of("again", OperatorFamily.entry("Relu", Operands.of("X"), node -> null));
        assertThatThrownBy(() -> OperatorTable.standard().with(again))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two operators are named Relu");
    }

    /** The README has a row for each family, and in it the family's operators and no others. */
    @Test
    void theReadmeListsWhatThereIs() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        Matcher row = Pattern.compile("^\\| ([a-z ]+) \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            rows.put(
                    row.group(1),
                    new TreeSet<>(List.of(
                            row.group(2).replaceAll("\\([^)]*\\)", "").strip().split("\\s*,\\s*"))));
        }
        for (OperatorFamily family : OperatorTable.standard().families()) {
            Set<String> names = new TreeSet<>();
            family.entries().forEach(entry -> names.add(entry.type()));
            assertThat(rows).as("row of the README for %s", family.title()).containsEntry(family.title(), names);
        }
    }
}
