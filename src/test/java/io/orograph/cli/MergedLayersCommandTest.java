package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks in which layers are merged, at weights of files that keep them apart, merged or in another order; whole and
 * split. The losses are PyTorch's in 64 bits, from weights of 32 ({@code src/test/python/make_merged.py}).
 */
class MergedLayersCommandTest {

    /** The network is evaluated in 64 bits; its weights and data are 32 bits in both. */
    private static final double TOLERANCE = 1e-9;

    private static Path file(String name) {
        try {
            return Path.of(MergedLayersCommandTest.class.getResource("merged/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> losses() throws IOException {
        List<String> lines = Files.readAllLines(file("losses.tsv"));
        return lines.stream().map(line -> line.split("\t")).map(entry -> Arguments.of((Object[]) entry));
    }

    private static CommandRun loss(String network, String weights, Object... more) {
        Stream<Object> args = Stream.of(
                "loss", file(network + ".onnx"), "--data", file(network + ".npz"), "--double", "--json", "--weights", file(weights));
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aCheckpointIsReadAsTheNetworkHasItsLayers(String network, String weights, double expected) {
        assertThat(loss(network, weights).json().path("loss").asDouble()).isCloseTo(expected, within(TOLERANCE));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void soItIsByANetworkWhoseLayersAreSplit(String network, String weights, double expected) {
        CommandRun run = loss(network, weights, "--split", "all");
        assertThat(run.json().path("loss").asDouble()).isCloseTo(expected, within(TOLERANCE));
    }
}
