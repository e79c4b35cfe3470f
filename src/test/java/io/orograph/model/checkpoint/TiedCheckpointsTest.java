package io.orograph.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.EqualTensors;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.OperatorTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a network whose first weight is also its last: they have the one array, the other, or both. */
class TiedCheckpointsTest {

    private static final int SIZE = 12;

    @TempDir
    private Path folder;

    private static Network network() {
        Tensor table = NetworkSketch.drawn(new Random(3), 1, 4, 3);
        Network apart = new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .tensor("tokens.weight", table)
                .tensor("lm_head.weight", table)
                .node("MatMul", List.of("x", "tokens.weight"), "h")
                .node("Gemm", List.of("h", "lm_head.weight"), List.of("y"), Map.of("transB", 1L))
                .output("y", Shape.FREE, 4)
                .build();
        return apart.tying(new EqualTensors(apart.layout(), apart.weights()).tied(), OperatorTable.standard());
    }

    private static double[] other() {
        return new Random(9).doubles(SIZE, -1, 1).toArray();
    }

    private double[] read(Network network, double[] tokens, double[] head) throws IOException {
        Path file = folder.resolve("weights.npz");
        NpzWriter.write(file, npz -> {
            if (tokens != null) {
                npz.add("tokens.weight", Tensor.of(tokens, 4, 3));
            }
            if (head != null) {
                npz.add("lm_head.weight", Tensor.of(head, 4, 3));
            }
        });
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            return WeightMatcher.match(network.layout(), network.weights(), checkpoint)
                    .read(checkpoint, network.layout());
        }
    }

    @Test
    void eitherArrayOrBothAreTheParameter() throws IOException {
        Network network = network();
        assertThat(network.layout().size()).isEqualTo(SIZE);
        assertThat(read(network, other(), null)).containsExactly(other());
        assertThat(read(network, null, other())).containsExactly(other());
        assertThat(read(network, other(), other())).containsExactly(other());
    }

    @Test
    void arraysThatGoApartNeedTheUntiedNetwork() throws IOException {
        Network network = network();
        double[] head = Arrays.copyOf(network.weights(), SIZE);
        assertThatThrownBy(() -> read(network, other(), head))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("lm_head.weight and tokens.weight with different numbers")
                .hasMessageContaining("--untie");
        assertThat(read(network.choosing(Set.of("lm_head.weight"), Set.of()), other(), head))
                .startsWith(other())
                .endsWith(head);
    }
}
