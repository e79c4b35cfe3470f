package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.arrays.NpzArrays;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How outputs and targets as people bring them are read: the losses are those of NumPy and PyTorch in 64 bits. */
class FieldLossTest {

    /** Single precision: seven digits of a loss, and as many of what it is computed from. */
    private static final double SINGLE = 2e-6;

    private static CommandRun requireLoss(CommandRun run, double loss) {
        assertThat(run.code()).as(run.err()).isZero();
        try {
            assertThat(new ObjectMapper().readTree(run.out()).get("loss").asDouble())
                    .isCloseTo(loss, within(SINGLE * loss));
        } catch (java.io.IOException e) {
            throw new AssertionError(run.out(), e);
        }
        return run;
    }

    @ParameterizedTest
    @CsvSource({
        "f_sklbin.onnx, f_bin.npz, 0.6584463, taken for probabilities",
        "f_seg11.onnx, f_seg.npz, 1.0157979,",
        "b_clip.onnx, bin.npz, 0.5154632,",
        "c_explog.onnx, c3.npz, 0.5819464,",
        "k_mask.onnx, k_mask.npz, 0.3050496,",
        "g_soft.onnx, g_onehot.npz, 0.3877138,",
        "s_onehot.onnx, s_onehot.npz, 1.4436190,",
        "c_softmax.onnx, soft.npz, 0.7681463,",
        "iris.onnx, ign.npz, 0.6082736, 9 of 60 targets are -100 and are left out",
        "iris.onnx, lab1.npz, 0.5819464, label 1 is the first output",
        "s_lm.onnx, s_lm.npz, 1.3721823,",
        "m_tm.onnx, l_nTF.npz, 0.9578625, The samples lie along another axis than the first in x of the file",
        "s_sq.onnx, s_sq.npz, 1.2619510, along axis 2",
    })
    void theLossIsThatOfTheOutputsAsTheyAre(String model, String data, double loss, String said) {
        CommandRun run = requireLoss(FieldFiles.run("loss", model, data), loss);
        if (said == null) {
            assertThat(run.err()).isEmpty();
        } else {
            assertThat(run.err()).contains(said);
        }
    }

    @Test
    void signsAreTakenForZerosAndOnes() {
        CommandRun run =
                requireLoss(FieldFiles.run("loss", "b_sigmoid.onnx", "pm1.npz", "--loss", "bce-logits"), 0.5154632);
        assertThat(run.err()).contains("The targets 1 and -1 are taken as 1 and 0.");
    }

    @Test
    void labelsThatMayCountFromOneAreSaid() {
        CommandRun run = requireLoss(FieldFiles.run("loss", "wine6.onnx", "shift.csv"), 4.889305);
        assertThat(run.err())
                .contains(
                        "No label is 0: if the labels count from 1, choose 1 as the first (First label, --labels-from).");
        requireLoss(FieldFiles.run("loss", "wine6.onnx", "shift.csv", "--labels-from", "1"), 0.7396917);
    }

    @Test
    void theOutputThatNoOtherIsComputedFromIsTaken() {
        CommandRun run = requireLoss(FieldFiles.run("loss", "o_two.onnx", "c3.npz"), 0.5819464);
        assertThat(run.err()).contains("has the outputs a, z; the loss is taken of z");
        requireLoss(FieldFiles.run("loss", "o_two.onnx", "c3.npz", "--output", "a"), 3.011753);
        CommandRun none = FieldFiles.run("loss", "o_two.onnx", "c3.npz", "--output", "b");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("the network has no output \"b\"; it has a, z");
    }

    @Test
    void theAxisOfTheClassesCanBeChosen() {
        requireLoss(FieldFiles.run("loss", "s_sq.onnx", "s_sq.npz", "--class-axis", "-1"), 1.2619510);
        requireLoss(FieldFiles.run("loss", "s_sq.onnx", "s_sq.npz", "--class-axis", "1"), 3.424481);
        CommandRun beyond = FieldFiles.run("loss", "s_sq.onnx", "s_sq.npz", "--class-axis", "3");
        assertThat(beyond.code()).isEqualTo(2);
        assertThat(beyond.err()).contains("the axis of the classes is from 1 to 2, not 3");
    }

    /** The loss of each sample by ONNX Runtime, and their mean. */
    @Test
    void aLossInsideTheNetworkIsTaken() throws IOException {
        Map<String, Tensor> arrays = new HashMap<>();
        try (NpzArrays npz = NpzArrays.open(FieldFiles.of("l_bn.npz"))) {
            arrays.put("x", npz.tensor("x"));
            arrays.put("y", npz.tensor("y"));
        }
        byte[] model = Files.readAllBytes(FieldFiles.of("l_lossin.onnx"));
        double loss = Arrays.stream(
                        OnnxRuntimeOracle.run(model, arrays).get("loss").doubles())
                .average()
                .orElseThrow();
        CommandRun run = requireLoss(FieldFiles.run("loss", "l_lossin.onnx", "l_bn.npz"), loss);
        assertThat(run.err()).contains("The network computes a loss itself, its output loss, which is taken.");
        requireLoss(FieldFiles.run("loss", "l_lossin.onnx", "l_bn.npz", "--loss", "output"), loss);
        CommandRun landscape = FieldFiles.run("landscape", "l_lossin.onnx", "l_bn.npz", "--resolution", "3");
        assertThat(landscape.code()).as(landscape.err()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(landscape.out())
                        .get("center_loss")
                        .asDouble())
                .isCloseTo(loss, within(SINGLE * loss));
    }
}
