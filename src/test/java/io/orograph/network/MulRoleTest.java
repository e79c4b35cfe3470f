package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Parameter.Role;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table that is multiplied element by element: the scale of a normalisation behind one, else a weight of its own. */
class MulRoleTest {

    private static final Random RANDOM = new Random(1);

    private static NetworkSketch sketch() {
        return new NetworkSketch()
                .input("x", Shape.FREE, 4, 6)
                .drawn("table", RANDOM, 1, 4, 6)
                .drawn("w", RANDOM, 1, 6, 6);
    }

    private static Role role(NetworkSketch sketch) {
        return sketch.output("y", Shape.FREE, 4, 6)
                .build()
                .layout()
                .find("table")
                .orElseThrow()
                .role();
    }

    @Test
    void behindALayerItIsAWeight() {
        assertThat(role(sketch().node("MatMul", List.of("x", "w"), "h").node("Mul", List.of("h", "table"), "y")))
                .isEqualTo(Role.WEIGHT);
    }

    @Test
    void behindANormalisationAsExportersWriteItItIsItsScale() {
        NetworkSketch normalized = sketch().tensor("two", Tensor.of(new float[] {2}))
                .tensor("tiny", Tensor.of(new float[] {1e-5f}))
                .node("MatMul", List.of("x", "w"), "h")
                .node("ReduceMean", List.of("h"), List.of("m"), Map.of("axes", new long[] {1, 2}))
                .node("Sub", List.of("h", "m"), "c")
                .node("Pow", List.of("c", "two"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), Map.of("axes", new long[] {1, 2}))
                .node("Add", List.of("v", "tiny"), "e")
                .node("Sqrt", List.of("e"), "d")
                .node("Div", List.of("c", "d"), "z")
                .node("Mul", List.of("z", "table"), "y");
        assertThat(role(normalized)).isEqualTo(Role.NORM_SCALE);
    }

    @Test
    void behindAnOperatorThatNormalisesToo() {
        assertThat(role(sketch().node("MatMul", List.of("x", "w"), "h")
                        .node("MeanVarianceNormalization", List.of("h"), List.of("z"), Map.of("axes", new long[] {1, 2
                        }))
                        .node("Mul", List.of("z", "table"), "y")))
                .isEqualTo(Role.NORM_SCALE);
    }
}
