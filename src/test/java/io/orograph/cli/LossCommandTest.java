package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossCommandTest {

    /** What the issue asks of single precision. The reference is computed in double by the samples' own script. */
    private static final double SINGLE = 1e-6;

    /** Twelve digits, for sums over a few thousand samples in another order. */
    private static final double DOUBLE = 1e-12;

    static List<JsonNode> samples() throws IOException {
        List<JsonNode> samples = new ArrayList<>();
        JsonMapper.builder()
                .build()
                .readTree(CommandRun.sample("samples.json").toFile())
                .path("samples")
                .forEach(samples::add);
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreesWithTheReference(JsonNode sample) {
        compare(sample, "test", SINGLE);
        compare(sample, "train", SINGLE);
    }

    /** Only what has no convolutions: these are slow in double precision. */
    @ParameterizedTest
    @MethodSource("samples")
    void agreesWithTheReferenceInDouble(JsonNode sample) {
        if (!sample.path("architecture").asText().contains("conv")) {
            compare(sample, "test", DOUBLE, "--double");
        }
    }

    private static void compare(JsonNode sample, String part, double tolerance, Object... more) {
        String file = sample.path(part.equals("test") ? "test" : "data").asText();
        List<Object> args = new ArrayList<>(List.of(
                "loss", CommandRun.sample(sample.path("model").asText()), "--data", CommandRun.sample(file), "--json"));
        args.addAll(List.of(more));
        CommandRun run = CommandRun.of(args.toArray());
        assertThat(run.err()).isEmpty();
        JsonNode expected = sample.path("expected");
        double loss = expected.path(part + "_loss").asDouble();
        assertThat(run.json().path("loss").asDouble()).isCloseTo(loss, within(tolerance * loss));
        assertThat(run.json().path("parameters").asInt())
                .isEqualTo(sample.path("parameters").asInt());
        if (expected.has(part + "_accuracy")) {
            // A share of samples: the same samples are right, whatever the rounding.
            assertThat(run.json().path("accuracy").asDouble())
                    .isCloseTo(expected.path(part + "_accuracy").asDouble(), within(1e-12));
        } else {
            assertThat(run.json().path("accuracy").isNull()).isTrue();
        }
    }

    @Test
    void jsonHasTheKeysOfTheManual() {
        CommandRun run = CommandRun.onDigits("loss", "--json");
        assertThat(run.keys())
                .containsExactly(
                        "loss",
                        "loss_se",
                        "accuracy",
                        "constant_guess",
                        "samples",
                        "parameters",
                        "loss_kind",
                        "loss_reason",
                        "loss_reading",
                        "weights",
                        "notices");
        assertThat(run.json().path("loss_kind").asText()).isEqualTo("cross-entropy");
        assertThat(run.json().path("weights").asText()).isEqualTo("digits-mlp-tanh.onnx");
        assertThat(run.json().path("samples").asInt()).isEqualTo(360);
    }

    @Test
    void withoutJsonItIsReadByPeople() {
        assertThat(CommandRun.onDigits("loss").out()).isEqualTo("""
                        cross-entropy 0.1069304 ± 0.027 (standard error, 360 samples)
                        (10 outputs, class targets; the network ends in Softmax, the loss is taken on its logits)
                        accuracy 97.50 %
                        """);
    }

    @Test
    void theLossCanBeChosen() {
        Object[] table = {
            "loss", CommandRun.sample("diabetes-mlp.onnx"), "--data", CommandRun.sample("diabetes-test.npz")
        };
        double mse = value(table, "--json");
        assertThat(value(table, "--json", "--loss", "mse")).isEqualTo(mse);
        // E|e| is at most the root of E e².
        assertThat(value(table, "--json", "--loss", "mae")).isGreaterThan(0).isLessThan(Math.sqrt(mse));
    }

    /** −log p from probabilities is what the loss on the logits is, to what a 32-bit probability resolves. */
    @Test
    void theTwoFormsOfBinaryCrossEntropyAgree() {
        Object[] cancer = {
            "loss", CommandRun.sample("breast-cancer-mlp.onnx"), "--data", CommandRun.sample("breast-cancer-test.npz")
        };
        double logits = value(cancer, "--json", "--loss", "bce-logits");
        assertThat(value(cancer, "--json")).isEqualTo(logits);
        assertThat(value(cancer, "--json", "--loss", "bce"))
                .isNotEqualTo(logits)
                .isCloseTo(logits, within(1e-5));
    }

    private static double value(Object[] args, Object... more) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return CommandRun.of(all.toArray()).json().path("loss").asDouble();
    }

    @Test
    void aPartOfTheSamplesIsADifferentMeanWithALargerError() {
        JsonNode all = CommandRun.onDigits("loss", "--json").json();
        JsonNode part = CommandRun.onDigits("loss", "--json", "--samples", 100).json();
        assertThat(part.path("samples").asInt()).isEqualTo(100);
        assertThat(part.path("loss").asDouble()).isNotEqualTo(all.path("loss").asDouble());
        assertThat(CommandRun.onDigits("loss", "--json", "--samples", 100).json())
                .isEqualTo(part);
        assertThat(CommandRun.onDigits("loss", "--json", "--samples", 360).json())
                .isEqualTo(all);
        assertThat(CommandRun.onDigits("loss", "--json", "--samples", 9999).json())
                .isEqualTo(all);
    }

    /** λ/2·‖θ‖² of the file's weights, for the weights of the file. */
    @Test
    void aPenaltyIsAddedAndSaid() {
        Object[] plain = {
            "loss",
            CommandRun.sample("digits-mlp.onnx"),
            "--data",
            CommandRun.sample("digits-test.npz"),
            "--double",
            "--json"
        };
        List<Object> more = new ArrayList<>(List.of(plain));
        more.addAll(List.of("--l2", 0.01));
        JsonNode without = CommandRun.of(plain).json();
        CommandRun run = CommandRun.of(more.toArray());
        assertThat(run.err())
                .contains("L2 penalty 0.01/2·‖θ‖² over all 6570 parameters")
                .contains("that is 0.943.");
        assertThat(run.json().path("loss_reading").path("l2").asDouble()).isEqualTo(0.01);
        assertThat(run.json().path("loss_reading").path("l2_over").asText()).isEqualTo("all");
        double added = run.json().path("loss").asDouble() - without.path("loss").asDouble();
        // ‖θ‖² of the arrays in the file, read and summed by NumPy.
        assertThat(added).isCloseTo(188.59166867852252 / 2 * 0.01, within(DOUBLE));
    }
}
