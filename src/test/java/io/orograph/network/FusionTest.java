package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which normalisations are folded; that folding changes nothing is tested with {@link SubspacePlanTest}. */
class FusionTest {

    private static NetworkSketch twoLayers(long transB) {
        Random random = new Random(1);
        long[] second = transB == 1 ? new long[] {3, 4} : new long[] {4, 3};
        return new NetworkSketch()
                .input("x", Shape.FREE, 5)
                .drawn("w1", random, 1, 5, 4)
                .drawn("w2", random, 1, second)
                .drawn("s", random, 1, 3)
                .drawn("t", random, 1, 3)
                .drawn("m", random, 1, 3)
                .drawn("v", random, 0, 3)
                .node("Gemm", List.of("x", "w1"), "z1")
                .node("Relu", List.of("z1"), "a1")
                .node("Gemm", List.of("a1", "w2"), List.of("z2"), Map.of("transB", transB))
                .node("BatchNormalization", List.of("z2", "s", "t", "m", "v"), "y")
                .output("y", Shape.FREE, 3);
    }

    private static List<String> fused(Network network, Set<String> fixed) {
        return Fusion.fused(network, new Dependences(network, fixed), false).nodes().stream()
                .map(Network.Node::type)
                .toList();
    }

    @Test
    void aNormalisationBehindALayerIsFolded() {
        for (long transB : new long[] {0, 1}) {
            assertThat(fused(twoLayers(transB).build(), Set.of())).containsExactly("Gemm", "Relu", "Fold", "Gemm");
        }
    }

    @Test
    void aLayerThatSomebodyElseReadsIsLeft() {
        Network network = twoLayers(1).output("z2", Shape.FREE, 3).build();
        assertThat(fused(network, Set.of())).containsExactly("Gemm", "Relu", "Gemm", "BatchNormalization");
    }

    @Test
    void whatIsAffineOnTheSliceIsLeft() {
        Network network = twoLayers(1).build();
        // With the first layer held, the second is affine in its weights, and the normalisation behind it too.
        assertThat(fused(network, Set.of("w1", "s"))).containsExactly("Gemm", "Relu", "Gemm", "BatchNormalization");
    }
}
