package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training was is in its folder, and one option trains it again. */
final class RepeatedTrainingTest {

    @TempDir
    private Path folder;

    private Path recorded() {
        Path record = folder.resolve("first");
        CommandRun.onDigits(
                        "train",
                        "--fresh",
                        "--optimizer",
                        "asam",
                        "--base",
                        "nesterov",
                        "--rho",
                        "0.3",
                        "--momentum",
                        "0.7",
                        "--lr",
                        "0.02",
                        "--weight-decay",
                        "0.001",
                        "--schedule",
                        "step",
                        "--drop-every",
                        "7",
                        "--gamma",
                        "0.5",
                        "--warmup",
                        "3",
                        "--batch",
                        "50",
                        "--epochs",
                        "3",
                        "--seed",
                        "11",
                        "--validation",
                        "0.25",
                        "--record-every",
                        "4",
                        "--record",
                        record,
                        "--json")
                .json();
        return record;
    }

    @Test
    void theSameStepsToTheBit() throws IOException {
        Path first = recorded();
        Path second = folder.resolve("second");
        CommandRun run = CommandRun.onDigits(
                "train", "--settings", first.resolve("settings.json"), "--record", second, "--json");
        assertThat(run.json().path("steps").asInt()).isEqualTo(18);
        // No other model, data, loss or arithmetic is told of.
        assertThat(run.err()).doesNotContain("settings.json");
        List<Path> files;
        try (Stream<Path> all = Files.walk(first)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files) {
            assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void itSaysWhatIsOtherwise() {
        Path settings = recorded().resolve("settings.json");
        CommandRun other = CommandRun.of(
                "train",
                CommandRun.sample("digits-mlp.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--settings",
                settings,
                "--epochs",
                "1",
                "--seed",
                "12");
        assertThat(other.code()).isZero();
        assertThat(other.err())
                .contains("settings.json is of another model, digits-mlp-tanh.onnx: the steps are not the same")
                .doesNotContain("other data");
        // One epoch of 270 samples in batches of 50.
        assertThat(other.out()).contains("6 steps");
    }

    @Test
    void whatItSaysAlreadyIsRefused() throws IOException {
        Path settings = recorded().resolve("settings.json");
        assertThat(CommandRun.onDigits("train", "--settings", settings, "--rho", "0.1"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err())
                        .contains(
                                "--rho does not go with --settings, which says it already; beside it go --lr, --batch,"
                                        + " --epochs, --seed"));
        assertThat(CommandRun.onDigits("train", "--settings", settings, "--validation", "0.1"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("leave out --validation"));
        Path other = Files.writeString(folder.resolve("other.json"), "{\"format\":\"something\"}");
        assertThat(CommandRun.onDigits("train", "--settings", other).err())
                .contains(
                        "other.json holds no settings of a training; choose the settings.json that a training recorded");
        Path part = Files.writeString(
                folder.resolve("part.json"), Files.readString(settings).replace("\"whole\":true", "\"whole\":false"));
        assertThat(CommandRun.onDigits("train", "--settings", part).err())
                .contains("part.json is of a training that went on with other settings");
    }
}
