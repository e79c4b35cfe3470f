package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which weights that are made of θ can be summed, and what is read of θ itself. */
class DerivedWeightsTest {

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    /** Two convolutions, the second with a normalisation to be folded, and a layer with its weights transposed and reshaped. */
    private static Network network() {
        Random random = new Random(3);
        return new NetworkSketch()
                .input("x", Shape.FREE, 2, 4, 4)
                .drawn("k1", random, 1, 3, 2, 3, 3)
                .drawn("k2", random, 1, 4, 3, 3, 3)
                .drawn("s", random, 1, 4)
                .drawn("t", random, 1, 4)
                .drawn("m", random, 1, 4)
                .tensor("v", Tensor.of(new float[] {1, 2, 3, 4}, 4))
                .drawn("w", random, 1, 16, 5)
                .drawn("c", random, 1, 5)
                .tensor("shape", Tensor.of(new double[] {16, 5}, 2))
                .node("Conv", List.of("x", "k1"), "z1")
                .node("Relu", List.of("z1"), "a1")
                .node("Conv", List.of("a1", "k2"), List.of("z2"), Map.of("pads", new long[] {1, 1, 1, 1}))
                .node("BatchNormalization", List.of("z2", "s", "t", "m", "v"), "n2")
                .node("Flatten", List.of("n2"), "f")
                .node("Transpose", List.of("w"), "wt")
                .node("Transpose", List.of("wt"), "wtt")
                .node("Reshape", List.of("wtt", "shape"), "r")
                .node("Gemm", List.of("f", "r", "c"), "y")
                .output("y", Shape.FREE, 5)
                .build();
    }

    private static List<String> summed(Network fused, DerivedWeights derived) {
        return derived.values().stream().map(fused.values()::get).toList();
    }

    /** The parameters whose numbers lie in parts of θ. */
    private static List<String> parameters(Network network, DerivedWeights derived) {
        List<String> names = new ArrayList<>();
        for (int[] part : derived.parameters()) {
            network.layout().parameters().stream()
                    .filter(parameter -> parameter.offset() >= part[0] && parameter.end() <= part[1])
                    .forEach(parameter -> names.add(parameter.name()));
        }
        return names;
    }

    private static Network fused(Network network, Set<String> fixed) {
        return Fusion.fused(network, new Dependences(network, fixed), false);
    }

    @Test
    void weightsFoldedWithANormalizationThatStaysAreSummed() {
        Set<String> fixed = Set.of("s", "t", "c");
        Network fused = fused(network(), fixed);
        DerivedWeights derived = new DerivedWeights(fused, new Dependences(fused, fixed), true);
        assertThat(summed(fused, derived)).containsExactlyInAnyOrder("n2 folded weights", "n2 folded bias", "wtt");
        assertThat(parameters(fused, derived)).isEmpty();
        for (int node = 0; node < fused.nodes().size(); node++) {
            assertThat(derived.runsAtEachPoint(node)).isFalse();
        }
    }

    @Test
    void oneThatMovesIsFoldedAtEachPoint() {
        Network fused = fused(network(), Set.of());
        DerivedWeights derived = new DerivedWeights(fused, new Dependences(fused, Set.of()), true);
        assertThat(summed(fused, derived)).containsExactly("wtt");
        assertThat(parameters(fused, derived)).containsExactlyInAnyOrder("k2", "s", "t", "c");
    }

    @Test
    void whatNobodySumsIsReadAsItIs() {
        Set<String> fixed = Set.of("s", "t");
        Network fused = fused(network(), fixed);
        DerivedWeights derived = new DerivedWeights(fused, new Dependences(fused, fixed), false);
        assertThat(derived.values()).isEmpty();
        assertThat(parameters(fused, derived)).containsExactlyInAnyOrder("k2", "w", "c");
    }
}
