package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables and archives as people bring them; the losses were computed with NumPy in 64 bits. */
class FieldDataTest {

    /** Networks run in single precision. */
    private static final double TOLERANCE = 2e-6;

    /** Half a unit of the last digit that is given. */
    private static final double LAST_DIGIT = 5e-8;

    private static CommandRun loss(String model, String data, Object... more) {
        return FieldFiles.run("loss", model, data, more);
    }

    private static CommandRun requireLoss(CommandRun run, double expected) {
        assertThat(run.json().path("loss").asDouble()).isCloseTo(expected, within(TOLERANCE * expected + LAST_DIGIT));
        return run;
    }

    @Test
    void theColumnCalledLabelIsTheTargetWhereverItStands() {
        CommandRun run = requireLoss(loss("a1.onnx", "a1.csv"), 16.08828);
        assertThat(run.err()).contains("label").contains("--y");
        requireLoss(loss("a1.onnx", "a1.csv", "--scale-bytes"), 0.9475129);
    }

    @Test
    void aTableWithoutAHeaderKeepsItsFirstSample() {
        CommandRun run = requireLoss(loss("iris.onnx", "a6_nohead.csv"), 0.2977094);
        assertThat(run.json().path("samples").asInt()).isEqualTo(30);
        assertThat(run.err()).contains("no header");
    }

    @Test
    void theNumberingOfClassNamesIsSaidAndCanBeGiven() {
        CommandRun run = requireLoss(loss("n_cls.onnx", "n_order.csv"), 3.325696);
        assertThat(run.err()).contains("0 = high, 1 = low, 2 = medium").contains("--classes");
        CommandRun given = requireLoss(loss("n_cls.onnx", "n_order.csv", "--classes", "low,medium,high"), 0.2940895);
        assertThat(given.err()).contains("0 = low, 1 = medium, 2 = high");
    }

    @Test
    void aColumnThatCountsTheSamplesIsLeftOut() {
        CommandRun run = requireLoss(loss("iris.onnx", "a2_id.csv"), 0.2977094);
        assertThat(run.err()).contains("column Id");
    }

    @ParameterizedTest
    @CsvSource({"a11_utf16.csv", "a15_trailing.csv"})
    void formsThatSpreadsheetsWriteAreRead(String file) {
        requireLoss(loss("iris.onnx", file), 0.2977094);
    }

    @Test
    void severalColumnsCanBeTheTarget() {
        requireLoss(loss("reg2.onnx", "reg2.csv", "--y", "Y1,Y2"), 0.0090071);
    }

    @Test
    void aPointerToLargeFileStorageIsNamed() {
        CommandRun run = loss("iris.onnx", "f_lfs.npz");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Git LFS").contains("git lfs pull");
    }

    @ParameterizedTest
    @CsvSource({"j_n1.npz, features", "j_n2.npz, train_x", "j_n5.npz, X", "j_n6.npz, input"})
    void twoArraysOfWhichOneFitsTheNetworkAreInputsAndTargets(String file, String inputs) {
        CommandRun run = requireLoss(loss("iris.onnx", file), 0.5174402);
        assertThat(run.err()).contains(inputs).contains("--x");
    }

    @Test
    void namesOfClassesInAnArchiveAreNumberedAsInTables() {
        CommandRun run = requireLoss(loss("iris.onnx", "str.npz"), 0.5819464);
        assertThat(run.err()).contains("0 = cat, 1 = dog, 2 = emu");
    }

    @Test
    void ofPairsForTrainingAndTestingTheTestIsTaken() {
        CommandRun run = loss("iris.onnx", "med.npz");
        assertThat(run.json().path("samples").asInt()).isEqualTo(20);
        assertThat(run.err()).contains("test_images").contains("test_labels");
    }
}
