package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.arrays.NpyReader;
import io.orograph.arrays.NpzWriter;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.ElementType;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks with several inputs, and the arrays that people bring for them. ONNX Runtime says what the outputs are. */
class SeveralInputsTest {

    /** Single precision: seven digits of a loss, and as many of what it is computed from. */
    private static final double SINGLE = 3e-6;

    private static final int SAMPLES = 30;
    private static final int LENGTH = 5;
    private static final int TOKENS = 11;
    private static final int CLASSES = 3;

    @TempDir
    Path folder;

    private final Random random = new Random(3);

    /** A classifier of the mean vector of the tokens that a mask leaves, with positions added. */
    private static OnnxModelBuilder tokens(Random random) {
        return OnnxModelBuilder.opset(13)
                .inputOf("input_ids", ElementType.INT64, "batch", "seq")
                .inputOf("attention_mask", ElementType.INT64, "batch", "seq")
                .inputOf("position_ids", ElementType.INT64, "batch", "seq")
                .initializer("words", NetworkSketch.drawn(random, 1, TOKENS, 4))
                .initializer("places", NetworkSketch.drawn(random, 1, 7, 4))
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .initializer("b", NetworkSketch.drawn(random, 1, CLASSES))
                .initializer("last", Tensor.of(new long[] {2}, 1))
                .initializer("one", Tensor.of(new long[] {1}, 1))
                .node("Gather", List.of("words", "input_ids"), List.of("e"))
                .node("Gather", List.of("places", "position_ids"), List.of("p"))
                .node("Add", List.of("e", "p"), List.of("ep"))
                .node("Cast", List.of("attention_mask"), List.of("m"), "to", 1)
                .node("Unsqueeze", List.of("m", "last"), List.of("mm"))
                .node("Mul", List.of("ep", "mm"), List.of("masked"))
                .node("ReduceSum", List.of("masked", "one"), List.of("sum"), "keepdims", 0)
                .node("ReduceSum", List.of("m", "one"), List.of("count"))
                .node("Div", List.of("sum", "count"), List.of("mean"))
                .node("Tanh", List.of("mean"), List.of("t"))
                .node("Gemm", List.of("t", "w", "b"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES);
    }

    private Map<String, Tensor> tokenData() {
        long[] ids = new long[SAMPLES * LENGTH];
        long[] mask = new long[ids.length];
        long[] positions = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = random.nextInt(TOKENS);
            mask[i] = i % LENGTH < 1 + i / LENGTH % LENGTH ? 1 : 0;
            positions[i] = i % LENGTH;
        }
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("attention_mask", Tensor.of(mask, SAMPLES, LENGTH));
        data.put("input_ids", Tensor.of(ids, SAMPLES, LENGTH));
        data.put("position_ids", Tensor.of(positions, SAMPLES, LENGTH));
        data.put("labels", NetworkSketch.classes(random, SAMPLES, CLASSES));
        return data;
    }

    private Path npz(String name, Map<String, Tensor> arrays) throws IOException {
        Path file = folder.resolve(name);
        NpzWriter.write(file, npz -> {
            for (var entry : arrays.entrySet()) {
                npz.add(entry.getKey(), entry.getValue());
            }
        });
        return file;
    }

    private static Map<String, Tensor> without(Map<String, Tensor> all, String name) {
        Map<String, Tensor> rest = new LinkedHashMap<>(all);
        rest.remove(name);
        return rest;
    }

    private static Map<String, Tensor> with(Map<String, Tensor> all, String name, Tensor tensor) {
        Map<String, Tensor> other = new LinkedHashMap<>(all);
        other.put(name, tensor);
        return other;
    }

    private static double crossEntropy(Tensor logits, Tensor labels) {
        int classes = (int) logits.size(1);
        double total = 0;
        for (int i = 0; i < labels.size(); i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.exp(logits.get(i * classes + c));
            }
            total += Math.log(sum) - logits.get(i * classes + (int) labels.get(i));
        }
        return total / labels.size();
    }

    private static JsonNode json(CommandRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertLoss(CommandRun run, double loss) throws IOException {
        assertThat(json(run).get("loss").asDouble()).isCloseTo(loss, within(SINGLE * loss));
    }

    private double expected(OnnxModelBuilder model, Map<String, Tensor> data) {
        Tensor logits =
                OnnxRuntimeOracle.run(model.bytes(), without(data, "labels")).get("logits");
        return crossEntropy(logits, data.get("labels"));
    }

    @Test
    void arraysGoToTheInputsOfTheirNames() throws IOException {
        OnnxModelBuilder builder = tokens(random);
        Path model = builder.write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        double loss = expected(builder, data);
        CommandRun run = CommandRun.of("loss", model, "--data", npz("tokens.npz", data), "--json");
        assertLoss(run, loss);
        assertThat(run.err()).doesNotContain("input_ids");
    }

    /** The same positions in all samples, once without the axis of the samples and once with one entry. */
    @Test
    void whatAllSamplesShareIsGivenOnce() throws IOException {
        OnnxModelBuilder builder = tokens(random);
        Path model = builder.write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        double loss = expected(builder, data);
        for (Tensor once : List.of(
                Tensor.of(new long[] {0, 1, 2, 3, 4}, LENGTH), Tensor.of(new long[] {0, 1, 2, 3, 4}, 1, LENGTH))) {
            Path file = npz("once.npz", with(data, "position_ids", once));
            CommandRun run = CommandRun.of("loss", model, "--data", file, "--json");
            assertLoss(run, loss);
            assertThat(run.err())
                    .contains("The array position_ids " + Shape.text(once.shape())
                            + " is taken for every sample alike, as position_ids of the network.");
        }
    }

    @Test
    void arraysWithOtherNamesAreNamed() throws IOException {
        OnnxModelBuilder builder = tokens(random);
        Path model = builder.write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        double loss = expected(builder, data);
        Map<String, Tensor> other = new LinkedHashMap<>();
        other.put("a", data.get("input_ids"));
        other.put("b", data.get("attention_mask"));
        other.put("c", data.get("position_ids"));
        other.put("d", data.get("labels"));
        Path file = npz("other.npz", other);
        CommandRun undecided = CommandRun.of("loss", model, "--data", file, "--json");
        assertThat(undecided.code()).isEqualTo(2);
        assertThat(undecided.err())
                .contains(
                        "which of its arrays go to the network's inputs input_ids [batch, seq], attention_mask [batch, seq],"
                                + " position_ids [batch, seq]: it holds a int64 [30, 5]",
                        "--x input_ids=ARRAY,attention_mask=ARRAY,position_ids=ARRAY");
        assertLoss(CommandRun.of("loss", model, "--data", file, "--x", "a,b,c", "--json"), loss);
        assertLoss(
                CommandRun.of(
                        "loss",
                        model,
                        "--data",
                        file,
                        "--x",
                        "attention_mask=b,input_ids=a",
                        "--x",
                        "c",
                        "--y",
                        "d",
                        "--json"),
                loss);
        CommandRun wrong = CommandRun.of("loss", model, "--data", file, "--x", "mask2=b", "--json");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("an input called mask2");
    }

    @Test
    void badArraysAreRefusedInASentence() throws IOException {
        Path model = tokens(random).write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        assertRefused(model, without(data, "attention_mask"), "attention_mask [batch, seq]", "it holds input_ids");
        assertRefused(
                model,
                with(data, "attention_mask", data.get("attention_mask").entries(new int[] {0, 1, 2})),
                "holds attention_mask [3, 5] for the network's input attention_mask [batch, seq], but 30 samples");
        assertRefused(
                model,
                with(data, "input_ids", NetworkSketch.drawn(random, 1, SAMPLES, LENGTH)),
                "input_ids takes whole numbers");
        assertRefused(
                model,
                with(data, "attention_mask", Tensor.of(new long[SAMPLES * 4], SAMPLES, 4)),
                "The axis seq of the network has one size",
                "5 in input_ids [30, 5] and 4 in attention_mask [30, 4]");
        assertRefused(model, without(data, "labels"), "--loss output");
    }

    private void assertRefused(Path model, Map<String, Tensor> data, String... said) throws IOException {
        CommandRun run = CommandRun.of("loss", model, "--data", npz("bad.npz", data), "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void landscapeTrainingAndCurvatureTakeThem() throws IOException {
        OnnxModelBuilder builder = tokens(random);
        Path model = builder.write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        double loss = expected(builder, data);
        Path file = npz("tokens.npz", with(data, "position_ids", Tensor.of(new long[] {0, 1, 2, 3, 4}, LENGTH)));
        JsonNode landscape = json(CommandRun.of("landscape", model, "--data", file, "--resolution", "3", "--json"));
        assertThat(landscape.toString()).contains("loss");
        JsonNode trained =
                json(CommandRun.of("train", model, "--data", file, "--epochs", "2", "--batch", "7", "--json"));
        assertThat(trained.toString()).contains("loss");
        JsonNode spectrum = json(CommandRun.of("spectrum", model, "--data", file, "--top", "2", "--json"));
        assertThat(spectrum.toString()).contains("eigenvalues");
        assertThat(loss).isPositive();
    }

    /** An LSTM [time, batch, features] whose states have their layers first: the samples are put in front of all. */
    private static OnnxModelBuilder recurrent(Random random) {
        return OnnxModelBuilder.opset(13)
                .inputOf("x", ElementType.FLOAT, "5", "batch", "2")
                .inputOf("h0", ElementType.FLOAT, "1", "batch", "3")
                .inputOf("c0", ElementType.FLOAT, "1", "batch", "3")
                .initializer("W", NetworkSketch.drawn(random, 1, 1, 12, 2))
                .initializer("R", NetworkSketch.drawn(random, 1, 1, 12, 3))
                .initializer("w", NetworkSketch.drawn(random, 1, 3, CLASSES))
                .initializer("first", Tensor.of(new long[] {0}, 1))
                .node("LSTM", List.of("x", "W", "R", "", "", "h0", "c0"), List.of("", "last"), "hidden_size", 3)
                .node("Squeeze", List.of("last", "first"), List.of("h"))
                .node("MatMul", List.of("h", "w"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES);
    }

    @Test
    void statesOfAnLstmAreGivenAsTheFileHasThemOrOnce() throws IOException {
        OnnxModelBuilder builder = recurrent(random);
        Path model = builder.write(folder.resolve("lstm.onnx"));
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, 5, SAMPLES, 2));
        data.put("h0", NetworkSketch.drawn(random, 1, 1, SAMPLES, 3));
        data.put("c0", NetworkSketch.drawn(random, 1, 1, SAMPLES, 3));
        data.put("labels", NetworkSketch.classes(random, SAMPLES, CLASSES));
        assertLoss(CommandRun.of("loss", model, "--data", npz("states.npz", data), "--json"), expected(builder, data));
        Tensor zeros = Tensor.of(new float[3], 1, 1, 3);
        Tensor all = Tensor.of(new float[SAMPLES * 3], 1, SAMPLES, 3);
        double loss = expected(builder, with(with(data, "h0", all), "c0", all));
        CommandRun once = CommandRun.of(
                "loss", model, "--data", npz("once.npz", with(with(data, "h0", zeros), "c0", zeros)), "--json");
        assertLoss(once, loss);
        assertThat(once.err()).contains("h0 [1, 1, 3] is taken for every sample alike");
    }

    /** Two pictures through one network, whose distance tells whether they show the same. */
    @Test
    void twoPicturesOfASiameseNetworkAreScaledAlike() throws IOException {
        OnnxModelBuilder builder = OnnxModelBuilder.opset(13)
                .input("left", Shape.FREE, 1, 4, 4)
                .input("right", Shape.FREE, 1, 4, 4)
                .initializer("w", NetworkSketch.drawn(random, 0.5, 16, 3))
                .node("Flatten", List.of("left"), List.of("a"))
                .node("Flatten", List.of("right"), List.of("b"))
                .node("MatMul", List.of("a", "w"), List.of("aw"))
                .node("MatMul", List.of("b", "w"), List.of("bw"))
                .node("Sub", List.of("aw", "bw"), List.of("logits"))
                .output("logits", Shape.FREE, 3);
        Path model = builder.write(folder.resolve("siamese.onnx"));
        byte[] pixels = new byte[SAMPLES * 16];
        random.nextBytes(pixels);
        byte[] others = new byte[SAMPLES * 16];
        random.nextBytes(others);
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("test_left", Tensor.ofBytes(pixels, SAMPLES, 4, 4));
        data.put("test_right", Tensor.ofBytes(others, SAMPLES, 4, 4));
        data.put("label", NetworkSketch.classes(random, SAMPLES, CLASSES));
        Map<String, Tensor> scaled = new LinkedHashMap<>();
        scaled.put("left", scaled(data.get("test_left")));
        scaled.put("right", scaled(data.get("test_right")));
        scaled.put("labels", data.get("label"));
        CommandRun run = CommandRun.of("loss", model, "--data", npz("pair.npz", data), "--scale-bytes", "--json");
        assertLoss(run, expected(builder, scaled));
        assertThat(run.err()).contains("The inputs to left were reshaped from [30, 4, 4] to [30, 1, 4, 4]");
    }

    private static Tensor scaled(Tensor bytes) {
        float[] values = new float[bytes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bytes.get(i) / 255);
        }
        return Tensor.of(values, SAMPLES, 1, 4, 4);
    }

    /** A layer over a graph: the nodes are no samples by themselves, the graph is one. */
    @Test
    void aGraphWhoseNodesDependOnEachOtherIsOneSample() throws IOException {
        OnnxModelBuilder matrix = OnnxModelBuilder.opset(13)
                .inputOf("x", ElementType.FLOAT, "nodes", "4")
                .inputOf("adj", ElementType.FLOAT, "nodes", "nodes")
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .node("MatMul", List.of("adj", "x"), List.of("h"))
                .node("MatMul", List.of("h", "w"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES);
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("adj", NetworkSketch.drawn(random, 1, SAMPLES, SAMPLES));
        data.put("labels", NetworkSketch.classes(random, SAMPLES, CLASSES));
        Path model = matrix.write(folder.resolve("matrix.onnx"));
        CommandRun run = CommandRun.of("loss", model, "--data", npz("graph.npz", data), "--json");
        assertLoss(run, expected(matrix, data));
        assertThat(run.json().path("samples").asInt()).isEqualTo(1);
    }

    /** What is no graph of nodes and edges, and mixes its samples all the same. */
    @Test
    void samplesThatDependOnEachOtherAreRefused() throws IOException {
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("y", NetworkSketch.classes(random, SAMPLES, CLASSES));
        Path edges = OnnxModelBuilder.opset(13)
                .inputOf("x", ElementType.FLOAT, "nodes", "4")
                .inputOf("edge_index", ElementType.INT64, "1", "edges")
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .initializer("zero", Tensor.of(new long[] {0}, 1))
                .node("Gather", List.of("x", "edge_index"), List.of("sent"))
                .node("ReduceMean", List.of("sent"), List.of("h"), "axes", new long[] {0, 1}, "keepdims", 0)
                .node("Add", List.of("x", "h"), List.of("xh"))
                .node("MatMul", List.of("xh", "w"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES)
                .write(folder.resolve("edges.onnx"));
        data.put("edge_index", Tensor.of(new long[] {0, 1, 0, 2, 1}, 1, 5));
        assertRefused(edges, data, "depends on the samples that run with it");
    }

    /** A mean over the batch and the labels of the data, of which the last part of a tile is left out. */
    @Test
    void aLossForTheBatchIsTheMeanOverAllSamples() throws IOException {
        OnnxModelBuilder builder = OnnxModelBuilder.opset(13)
                .inputOf("pixels", ElementType.FLOAT, "batch", "4")
                .inputOf("labels", ElementType.INT64, "batch")
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .initializer("weights", Tensor.of(new float[] {1, 3, 0.5f}, CLASSES))
                .node("MatMul", List.of("pixels", "w"), List.of("logits"))
                .node(
                        "SoftmaxCrossEntropyLoss",
                        List.of("logits", "labels", "weights"),
                        List.of("loss", "log_prob"),
                        "ignore_index",
                        -100)
                .output("loss")
                .output("log_prob", Shape.FREE, CLASSES);
        Path model = builder.write(folder.resolve("loss.onnx"));
        Tensor labels = NetworkSketch.classes(random, SAMPLES, CLASSES);
        long[] some = labels.longs().clone();
        some[4] = -100;
        some[11] = -100;
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("y", Tensor.of(some, SAMPLES));
        double loss = OnnxRuntimeOracle.run(builder.bytes(), Map.of("pixels", data.get("x"), "labels", data.get("y")))
                .get("loss")
                .get(0);
        CommandRun run = CommandRun.of("loss", model, "--data", npz("xy.npz", data), "--json");
        assertLoss(run, loss);
        assertThat(run.err())
                .contains("The network's inputs are taken from these arrays: pixels from x [30, 4], labels from y [30];"
                        + " the targets are y.")
                .contains("The network computes a loss itself, its output loss, which is taken.");
    }

    @Test
    void anInputWithoutSamplesIsGivenAsAWhole() throws IOException {
        OnnxModelBuilder builder = OnnxModelBuilder.opset(13)
                .inputOf("table", ElementType.FLOAT, "4", "5")
                .inputOf("x", ElementType.FLOAT, "batch", "4")
                .initializer("w", NetworkSketch.drawn(random, 1, 5, CLASSES))
                .node("MatMul", List.of("x", "table"), List.of("h"))
                .node("MatMul", List.of("h", "w"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES);
        Path model = builder.write(folder.resolve("table.onnx"));
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("table", NetworkSketch.drawn(random, 1, 4, 5));
        data.put("labels", NetworkSketch.classes(random, SAMPLES, CLASSES));
        assertLoss(CommandRun.of("loss", model, "--data", npz("table.npz", data), "--json"), expected(builder, data));
        assertRefused(
                model,
                with(data, "table", NetworkSketch.drawn(random, 1, SAMPLES, 4, 5)),
                "holds table [30, 4, 5] for the network's input table [4, 5], which has no axis that counts the samples");
    }

    /** (x·w − y)² of each sample, and its mean over the batch. */
    @Test
    void anErrorInsideTheNetworkIsItsLoss() throws IOException {
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("y", NetworkSketch.drawn(random, 1, SAMPLES));
        Path file = npz("error.npz", data);
        for (boolean reduces : new boolean[] {false, true}) {
            OnnxModelBuilder builder = OnnxModelBuilder.opset(13)
                    .inputOf("features", ElementType.FLOAT, "batch", "4")
                    .inputOf("y", ElementType.FLOAT, "batch", "1")
                    .initializer("w", NetworkSketch.drawn(new Random(4), 1, 4, 1))
                    .node("MatMul", List.of("features", "w"), List.of("p"))
                    .node("Sub", List.of("p", "y"), List.of("d"))
                    .node("Mul", List.of("d", "d"), List.of("each"));
            if (reduces) {
                builder.node("ReduceMean", List.of("each"), List.of("loss"), "keepdims", 0)
                        .output("loss");
            } else {
                builder.output("each", Shape.FREE, 1);
            }
            Path model = builder.write(folder.resolve("error.onnx"));
            Tensor outputs = OnnxRuntimeOracle.run(
                            builder.bytes(),
                            Map.of("features", data.get("x"), "y", data.get("y").reshape(SAMPLES, 1)))
                    .values()
                    .iterator()
                    .next();
            CommandRun run = CommandRun.of("loss", model, "--data", file, "--json");
            assertLoss(run, java.util.Arrays.stream(outputs.doubles()).average().orElseThrow());
            assertThat(run.err()).contains("The network computes a loss itself");
        }
    }

    /** A table of positions [1, length] that the exporter fixed, given with and without its axis, and for each sample. */
    @Test
    void anInputOfOneEntryIsGivenInAnyForm() throws IOException {
        OnnxModelBuilder builder = OnnxModelBuilder.opset(13)
                .inputOf("x", ElementType.FLOAT, "batch", "4")
                .inputOf("shift", ElementType.FLOAT, "1", "4")
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .node("Add", List.of("x", "shift"), List.of("s"))
                .node("MatMul", List.of("s", "w"), List.of("logits"))
                .output("logits", Shape.FREE, CLASSES);
        Path model = builder.write(folder.resolve("shift.onnx"));
        Map<String, Tensor> data = new LinkedHashMap<>();
        data.put("x", NetworkSketch.drawn(random, 1, SAMPLES, 4));
        data.put("shift", NetworkSketch.drawn(random, 1, 1, 4));
        data.put("labels", NetworkSketch.classes(random, SAMPLES, CLASSES));
        double loss = expected(builder, data);
        Tensor shift = data.get("shift");
        for (Tensor form : List.of(shift, shift.reshape(4), shift.entries(new int[SAMPLES]))) {
            assertLoss(
                    CommandRun.of("loss", model, "--data", npz("shift.npz", with(data, "shift", form)), "--json"),
                    loss);
        }
    }

    @Test
    void theOutputsAreThoseOfOnnxRuntime() throws IOException {
        OnnxModelBuilder builder = tokens(random);
        Path model = builder.write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = without(tokenData(), "labels");
        Path written = folder.resolve("y.npy");
        CommandRun run = CommandRun.of("output", model, "--data", npz("tokens.npz", data), "--out", written);
        assertThat(run.code()).as(run.err()).isZero();
        double[] expected =
                OnnxRuntimeOracle.run(builder.bytes(), data).get("logits").doubles();
        assertThat(NpyReader.read(written).doubles()).containsExactly(expected, within(1e-5));
    }

    @Test
    void whichArrayEachInputWasGivenIsSaid() throws Exception {
        Path model = tokens(random).write(folder.resolve("tokens.onnx"));
        Map<String, Tensor> data = tokenData();
        Path file = npz("tokens.npz", with(data, "position_ids", Tensor.of(new long[] {0, 1, 2, 3, 4}, LENGTH)));
        JsonNode inputs =
                json(CommandRun.of("loss", model, "--data", file, "--json")).get("inputs");
        JsonNode ids = inputs.get("input_ids");
        assertThat(ids.get("array").asText()).isEqualTo("input_ids");
        assertThat(ids.get("given").asText()).isEqualTo("by sample");
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLES * LENGTH * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(data.get("input_ids").longs());
        assertThat(ids.get("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())));
        assertThat(inputs.get("position_ids").get("given").asText()).isEqualTo("once for all samples");
        assertThat(CommandRun.of("info", model).out())
                .contains("Input   input_ids [batch, seq], attention_mask [batch, seq]");
        JsonNode info =
                json(CommandRun.of("info", model, "--json")).get("inputs").get(1);
        assertThat(info.get("axes").toString()).isEqualTo("[\"batch\",\"seq\"]");
        assertThat(info.get("whole_numbers").asBoolean()).isTrue();
    }

    /** A table has columns, and no array for each input. */
    @Test
    void aFileOfOneArrayIsRefused() throws IOException {
        Path model = tokens(random).write(folder.resolve("tokens.onnx"));
        Path table = Files.writeString(folder.resolve("tokens.csv"), "a,b,label\n1,2,0\n3,4,1\n");
        CommandRun run = CommandRun.of("loss", model, "--data", table, "--json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "The network has the inputs input_ids [batch, seq], attention_mask [batch, seq], position_ids [batch,"
                                + " seq], but tokens.csv holds one array of inputs; bring an array for each in one file");
    }

    @Test
    void aLabelBeyondTheClassesOfTheNetworksOwnLossIsRefused() throws IOException {
        Path model = OnnxModelBuilder.opset(13)
                .inputOf("x", ElementType.FLOAT, "n", "4")
                .inputOf("t", ElementType.INT64, "n")
                .initializer("w", NetworkSketch.drawn(random, 1, 4, CLASSES))
                .node("MatMul", List.of("x", "w"), List.of("s"))
                .node("SoftmaxCrossEntropyLoss", List.of("s", "t"), List.of("loss"), "ignore_index", -1)
                .output("loss")
                .write(folder.resolve("own.onnx"));
        long[] labels = {0, 1, 2, -1, 2};
        assertThat(withLabels(model, labels).code()).isZero();
        labels[3] = CLASSES;
        CommandRun run = withLabels(model, labels);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("computes its loss over 3 classes, labels 0 to 2, but t holds 3 at place 3")
                .contains("what is left out has the label -1 there");
    }

    private CommandRun withLabels(Path model, long... labels) throws IOException {
        Path data = folder.resolve("own.npz");
        NpzWriter.write(data, npz -> {
            npz.add("x", NetworkSketch.drawn(random, 1, labels.length, 4));
            npz.add("t", Tensor.of(labels, labels.length));
        });
        return CommandRun.of("loss", model, "--data", data, "--json");
    }
}
