package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Inputs;
import io.orograph.data.Inputs.Form;
import io.orograph.data.Inputs.Input;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
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

    private static Input input(String name, long... shape) {
        return new Input(name, name, NetworkSketch.drawn(new Random(2), 1, shape), Form.BY_SAMPLE);
    }

    /** A picture, tokens, a mask, numbers and labels: what is asked of pictures is done to them alone. */
    @Test
    void ofSeveralInputsThePicturesAreScaledElseTheNumbers() {
        NetworkSketch sketch = new NetworkSketch()
                .input("image", Shape.FREE, 1, 2, 2)
                .input("tokens", Shape.FREE, 2)
                .input("mask", Shape.FREE, 2)
                .input("age", Shape.FREE, 2)
                .input("y", Shape.FREE, 2)
                .drawn("table", new Random(1), 1, 4, 4)
                .node("Gather", List.of("table", "tokens"), List.of("e"), Map.of("axis", 0L))
                .node("Mul", List.of("mask", "age"), "m")
                .node("Sub", List.of("m", "y"), "z")
                .output("z", Shape.FREE, 2)
                .output("e", Shape.FREE, 2, 4);
        Network network = sketch.node("Identity", List.of("image"), "picture")
                .output("picture", Shape.FREE, 1, 2, 2)
                .build();
        Input mask = new Input("mask", "mask", Tensor.of(new float[] {0, 1, 1, 1}, 2, 2), Form.BY_SAMPLE);
        Input picture = input("image", 2, 1, 2, 2);
        List<Input> rest = List.of(input("tokens", 2, 2), mask, input("age", 2, 2), input("y", 2, 2));
        List<Input> all = new ArrayList<>(List.of(picture));
        all.addAll(rest);
        assertThat(InputScale.scaled(network, new Inputs(all))).containsExactly(true, false, false, false, false);
        all.set(0, new Input("image", "image", picture.values(), Form.WHOLE));
        assertThat(InputScale.scaled(network, new Inputs(all))).containsExactly(false, false, false, true, false);
    }
}
