package io.orograph.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The units of tensors in which several layers lie together: each layer's units are filters of their own. */
class GroupTest {

    private static List<Group> filters(Network network, String name) {
        Parameter parameter = network.layout().find(name).orElseThrow();
        List<Group> filters = Group.filters(parameter);
        Set<Integer> entries = new HashSet<>();
        for (Group filter : filters) {
            for (int block = 0; block < filter.blocks(); block++) {
                for (int i = 0; i < filter.run(); i++) {
                    assertThat(entries.add(filter.offset() + block * filter.stride() + i))
                            .isTrue();
                }
            }
        }
        assertThat(entries).hasSize(parameter.size());
        return filters;
    }

    @Test
    void theDirectionsOfARecurrentLayerAreTwoLayers() {
        Network network = new NetworkSketch()
                .input("x", 5, Shape.FREE, 3)
                .drawn("w", new Random(1), 1, 2, 8, 3)
                .drawn("r", new Random(2), 1, 2, 8, 2)
                .node(
                        "LSTM",
                        List.of("x", "w", "r"),
                        List.of("y"),
                        Map.of("hidden_size", 2L, "direction", "bidirectional"))
                .output("y", 5, 2, Shape.FREE, 2)
                .build();
        assertThat(filters(network, "w")).hasSize(16).allMatch(filter -> filter.size() == 3);
        assertThat(filters(network, "r")).hasSize(16).allMatch(filter -> filter.size() == 2);
    }

    @Test
    void theMatricesOfAStackAreLayersEach() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 1, 1, 5, 4)
                .drawn("experts", new Random(1), 1, 3, 2, 4, 6)
                .drawn("left", new Random(2), 1, 3, 2, 7, 5)
                .node("MatMul", List.of("x", "experts"), "h")
                .node("MatMul", List.of("left", "h"), "y")
                .output("y", Shape.FREE, 3, 2, 7, 6)
                .build();
        assertThat(filters(network, "experts")).hasSize(36).allMatch(filter -> filter.size() == 4);
        assertThat(filters(network, "left")).hasSize(42).allMatch(filter -> filter.size() == 5);
    }

    @Test
    void queryKeyAndValueInOneMatrixHaveTheirOwnUnits() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .drawn("qkv", new Random(1), 1, 4, 12)
                .node("MatMul", List.of("x", "qkv"), "y")
                .output("y", Shape.FREE, 12)
                .build();
        assertThat(filters(network, "qkv")).hasSize(12).allMatch(filter -> filter.size() == 4);
    }
}
