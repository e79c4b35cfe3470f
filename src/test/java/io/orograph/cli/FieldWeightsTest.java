package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Precision;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints and parameters as people bring them; the losses were computed with PyTorch in 64 bits. */
class FieldWeightsTest {

    private static final double[] FOUR_EPOCHS = {1.04648, 0.74123, 0.20979, 0.03937};

    /** Six digits are given. */
    private static final double TOLERANCE = 2e-5;

    private static CommandRun trajectory(Object... checkpoints) {
        List<Object> more = new ArrayList<>(List.of("--resolution", 5, "--checkpoints"));
        more.addAll(List.of(checkpoints));
        return FieldFiles.run("trajectory", "ck.onnx", "ck.npz", more.toArray());
    }

    private static List<Double> pathLosses(CommandRun run) {
        List<Double> losses = new ArrayList<>();
        run.json().path("path_loss").forEach(loss -> losses.add(loss.asDouble()));
        return losses;
    }

    private static List<String> names(CommandRun run) {
        List<String> names = new ArrayList<>();
        run.json().path("names").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static void requireFourEpochs(CommandRun run) {
        List<Double> losses = pathLosses(run);
        assertThat(losses).hasSize(FOUR_EPOCHS.length);
        for (int i = 0; i < FOUR_EPOCHS.length; i++) {
            assertThat(losses.get(i)).isCloseTo(FOUR_EPOCHS[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ck_losstensor",
                "ck_namespace",
                "ck_npscalar",
                "ck_besttensor",
                "ck_mixed",
                "ck_nested2",
                "ck_best"
            })
    void checkpointsThatTrainingScriptsWriteAreAPath(String folder) {
        requireFourEpochs(trajectory(FieldFiles.of(folder)));
    }

    @Test
    void copiesOfACheckpointAreLeftOutOfThePath() {
        CommandRun run = trajectory(FieldFiles.of("ck_best"));
        assertThat(run.err()).contains("best.pt").contains("last.pt");
        assertThat(names(run)).containsExactly("epoch_2.pt", "epoch_5.pt", "epoch_9.pt", "epoch_12.pt");
    }

    @Test
    void filesInTheOrderOfTheShellArePutInThatOfTheirNumbers() {
        CommandRun run = trajectory(List.of(1, 10, 11, 12, 2, 3, 9).stream()
                .map(epoch -> FieldFiles.of("ck_order/epoch_" + epoch + ".pt"))
                .toArray());
        assertThat(names(run))
                .containsExactly(
                        "epoch_1.pt",
                        "epoch_2.pt",
                        "epoch_3.pt",
                        "epoch_9.pt",
                        "epoch_10.pt",
                        "epoch_11.pt",
                        "epoch_12.pt");
        assertThat(run.err()).contains("order");
    }

    @Test
    void anArrayThatTheModelHasTwiceMayBeInACheckpointOnce() {
        CommandRun run = FieldFiles.run(
                "trajectory",
                "k_tied.onnx",
                "k_tied.npz",
                "--resolution",
                5,
                "--checkpoints",
                FieldFiles.of("ck_tied1"));
        List<Double> losses = pathLosses(run);
        assertThat(losses).hasSize(8);
        assertThat(losses.get(0)).isCloseTo(2.13293, within(TOLERANCE));
        assertThat(losses.get(7)).isCloseTo(1.59786, within(TOLERANCE));
    }

    @Test
    void parametersThatAreEqualAreOne() {
        JsonNode info =
                CommandRun.of("info", FieldFiles.of("g_tied.onnx"), "--json").json();
        assertThat(info.path("parameters").asInt()).isEqualTo(96);
        assertThat(info.path("tied").toString())
                .isEqualTo("[{\"name\":\"onnx::MatMul_13\",\"shape\":[6,9],\"parameter\":\"e.weight\","
                        + "\"transposed\":true}]");
        assertThat(info.path("notices").toString()).contains("onnx::MatMul_13").contains("e.weight");
    }

    @Test
    void parametersThatAreEqualAreTwoWhereThatIsAsked() {
        JsonNode info = CommandRun.of("info", FieldFiles.of("g_tied.onnx"), "--untie", "--json")
                .json();
        assertThat(info.path("parameters").asInt()).isEqualTo(150);
        assertThat(info.path("tied")).isEmpty();
        assertThat(info.path("notices").toString()).doesNotContain("--untie");
        double tied = FieldFiles.run("loss", "g_tied.onnx", "g_tied.npz")
                .json()
                .path("loss")
                .asDouble();
        CommandRun untied = FieldFiles.run("loss", "g_tied.onnx", "g_tied.npz", "--untie");
        assertThat(untied.json().path("loss").asDouble()).isEqualTo(tied).isPositive();
    }

    @Test
    void aMaskOfZerosAndOnesIsAConstant() {
        JsonNode info =
                CommandRun.of("info", FieldFiles.of("g_prune.onnx"), "--json").json();
        assertThat(info.path("parameters").asInt()).isEqualTo(67);
        assertThat(info.path("constants").toString()).contains("0.weight_mask");
    }

    /** Weight times mask: in every cell the network is the one in which the pruned weights are zero. */
    @Test
    void prunedWeightsStayZeroInEveryCell() throws IOException {
        OpenedModel model = ModelReaders.open(FieldFiles.of("g_prune.onnx"), new CancelToken());
        Network network = model.network();
        Tensor mask = network.constants().stream()
                .filter(constant -> network.values().get(constant.value()).equals("0.weight_mask"))
                .findFirst()
                .orElseThrow()
                .tensor();
        Parameter weight = network.layout().find("0.weight_orig").orElseThrow();
        Random random = new Random(4);
        double[] x =
                random.doubles(5L * network.inputs().get(0).shape()[1], -1, 1).toArray();
        int pruned = 0;
        boolean moved = false;
        try (ExecutionPlan plan =
                ExecutionPlan.forward(network, ShapeInference.inputShapes(network, 5), Precision.DOUBLE)) {
            for (int cell = 0; cell < 25; cell++) {
                double[] theta = random.doubles(network.layout().size(), -2, 2).toArray();
                double[] zeroed = theta.clone();
                for (int i = 0; i < weight.size(); i++) {
                    if (mask.get(i) == 0) {
                        zeroed[weight.offset() + i] = 0;
                        pruned++;
                    }
                }
                assertThat(run(plan, theta, x)).containsExactly(run(plan, zeroed, x));
                double[] others = theta.clone();
                others[weight.offset() + first(mask)] += 1;
                moved |= !Arrays.equals(run(plan, others, x), run(plan, theta, x));
            }
        }
        assertThat(pruned).isPositive();
        assertThat(moved).as("a weight that is not pruned moves the outputs").isTrue();
    }

    /** A pruned weight that is split is multiplied by its mask as before: the same loss and curvature, in parts. */
    @ParameterizedTest
    @ValueSource(strings = {"0.weight_orig=2", "0.weight_orig=0:3,5", "0.weight_orig=1:a=1,b=3"})
    void aPrunedWeightCanBeSplit(String split) {
        Object[] whole = {FieldFiles.of("g_prune.onnx"), "--data", FieldFiles.of("c3.npz"), "--json"};
        Object[] parts =
                Stream.concat(Arrays.stream(whole), Stream.of("--split", split)).toArray();
        assertThat(pruned("loss", parts, "--double").path("loss"))
                .isEqualTo(pruned("loss", whole, "--double").path("loss"));
        assertThat(pruned("loss", parts).path("parameters").asInt()).isEqualTo(67);
        JsonNode eigenvalues = pruned("spectrum", whole, "--top", "3").path("eigenvalues");
        JsonNode found = pruned("spectrum", parts, "--top", "3").path("eigenvalues");
        for (int i = 0; i < 3; i++) {
            assertThat(found.get(i).asDouble()).isCloseTo(eigenvalues.get(i).asDouble(), within(1e-6));
        }
    }

    private static JsonNode pruned(String command, Object[] args, Object... more) {
        return CommandRun.of(Stream.of(Stream.of(command), Arrays.stream(args), Arrays.stream(more))
                        .flatMap(each -> each)
                        .toArray())
                .json();
    }

    /** The place of a weight that is not pruned. */
    private static int first(Tensor mask) {
        int place = 0;
        while (mask.get(place) == 0) {
            place++;
        }
        return place;
    }

    private static double[] run(ExecutionPlan plan, double[] theta, double[] x) {
        NativeCopy.write(theta, plan.parameters());
        NativeCopy.write(x, plan.input(0));
        plan.forward();
        double[] y = new double[(int) plan.output().length()];
        NativeCopy.read(plan.output(), y);
        return y;
    }
}
