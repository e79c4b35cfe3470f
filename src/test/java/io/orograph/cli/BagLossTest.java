package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PyTorch's EmbeddingBag over the words of all samples, one behind the other, with offsets that are data. The values are
 * PyTorch's in 64 bits ({@code bags/make_bags.py}); bags differ in length, and one is empty.
 */
class BagLossTest {

    /** Evaluated in 64 bits; weights and data are 32 bits in both. */
    private static final double TOLERANCE = 1e-9;

    /** Trained in 32 bits, along rows of another length, which are summed in another order. */
    private static final double ROUNDING = 1e-6;

    private static Path file(String name) {
        try {
            return Path.of(BagLossTest.class.getResource("bags/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double pytorch(String network, String value) throws IOException {
        JsonNode all = JsonMapper.builder().build().readTree(file("losses.json").toFile());
        return all.path(network).path(value).asDouble();
    }

    private static CommandRun run(String command, String network, String data, Object... more) {
        Stream<Object> args = Stream.of(command, file(network + ".onnx"), "--data", file(data + ".npz"), "--json");
        return CommandRun.of(Stream.concat(args, Stream.of(more)).toArray());
    }

    private static double loss(CommandRun run) {
        return run.json().path("loss").asDouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean", "max", "between", "weighted", "recommender"})
    void lossAndGradientAreThoseOfPyTorch(String network) throws IOException {
        CommandRun run = run("loss", network, network, "--double");
        assertThat(loss(run)).isCloseTo(pytorch(network, "loss"), within(TOLERANCE));
        assertThat(run.json().path("samples").asInt()).isEqualTo(24);
        assertThat(run.json().path("notices").toString()).contains("is cut into 24 bags of up to 5 words");
        CommandRun spectrum = run("spectrum", network, network, "--top", "1");
        assertThat(spectrum.json().path("gradient_norm").asDouble())
                .isCloseTo(pytorch(network, "gradient"), within(TOLERANCE));
    }

    @Test
    void wordsMayBeGivenInRowsOrUnderOtherNames() throws IOException {
        double expected = pytorch("sum", "loss");
        assertThat(loss(run("loss", "sum", "rows", "--double"))).isCloseTo(expected, within(TOLERANCE));
        assertThat(loss(run("loss", "sum", "renamed", "--double", "--x", "words=ids,offsets=begin")))
                .isCloseTo(expected, within(TOLERANCE));
    }

    /** A bag keeps its words, whichever batch it is in. */
    @Test
    void trainingInBatchesIsTheSameInBothForms() {
        JsonNode cut =
                run("train", "sum", "sum", "--epochs", "2", "--batch", "7").json();
        JsonNode rows =
                run("train", "sum", "rows", "--epochs", "2", "--batch", "7").json();
        assertThat(cut.path("loss").asDouble()).isCloseTo(rows.path("loss").asDouble(), within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "falling | begin with 0, do not fall and do not pass the number of words, but entry 0 is 62",
                "beyond | but entry 12 is 64",
                "negative | holds the word -1 in words",
                "without | name it with --x words=words,offsets=ARRAY",
                "fewer | [23, 5] for the network's input words [batch, words by offsets], but 24 samples",
                "renamed | name them with --x words=ARRAY,offsets=ARRAY",
            })
    void offsetsThatAreNoneAreRefused(String data, String why) {
        CommandRun run = run("loss", "sum", data);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }
}
