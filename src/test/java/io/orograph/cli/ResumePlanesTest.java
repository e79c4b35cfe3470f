package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.UnfinishedNpz;
import io.orograph.model.ModelReaders;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is computed beside a landscape, and over a plane through models, is gone on with to the same bytes. */
class ResumePlanesTest {

    private static final Path MODEL = CommandRun.sample("breast-cancer-mlp.onnx");
    private static final Path DATA = CommandRun.sample("breast-cancer-test.npz");

    @TempDir
    static Path folder;

    @BeforeAll
    static void drawModels() throws IOException {
        ParameterLayout layout =
                ModelReaders.open(MODEL, new CancelToken()).network().layout();
        for (int i = 1; i <= 2; i++) {
            double[] theta = new Random(i).doubles(layout.size(), -0.5, 0.5).toArray();
            WeightsNpz.write(folder.resolve(i + ".npz"), layout, theta, Precision.DOUBLE);
        }
    }

    private static Object[] command(String options, Object... more) {
        List<Object> args = new ArrayList<>();
        for (String word : options.split(" ")) {
            args.add(
                    switch (word) {
                        case "MODEL" -> MODEL;
                        case "ONE", "TWO" -> folder.resolve((word.equals("ONE") ? 1 : 2) + ".npz");
                        default -> word;
                    });
        }
        args.addAll(List.of("--data", DATA));
        args.addAll(Arrays.asList(more));
        return args.toArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Drawing other planes   | landscape MODEL --resolution 5 --planes 6
            Measuring convexity    | landscape MODEL --resolution 5 --convexity 4
            Evaluating             | plane MODEL ONE TWO --resolution 61
            Evaluating the curve   | connect MODEL ONE --epochs 2 --resolution 11
            Evaluating             | connect MODEL ONE --epochs 2 --resolution 61
            """)
    void theSameBytesComeOfIt(String stage, String options) throws IOException {
        Path whole = folder.resolve("whole.npz");
        CommandRun undisturbed = CommandRun.of(command(options, "--out", whole));
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();

        Path part = folder.resolve("part.npz");
        CommandRun stopped = StoppedRun.at(stage, 1, command(options, "--out", part));
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(130);
        assertThat(UnfinishedNpz.isUnfinished(part)).isTrue();
        CommandRun resumed = CommandRun.of(command(options, "--out", part, "--resume", part));
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("Going on from part.npz");
        assertThat(part).hasSameBinaryContentAs(whole);
    }
}
