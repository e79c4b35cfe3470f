package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.export.ResultNpz;
import io.orograph.network.Tensor;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A command at the weights of a file says what it says of a model that was saved with them. */
class WeightsOptionTest {

    private static final String TOLD = "The weights are those of w.npz";

    @TempDir
    private static Path shared;

    private static Trained digits;
    private static Trained normalizing;

    @TempDir
    private Path folder;

    /**
     * A training's end, saved twice.
     *
     * @param model that was trained
     * @param weights its arrays
     * @param saved its graph with them
     */
    private record Trained(String name, Path model, Path data, Path weights, Path saved) {

        static Trained of(String name, Path model, Path data, Object... more) throws IOException {
            Path place = Files.createDirectory(shared.resolve(name));
            Trained trained = new Trained(name, model, data, place.resolve("w.npz"), place.resolve("saved.onnx"));
            trained.train(trained.weights, more);
            trained.train(trained.saved, more);
            return trained;
        }

        private void train(Path out, Object... more) {
            run(with(List.of("train", "--epochs", 2, "--lr", 0.05, "--out", out), more), model);
        }

        CommandRun atWeights(List<Object> words) {
            return run(words, model, "--weights", weights);
        }

        CommandRun ofSaved(List<Object> words) {
            return run(words, saved);
        }

        CommandRun ofModel(List<Object> words) {
            return run(words, model);
        }

        private CommandRun run(List<Object> words, Object... subject) {
            List<Object> all = new ArrayList<>(words.subList(0, 1));
            all.addAll(List.of(subject));
            all.addAll(List.of("--data", data));
            all.addAll(words.subList(1, words.size()));
            CommandRun run = CommandRun.of(all.toArray());
            assertThat(run.code()).as(all + ": " + run.err()).isZero();
            return run;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One without running statistics, and one whose weights take theirs with them. */
    @BeforeAll
    static void train() throws IOException, URISyntaxException {
        digits = Trained.of("digits", CommandRun.sample("digits-mlp-tanh.onnx"), CommandRun.sample("digits-test.npz"));
        Path normalized = Path.of(WeightsOptionTest.class
                .getResource("/io/orograph/training/batch_norm.onnx")
                .toURI());
        int samples = 24;
        Random random = new Random(5);
        Path data = shared.resolve("data.npz");
        NpzWriter.write(data, npz -> {
            npz.add("x", Tensor.of(random.doubles(samples * 36L).toArray(), samples, 1, 6, 6));
            npz.add("y", Tensor.of(random.longs(samples, 0, 2).toArray(), samples));
        });
        // In 64 bits, as the model keeps its running statistics: else those of the arrays would be rounded.
        normalizing = Trained.of("batch normalisation", normalized, data, "--double");
    }

    static Stream<Arguments> commands() {
        List<List<Object>> commands = List.of(
                List.of("loss"),
                List.of("loss", "--double"),
                List.of("landscape", "--resolution", 5, "--out"),
                List.of("sharpness", "--draws", 4, "--out"),
                List.of("sharpness", "--measures", "asam,gaussian", "--out"),
                List.of("spectrum", "--top", 1, "--effort", "quick", "--samples", 20, "--out"),
                List.of("train", "--epochs", 1, "--lr", 0.01, "--out"));
        return Stream.of(digits, normalizing)
                .flatMap(trained -> commands.stream().map(words -> Arguments.of(trained, words)));
    }

    private List<Object> writing(List<Object> words, String name) {
        List<Object> all = new ArrayList<>(words);
        if (words.get(words.size() - 1).equals("--out")) {
            all.add(folder.resolve(name));
        }
        return all;
    }

    /** Without what differs: how long it took, where it was written, and what the weights are called. */
    private static String said(CommandRun run, String file) {
        return run.out()
                .replace(file, "FILE")
                .replaceAll(" in [0-9.E-]+ s\\b", "")
                .replace("loss at w.npz", "loss at the model");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commands")
    void theyAreWhatTheCommandIsAbout(Trained trained, List<Object> words) throws IOException {
        CommandRun at = trained.atWeights(writing(words, "at.npz"));
        CommandRun of = trained.ofSaved(writing(words, "of.npz"));
        CommandRun before = trained.ofModel(writing(words, "before.npz"));
        assertThat(said(at, "at.npz")).isEqualTo(said(of, "of.npz")).isNotEqualTo(said(before, "before.npz"));
        assertThat(at.err()).contains(TOLD);
        assertThat(of.err()).doesNotContain("weights are those");

        Path written = folder.resolve("at.npz");
        if (words.get(0).equals("train")) {
            assertThat(written).hasSameBinaryContentAs(folder.resolve("of.npz"));
        } else if (Files.exists(written)) {
            RepeatedCommand.assertSameArrays(folder.resolve("of.npz"), written);
            assertThat(provenance(written).get(Key.WEIGHTS).orElseThrow().get("name"))
                    .isEqualTo("w.npz");
            assertThat(provenance(folder.resolve("of.npz")).get(Key.WEIGHTS)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("commands")
    void programsReadTheSame(Trained trained, List<Object> words) {
        CommandRun at = trained.atWeights(with(writing(words, "at.npz"), "--json"));
        CommandRun of = trained.ofSaved(with(writing(words, "of.npz"), "--json"));
        assertThat(lasting(at.json())).isEqualTo(lasting(of.json()));
        assertThat(at.json().path("weights").asText()).isEqualTo("w.npz");
        assertThat(of.json().path("weights").asText()).isEqualTo("saved.onnx");
        assertThat(at.json().path("notices").toString()).contains(TOLD);
        assertThat(at.err()).contains(TOLD);
    }

    private static List<Object> with(List<Object> words, Object... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    /** All but how long it took, and whose weights they are. */
    private static JsonNode lasting(JsonNode json) {
        ObjectNode copy = json.deepCopy();
        copy.remove(List.of("step_seconds", "evaluation_seconds", "weights", "notices"));
        return copy;
    }

    private static Provenance provenance(Path file) throws IOException {
        try (NpzArrays npz = NpzArrays.open(file)) {
            return ProvenanceJson.read(npz.readText(ResultNpz.PROVENANCE));
        }
    }

    /** Against weights of a file as against a model that was saved with them, and those as when they are asked for alone. */
    @Test
    void sharpnessIsComparedWithThatOfWeights() {
        List<Object> words = List.of("sharpness", "--measures", "adaptive-trace,gaussian");
        List<Object> measures = with(words, "--json");
        CommandRun run = digits.ofModel(with(measures, "--against", digits.weights));
        JsonNode weights = run.json().path("against").get(0);
        JsonNode saved = digits.ofModel(with(measures, "--against", digits.saved))
                .json()
                .path("against")
                .get(0);
        assertThat(weights.path("model").asText()).isEqualTo("w.npz");
        assertThat(weights.path("loss"))
                .isEqualTo(saved.path("loss"))
                .isEqualTo(digits.ofSaved(measures).json().path("loss"));
        assertThat(weights.path("measures")).isEqualTo(saved.path("measures"));
        JsonNode alone = digits.ofSaved(measures).json().path("measures");
        assertThat(weights.path("measures")).isNotEmpty().isSubsetOf(alone);
        assertThat(weights.path("verdict").asText())
                .isEqualTo(saved.path("verdict").asText().replace("saved.onnx", "w.npz"));
        assertThat(run.err()).contains(TOLD);
        assertThat(digits.ofModel(with(words, "--against", digits.weights)).out())
                .contains("w.npz");
    }

    /** What is read is not written over. */
    @Test
    void theirFileIsNoOutput() throws IOException {
        byte[] before = Files.readAllBytes(digits.weights);
        for (String command : List.of("landscape", "sharpness", "spectrum", "train")) {
            CommandRun run = CommandRun.of(
                    command, digits.model, "--data", digits.data, "--weights", digits.weights, "--out", digits.weights);
            assertThat(run.code()).as(command).isEqualTo(2);
        }
        assertThat(digits.weights).hasBinaryContent(before);
    }
}
