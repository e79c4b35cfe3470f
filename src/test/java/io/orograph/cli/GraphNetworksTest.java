package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks over one graph, by a matrix and by edges, with open sizes and fixed ones. The values are PyTorch's in 64 bits
 * ({@code src/test/python/make_graphs.py}).
 */
class GraphNetworksTest {

    /** Evaluated in 64 bits; weights and data are 32 bits in both. */
    private static final double TOLERANCE = 1e-9;

    /** The Lanczos iteration ends at residuals of 1e-7 or so, whose square is the error of an eigenvalue; both round. */
    private static final double EIGENVALUE = 1e-6;

    private static Path file(String name) {
        try {
            return Path.of(GraphNetworksTest.class.getResource("graphs/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode values(String network) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(file("values.json").toFile())
                .path(network);
    }

    private static CommandRun run(String command, String network, String data, Object... more) {
        Stream<Object> args = Stream.of(command, file(network + ".onnx"), "--data", file(data), "--json");
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "dense_fixed", "edges", "edges_fixed", "weighted"})
    void theLossIsTheMeanOverTheNodesThatCount(String network) throws IOException {
        Map<String, String> parts =
                Map.of("all", "all", "train", "train_mask", "val", "val_mask", "test_mask", "test_mask");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            CommandRun run = run("loss", network, "masked.npz", "--nodes", part.getKey(), "--double");
            assertThat(run.json().path("loss").asDouble())
                    .isCloseTo(
                            values(network).path(part.getValue()).path("loss").asDouble(), within(TOLERANCE));
        }
        CommandRun run = run("loss", network, "masked.npz", "--double");
        double training = values(network).path("train_mask").path("loss").asDouble();
        assertThat(run.json().path("loss").asDouble()).isCloseTo(training, within(TOLERANCE));
        assertThat(run.json().path("samples").asInt()).isEqualTo(1);
        assertThat(run.json().path("notices").toString())
                .contains("6 of the graph's 14 nodes count, those of train_mask")
                .doesNotContain("samples a run");
        assertThat(run("loss", network, "left-out.npz", "--double")
                        .json()
                        .path("loss")
                        .asDouble())
                .isCloseTo(training, within(TOLERANCE));
        assertThat(run("loss", network, "graph.npz", "--double")
                        .json()
                        .path("loss")
                        .asDouble())
                .isCloseTo(values(network).path("all").path("loss").asDouble(), within(TOLERANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "edges"})
    void theCurvatureIsThatOfTheMeanOverTheNodesThatCount(String network) throws IOException {
        JsonNode expected = values(network).path("train_mask");
        JsonNode found = run("spectrum", network, "masked.npz").json();
        for (int i = 0; i < 3; i++) {
            assertThat(found.path("eigenvalues").get(i).asDouble())
                    .isCloseTo(expected.path("eigenvalues").get(i).asDouble(), within(EIGENVALUE));
        }
    }

    @Test
    void aLandscapeSharpnessAndTrainingNeedNoMoreThanOneGraph() {
        JsonNode landscape =
                run("landscape", "edges", "masked.npz", "--resolution", 3).json();
        JsonNode loss = run("loss", "edges", "masked.npz").json();
        assertThat(landscape.path("center_loss").asDouble())
                .isCloseTo(loss.path("loss").asDouble(), within(1e-6));
        JsonNode trained = run("train", "edges", "masked.npz", "--epochs", 30).json();
        assertThat(trained.path("loss").asDouble()).isLessThan(loss.path("loss").asDouble());
        assertThat(run("sharpness", "edges", "masked.npz")
                        .json()
                        .path("gaussian_increase")
                        .asDouble())
                .isPositive();
    }

    @Test
    void infoNamesTheAxesAsTheFileHasThem() {
        assertThat(CommandRun.of("info", file("dense.onnx")).out())
                .contains("x [nodes, 5], adj [nodes, nodes]", "scores [nodes, 3]")
                .doesNotContain("one graph", "of the nodes");
        assertThat(CommandRun.of("info", file("dense.onnx"), "--json")
                        .json()
                        .path("inputs")
                        .get(1)
                        .path("axes")
                        .toString())
                .isEqualTo("[\"nodes\",\"nodes\"]");
    }

    @Test
    void whatIsNoPartOfTheGraphIsSaid() {
        CommandRun run = run("loss", "dense", "masked.npz", "--nodes", "dev");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no array that says which nodes are meant by --nodes dev");
        assertThat(run("loss", "dense", "graph.npz", "--nodes", "edge_weight").err())
                .contains("neither true or false for each of the 14 nodes nor a list of their places");
    }
}
