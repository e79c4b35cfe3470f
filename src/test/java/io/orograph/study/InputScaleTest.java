package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether bytes may have been scaled before a network saw them. */
class InputScaleTest {

    private static NetworkSketch input() {
        return new NetworkSketch().input("x", Shape.FREE, 4).drawn("w", new Random(1), 1, 4, 4);
    }

    @Test
    void ofTokensItIsNot() {
        NetworkSketch tokens = input().node("Identity", List.of("x"), "i")
                .node("Gather", List.of("w", "i"), List.of("y"), Map.of("axis", 0L))
                .output("y", Shape.FREE, 4, 4);
        assertThat(InputScale.isOpen(tokens.build(), 0)).isFalse();
    }

    @Test
    void ofNumbersItIs() {
        NetworkSketch dense = input().node("MatMul", List.of("x", "w"), "y").output("y", Shape.FREE, 4);
        assertThat(InputScale.isOpen(dense.build(), 0)).isTrue();
    }

    /** Cut and joined again fifty times: each value is looked at once, not each way to it. */
    @Test
    void partsThatAreJoinedAgainAreFollowedOnce() {
        NetworkSketch sketch = input();
        String last = "x";
        for (int i = 0; i < 50; i++) {
            sketch.node("Split", List.of(last), List.of("a" + i, "b" + i), Map.of("axis", 1L))
                    .node("Concat", List.of("a" + i, "b" + i), List.of("c" + i), Map.of("axis", 1L));
            last = "c" + i;
        }
        sketch.node("MatMul", List.of(last, "w"), "y").output("y", Shape.FREE, 4);
        assertThat(InputScale.isOpen(sketch.build(), 0)).isTrue();
    }
}
