package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sharpness that is measured while a network is trained, from the command line. */
final class TrainedSharpnessTest {

    @TempDir
    private Path folder;

    private static List<Object> training(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "train",
                CommandRun.sample("digits-mlp.onnx"),
                "--data",
                CommandRun.sample("digits-train.npz"),
                "--fresh",
                "--batch",
                "5000"));
        args.addAll(List.of(more));
        return args;
    }

    private static List<JsonNode> measured(Object... more) {
        List<Object> args = training(more);
        args.add("--json");
        JsonNode json = CommandRun.of(args.toArray()).json();
        return StreamSupport.stream(json.path("sharpness").spliterator(), false).toList();
    }

    /** Cohen et al. 2021: it rises to 2/η and then stays about there, while the loss oscillates and comes down. */
    @Test
    void gradientDescentOnAllSamplesEndsAtTheEdgeOfStability() {
        List<JsonNode> points = measured(
                "--optimizer",
                "sgd",
                "--lr",
                "0.5",
                "--epochs",
                "200",
                "--record-every",
                "20",
                "--sharpness-every",
                "20");
        assertThat(points)
                .hasSize(11)
                .allSatisfy(point -> assertThat(point.path("line").asDouble()).isEqualTo(4));
        assertThat(points.get(0).path("sharpness").asDouble()).isLessThan(0.5);
        double[] sorted = points.subList(3, 11).stream()
                .mapToDouble(point -> point.path("sharpness").asDouble())
                .sorted()
                .toArray();
        // It is thrown back and forth between 3.5 and 6.7; its median is what stays near the line.
        assertThat((sorted[3] + sorted[4]) / 2 / 4).isBetween(0.85, 1.5);
        assertThat(sorted[7]).isGreaterThan(4);
    }

    @Test
    void anAdaptiveOptimizerIsMeasuredInItsOwnUnits() {
        List<JsonNode> points = measured(
                "--optimizer",
                "adam",
                "--lr",
                "0.001",
                "--epochs",
                "10",
                "--record-every",
                "5",
                "--sharpness-every",
                "5");
        assertThat(points.get(0).path("line_reason").asText()).isEqualTo("Adam has no line before its first step");
        assertThat(points.get(1).path("line").asDouble()).isCloseTo(38 / 0.001, within(1e-6));
        assertThat(points.get(1).path("sharpness").asDouble())
                .isGreaterThan(10 * points.get(1).path("lambda_max").asDouble());
    }

    /** What the command sharpness finds at the same weights by a search of its own. */
    @Test
    void itIsTheLargestEigenvalueAtTheRecordedWeights() {
        Path record = folder.resolve("record");
        List<JsonNode> points = measured(
                "--optimizer",
                "sgd",
                "--weight-decay",
                "0.01",
                "--lr",
                "0.1",
                "--epochs",
                "10",
                "--record",
                record,
                "--sharpness-every",
                "10",
                "--double");
        JsonNode found = CommandRun.of(
                        "sharpness",
                        CommandRun.sample("digits-mlp.onnx"),
                        "--data",
                        CommandRun.sample("digits-train.npz"),
                        "--weights",
                        record.resolve("step-000010.npz"),
                        "--measures",
                        "lambda-max",
                        "--json")
                .json();
        double expected =
                found.path("measures").path("lambda-max").path("value").asDouble();
        JsonNode last = points.get(points.size() - 1);
        // Both end at a residual of 1e-4 relative, which leaves an eigenvalue far more exact.
        assertThat(last.path("lambda_max").asDouble()).isCloseTo(expected, withinPercentage(1e-4));
        assertThat(last.path("sharpness").asDouble())
                .isEqualTo(last.path("lambda_max").asDouble() + 0.01);
    }

    @Test
    void aTableOfThemGoesOnWithTheTraining() throws IOException {
        Path record = folder.resolve("record");
        measured("--optimizer", "sgd", "--epochs", "4", "--record", record, "--sharpness-every", "2");
        measured("--optimizer", "sgd", "--epochs", "6", "--resume", record, "--sharpness-every", "2");
        List<String> lines = Files.readAllLines(record.resolve("sharpness.csv"));
        assertThat(lines.get(0)).isEqualTo("step,lambda_max,sharpness,line,gradient_norm,noise_scale");
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("0", "2", "4", "6");
        assertThat(Arrays.asList(lines.get(1).split(","))).hasSize(6).doesNotContain("");
    }

    @Test
    void wordsSayWhereItIsAndWhyThereIsNoLine() {
        List<Object> args = training("--optimizer", "sgd", "--lr", "0.5", "--epochs", "1", "--sharpness-every", "1");
        assertThat(CommandRun.of(args.toArray()).out())
                .containsPattern(
                        "λmax 0\\.\\d+; full-batch steps settle up to 4\\.000: below it \\(0\\.\\d\\d of it\\)");
        args.addAll(List.of("--batch", "32"));
        args.set(args.indexOf("--batch") + 1, "32");
        assertThat(CommandRun.of(args.subList(0, args.size() - 2).toArray()).out())
                .contains("no line: steps on batches of 32 of 1437 samples settle below the line of full batches");
    }
}
