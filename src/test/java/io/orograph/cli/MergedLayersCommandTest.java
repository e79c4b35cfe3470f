package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
            return Path.of(
                    MergedLayersCommandTest.class.getResource("merged/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> losses() throws IOException {
        List<String> lines = Files.readAllLines(file("losses.tsv"));
        return lines.stream().map(line -> line.split("\t")).map(entry -> Arguments.of((Object[]) entry));
    }

    private static double loss(String network, String weights, Object... more) {
        Stream<Object> args = Stream.of(
                "loss",
                file(network + ".onnx"),
                "--data",
                file(network + ".npz"),
                "--double",
                "--json",
                "--weights",
                file(weights));
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray())
                .json()
                .path("loss")
                .asDouble();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aCheckpointIsReadAsTheNetworkHasItsLayers(String network, String weights, double expected) {
        assertThat(loss(network, weights)).isCloseTo(expected, within(TOLERANCE));
        assertThat(loss(network, weights, "--split", "all")).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void thePartsAreParameters() {
        CommandRun run = CommandRun.of(
                "info", file("cut.onnx"), "--split", "attn.weight=q,k,v", "--split", "attn.bias=0:8,16", "--json");
        List<String> names = run.json().path("weights").findValuesAsText("name");
        assertThat(names).startsWith("attn.weight.q", "attn.weight.k", "attn.weight.v", "attn.bias.0", "attn.bias.1");
        assertThat(run.json().path("parameters").asInt())
                .isEqualTo(CommandRun.of("info", file("cut.onnx"), "--json")
                        .json()
                        .path("parameters")
                        .asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attn.weight=5 | has 24 entries along axis 1, which are no 5 equal parts",
                "attn.weight=1:20,5 | which 2 parts of 20, 5 do not make",
                "attn.weight=2:20,4 | has no axis 2",
                "attn.weight=1:a=20,b | is no part with its size",
                "attn.weight=a,a | must have parts with different names",
                "attn.weight=1 | must have two parts at least",
                "fc.bias | does not show which layers are merged in it",
                "nothing=3 | there is no parameter \"nothing\" to split",
            })
    void whatCannotBeSplitIsSaid(String words, String reason) {
        CommandRun run = CommandRun.of("info", file("cut.onnx"), "--split", words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(reason);
    }
}
