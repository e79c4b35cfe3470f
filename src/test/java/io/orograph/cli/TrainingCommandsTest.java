package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.arrays.NpzArrays;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and what is shown of its path, from the command line, on the digits sample. */
final class TrainingCommandsTest {

    private static final String MODEL = "sample-models/digits-mlp.onnx";
    private static final String DATA = "sample-models/digits-train.npz";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CancelToken cancel = new CancelToken();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLineProgram.run(new Console(new PrintWriter(out), new PrintWriter(err), false, cancel), args);
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--json");
        assertThat(run(all.toArray(new String[0]))).as(err.toString()).isZero();
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode train(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "train",
                MODEL,
                "--data",
                DATA,
                "--fresh",
                "--lr",
                "0.05",
                "--epochs",
                "5",
                "--record",
                path("record")));
        args.addAll(List.of(more));
        return json(args.toArray(new String[0]));
    }

    @Test
    void aTrainedModelAndItsTrajectoryAreOnePath() throws IOException {
        JsonNode trained = train("--optimizer", "sam", "--base", "nesterov", "--out", path("trained.onnx"));
        assertThat(trained.path("optimizer").asText()).isEqualTo("SAM on SGD with Nesterov momentum");
        assertThat(trained.path("accuracy").asDouble()).isGreaterThan(0.9);

        // The saved model is what the training ended with.
        JsonNode loss = json("loss", path("trained.onnx"), "--data", DATA);
        assertThat(loss.path("loss").asDouble()).isEqualTo(trained.path("loss").asDouble());

        JsonNode path = json(
                "trajectory",
                MODEL,
                "--data",
                DATA,
                "--checkpoints",
                path("record"),
                "--resolution",
                "7",
                "--out",
                path("surface.npz"));
        assertThat(path.path("points").asInt()).isEqualTo(6);
        int last = 5;
        assertThat(path.path("path_residual").path(last).asDouble()).isZero();
        assertThat(path.path("path_loss").path(last).asDouble())
                .isEqualTo(trained.path("loss").asDouble());
        assertThat(path.path("explained").path(0).asDouble()).isBetween(0.5, 1.0);
        try (NpzArrays npz = NpzArrays.open(folder.resolve("surface.npz"))) {
            assertThat(npz.shape("path")).containsExactly(6, 2);
            assertThat(npz.tensor("explained").doubles()).hasSize(2);
            assertThat(npz.tensor("path_loss").get(last))
                    .isEqualTo(trained.path("loss").asDouble());
            assertThat(npz.readText("path_names")).startsWith("step 0\nstep 45");
        }
        // The middle of the plane is the last checkpoint, and a cell lies on it.
        Landscape landscape = io.orograph.export.LandscapeNpz.read(folder.resolve("surface.npz"));
        assertThat(landscape.centerLoss()).isEqualTo(trained.path("loss").asDouble());
    }

    /** A cosine ends at 0; over more epochs it is not there yet, and that is said. */
    @Test
    void aCosineScheduleThatGoesOnOverMoreEpochsSaysWhatItDoes() throws IOException {
        String[] first = {
            "train", MODEL, "--data", DATA, "--epochs", "2", "--schedule", "cosine", "--record", path("cosine")
        };
        JsonNode recorded = json(first);
        assertThat(recorded.path("diverged").asBoolean()).isFalse();
        first[5] = "4";
        first[8] = "--resume";
        assertThat(json(first).path("notices").toString())
                .contains("The cosine schedule runs over 4 epochs now: its learning rate at step ");
    }

    @Test
    void aDivergedTrainingIsCalledSo() throws IOException {
        JsonNode json = json("train", MODEL, "--data", DATA, "--epochs", "1", "--optimizer", "sgd", "--lr", "1e30");
        assertThat(json.path("diverged").asBoolean()).isTrue();
    }

    /** With batch normalisation: stopped and taken up again, saved, and shown with the statistics that it had. */
    @Test
    void aTrainingOfBatchNormalisationGoesOnAndIsShownWithItsOwnStatistics() throws IOException {
        String model = "sample-models/mnist-lenet-bn.onnx";
        List<String> options = List.of(
                model, "--data", "sample-models/mnist-train.npz", "--samples", "96", "--lr", "0.05", "--batch", "20");
        record Start(String epochs, String folder, String option) {}
        JsonNode trained = null;
        for (Start start : List.of(
                new Start("3", "whole", "--record"),
                new Start("2", "parts", "--record"),
                new Start("3", "parts", "--resume"))) {
            List<String> args = new ArrayList<>(List.of("train"));
            args.addAll(options);
            args.addAll(List.of("--epochs", start.epochs(), start.option(), path(start.folder())));
            args.addAll(List.of("--out", path(start.folder() + ".onnx")));
            trained = json(args.toArray(new String[0]));
        }
        assertThat(folder.resolve("parts.onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
        for (String file : List.of("step-000015.npz", "losses.csv", "resume/state.npz")) {
            assertThat(folder.resolve("parts").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
        double end = trained.path("loss").asDouble();
        assertThat(trained.path("steps").asInt()).isEqualTo(15);
        String[] loss = {"loss", path("parts.onnx"), "--data", "sample-models/mnist-train.npz", "--samples", "96"};
        assertThat(json(loss).path("loss").asDouble()).isEqualTo(end);

        double[] held = new double[1];
        for (String which : List.of("own", "held", "recompute")) {
            JsonNode path = json(
                    "trajectory",
                    model,
                    "--data",
                    "sample-models/mnist-train.npz",
                    "--samples",
                    "96",
                    "--checkpoints",
                    path("parts"),
                    "--batch-norm",
                    which,
                    "--resolution",
                    "5",
                    "--out",
                    path(which + ".npz"));
            double last = path.path("path_loss").path(3).asDouble();
            Landscape landscape = io.orograph.export.LandscapeNpz.read(folder.resolve(which + ".npz"));
            assertThat(landscape.provenance().text(Key.BATCH_NORM))
                    .contains(
                            switch (which) {
                                case "own" -> "each checkpoint's own";
                                case "held" -> "of the model file";
                                default -> "recomputed";
                            });
            if (which.equals("own")) {
                assertThat(last).isEqualTo(end);
                assertThat(path.path("path_plane_loss").path(3).asDouble()).isEqualTo(end);
            } else {
                assertThat(last).isNotEqualTo(end).isNotEqualTo(held[0]);
                held[0] = last;
            }
        }
        List<String> other = new ArrayList<>(List.of("train"));
        other.addAll(options);
        other.addAll(List.of("--momentum", "0.8", "--resume", path("parts")));
        assertThat(run(other.toArray(new String[0]))).isEqualTo(2);
        assertThat(err.toString()).contains("other settings");
    }

    /** A model with batch normalisation is itself only with its own statistics: at the ends of a line to the bit. */
    @Test
    void betweenModelsWithBatchNormalisationEachHasItsOwnStatisticsAtItsPlace() throws IOException {
        String model = "sample-models/mnist-lenet-bn.onnx";
        List<String> data = List.of("--data", "sample-models/mnist-train.npz", "--samples", "64");
        for (String seed : List.of("1", "2")) {
            List<String> args =
                    new ArrayList<>(List.of("train", model, "--lr", "0.2", "--batch", "16", "--epochs", "1"));
            args.addAll(data);
            args.addAll(List.of("--seed", seed, "--out", path(seed + ".onnx")));
            json(args.toArray(new String[0]));
        }
        double a = loss(model, data);
        double b = loss(path("1.onnx"), data);
        double c = loss(path("2.onnx"), data);

        JsonNode own = with(data, "line", model, path("1.onnx"), "--points", "3", "--beyond", "0");
        assertThat(own.path("loss").path(0).asDouble()).isEqualTo(a);
        // θ_B comes by A + (B − A) in 32 bits.
        assertThat(own.path("loss").path(2).asDouble()).isCloseTo(b, within(1e-4 * b));
        assertThat(own.path("batch_norm").asText()).contains("interpolated");
        JsonNode held =
                with(data, "line", model, path("1.onnx"), "--points", "3", "--beyond", "0", "--batch-norm", "held");
        assertThat(Math.abs(held.path("loss").path(2).asDouble() - b)).isGreaterThan(0.01 * b);
        assertThat(held.path("distance").asDouble())
                .isEqualTo(own.path("distance").asDouble());

        JsonNode plane = with(data, "plane", model, path("1.onnx"), path("2.onnx"), "--resolution", "5");
        double[] losses = {a, b, c};
        for (int i = 0; i < 3; i++) {
            assertThat(plane.path("path_loss").path(i).asDouble()).isEqualTo(losses[i]);
            assertThat(plane.path("path_plane_loss").path(i).asDouble()).isCloseTo(losses[i], within(1e-4 * losses[i]));
        }

        JsonNode curve = with(data, "connect", path("1.onnx"), path("2.onnx"), "--epochs", "2", "--resolution", "5");
        assertThat(curve.path("path_loss").path(0).asDouble()).isEqualTo(b);
        assertThat(curve.path("path_loss").path(20).asDouble()).isEqualTo(c);
    }

    private double loss(String model, List<String> data) throws IOException {
        return with(data, "loss", model).path("loss").asDouble();
    }

    private JsonNode with(List<String> data, String... command) throws IOException {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(data);
        return json(args.toArray(new String[0]));
    }

    @Test
    void theLineBetweenTwoModelsHasTheirLossesAtItsEnds() throws IOException {
        train("--validation", "0.2", "--out", path("other.npz"));
        JsonNode line = json("line", MODEL, path("other.npz"), "--data", DATA, "--points", "5", "--beyond", "0.5");
        assertThat(line.path("t")).hasSize(9);
        assertThat(line.path("t").path(2).asDouble()).isZero();
        double first = json("loss", MODEL, "--data", DATA).path("loss").asDouble();
        assertThat(line.path("loss").path(2).asDouble()).isEqualTo(first);
        double highest = line.path("loss").path(4).asDouble();
        double last = line.path("loss").path(6).asDouble();
        assertThat(line.path("barrier").asDouble()).isGreaterThanOrEqualTo(highest - (first + last) / 2);

        JsonNode plane = json(
                "plane", MODEL, path("other.npz"), path("record/step-000000.npz"), "--data", DATA, "--resolution", "5");
        assertThat(plane.path("path_loss").path(0).asDouble()).isEqualTo(first);
        // The end of the line is A + 1·(B − A), rounded; float32 has seven digits.
        assertThat(plane.path("path_loss").path(1).asDouble()).isCloseTo(last, within(1e-5));
        for (JsonNode residual : plane.path("path_residual")) {
            assertThat(residual.asDouble()).isLessThan(1e-12);
        }

        JsonNode curve = json(
                "connect",
                MODEL,
                path("other.npz"),
                "--data",
                DATA,
                "--epochs",
                "5",
                "--resolution",
                "5",
                "--lr",
                "0.05");
        assertThat(curve.path("highest_on_curve").asDouble())
                .isLessThan(curve.path("highest_on_line").asDouble());
    }

    @Test
    void aStoppedTrainingSaysWhatIsKept() throws IOException {
        StringWriter stopper = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                if (getBuffer().indexOf("epoch 1.") >= 0) {
                    cancel.cancel();
                }
            }
        };
        Console console = new Console(new PrintWriter(stopper), new PrintWriter(err), false, cancel);
        int code = CommandLineProgram.run(
                console, "train", MODEL, "--data", DATA, "--record", path("record"), "--out", path("stopped.npz"));
        assertThat(code).isEqualTo(130);
        assertThat(err.toString())
                .contains("Stopped after 45 steps; stopped.npz holds the weights there; what was recorded is in");
        assertThat(folder.resolve("record/step-000045.npz")).exists();
        assertThat(folder.resolve("stopped.npz")).exists();
    }

    @Test
    void wrongArgumentsAreOneSentence() throws IOException {
        assertThat(run("train", MODEL, "--data", DATA, "--optimizer", "newton")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--optimizer takes one of sgd, momentum")
                .hasLineCount(1);
        assertThat(run("train", MODEL, "--data", DATA, "--momentum", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--momentum takes a number of at least 0 and below 1");
        assertThat(run("line", MODEL, "sample-models/diabetes-mlp.onnx", "--data", DATA))
                .isEqualTo(2);
        assertThat(err.toString()).contains("diabetes-mlp.onnx does not fit the open model");
        assertThat(run("plane", MODEL, MODEL, MODEL, "--data", DATA)).isEqualTo(2);
        assertThat(err.toString()).contains("on one line");
        assertThat(run("trajectory", MODEL, "--data", DATA, "--checkpoints", MODEL, MODEL))
                .isEqualTo(2);
        assertThat(err.toString()).contains("at least three different points, not 1; choose");
        assertThat(run("trajectory", MODEL, "--data", DATA, "--checkpoints", MODEL, "--out", path("x.csv")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--out writes NPZ here");
        Files.writeString(folder.resolve("taken"), "x");
        assertThat(run("train", MODEL, "--data", DATA, "--record", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not empty");
        assertThat(run("train", MODEL, "--data", DATA, "--record", path("taken") + "/below"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("below cannot be made; choose a folder in one that can be written to.")
                .hasLineCount(1);
        assertThat(run("train", MODEL, "--data", DATA, "--resume", path("nothing")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("orograph: nothing holds no training that can go on; choose");
        assertThat(run("line", MODEL, MODEL, "--data", DATA)).isEqualTo(2);
        assertThat(err.toString()).contains("has the same weights as the first model");
        assertThat(run("trajectory", MODEL, "--data", DATA, "--checkpoints", MODEL, "--match", "a"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--match takes PARAMETER=ARRAY, not \"a\"");
    }
}
