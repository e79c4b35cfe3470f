package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final Tensor X = Tensor.of(new float[] {1, -2, 3, 4, -5, 6}, 2, 3);

    @TempDir
    Path folder;

    /** y = 2·x, as a model and one data set that stores the given outputs. */
    private Path doubled(String name, float... outputs) throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("two", Tensor.of(new float[] {2}, 1))
                .node("Mul", List.of("x", "two"), List.of("y"))
                .output("y", Shape.FREE, 3);
        return stored(name, model, List.of(X), Tensor.of(outputs, 2, 3));
    }

    private Path stored(String name, OnnxModelBuilder model, List<Tensor> inputs, Tensor output) throws IOException {
        Path test = Files.createDirectories(folder.resolve(name));
        model.write(test.resolve("model.onnx"));
        Path data = Files.createDirectories(test.resolve("test_data_set_0"));
        for (int i = 0; i < inputs.size(); i++) {
            write(data.resolve("input_" + i + ".pb"), inputs.get(i));
        }
        write(data.resolve("output_0.pb"), output);
        return test;
    }

    private static void write(Path file, Tensor tensor) throws IOException {
        Files.write(file, OnnxModelBuilder.tensor("", tensor).toByteArray());
    }

    @Test
    void comparesEveryFolderBelowTheOneThatIsNamed() throws IOException {
        doubled("right", 2, -4, 6, 8, -10, 12);
        doubled("deeper/wrong", 2, -4, 6, 8, -10, 12.5f);
        Path unknown = doubled("unknown", 2, -4, 6, 8, -10, 12);
        OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .node("Nonsense", List.of("x"), List.of("y"))
                .output("y", Shape.FREE, 3)
                .write(unknown.resolve("model.onnx"));
        Files.write(doubled("broken", 0, 0, 0, 0, 0, 0).resolve("model.onnx"), new byte[] {8, 8, 8});

        CommandRun run = CommandRun.of("check", folder);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("failed  " + folder.resolve("broken") + ": model.onnx is"),
                        line -> assertThat(line)
                                .isEqualTo("different  " + folder.resolve("deeper/wrong")
                                        + " (largest error 0.50): In the output y, 1 of 6 numbers differs: number 5 is"
                                        + " 12.0, and 12.5 is stored."),
                        line -> assertThat(line)
                                .isEqualTo("equal  " + folder.resolve("right") + " (largest error 0.0)"),
                        line -> assertThat(line)
                                .startsWith("refused  " + folder.resolve("unknown")
                                        + ": model.onnx cannot be evaluated here: the operator Nonsense"),
                        line -> assertThat(line).isEqualTo("4 checked: 1 equal, 1 different, 1 refused, 1 failed"));
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        Path right = doubled("right", 2, -4, 6, 8, -10, 12.001f);
        JsonNode json = CommandRun.of("check", right, "--json").json();
        assertThat(CommandRun.of("check", right, "--json").keys())
                .containsExactly("checked", "equal", "different", "refused", "failed", "results");
        assertThat(json.get("checked").asInt()).isEqualTo(1);
        assertThat(json.get("equal").asInt()).isEqualTo(1);
        JsonNode result = json.get("results").get(0);
        assertThat(result.get("folder").asText()).isEqualTo(right.toString());
        assertThat(result.get("status").asText()).isEqualTo("equal");
        assertThat(result.get("largest_error").asDouble()).isBetween(0.00099, 0.00101);
        assertThat(result.get("reason").asText()).isEmpty();
    }

    @Test
    void theTolerancesAreNumPys() throws IOException {
        Path near = doubled("near", 2, -4, 6, 8, -10, 12.001f);
        assertThat(CommandRun.of("check", near).code()).isZero();
        assertThat(CommandRun.of("check", near, "--rtol", "1e-5", "--atol", "1e-5")
                        .code())
                .isEqualTo(1);
        assertThat(CommandRun.of("check", near, "--rtol", "1e-5", "--atol", "1e-2")
                        .code())
                .isZero();
        assertThat(CommandRun.of("check", near, "--rtol", "-1").err()).contains("--rtol");
    }

    @Test
    void aModelStandsForItsFolder() throws IOException {
        Path right = doubled("right", 2, -4, 6, 8, -10, 12);
        assertThat(CommandRun.of("check", right.resolve("model.onnx")).code()).isZero();
        Files.copy(right.resolve("model.onnx"), right.resolve("other.onnx"));
        assertThat(CommandRun.of("check", right.resolve("other.onnx")).code()).isZero();
        CommandRun run = CommandRun.of("check", right);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("The folder holds several models");
    }

    @Test
    void everyDataSetAndEveryOutputCounts() throws IOException {
        Path test = doubled("several", 2, -4, 6, 8, -10, 12);
        Path second = Files.createDirectories(test.resolve("test_data_set_1"));
        write(second.resolve("input_0.pb"), Tensor.of(new float[] {1, 1, 1}, 1, 3));
        write(second.resolve("output_0.pb"), Tensor.of(new float[] {2, 2, 3}, 1, 3));
        assertThat(CommandRun.of("check", test).out()).startsWith("different");
        write(second.resolve("output_0.pb"), Tensor.of(new float[] {2, 2, 2}, 1, 3));
        assertThat(CommandRun.of("check", test).out()).startsWith("equal");

        OnnxModelBuilder two = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .node("Neg", List.of("x"), List.of("y"))
                .node("Abs", List.of("x"), List.of("z"))
                .output("y", Shape.FREE, 3)
                .output("z", Shape.FREE, 3);
        Path outputs = stored("two", two, List.of(X), Tensor.of(new float[] {-1, 2, -3, -4, 5, -6}, 2, 3));
        write(outputs.resolve("test_data_set_0/output_1.pb"), Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
        assertThat(CommandRun.of("check", outputs).code()).isZero();
        write(outputs.resolve("test_data_set_0/output_1.pb"), Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3));
        assertThat(CommandRun.of("check", outputs).out()).contains("In the output z, 1 of 6 numbers differs");
    }

    @Test
    void aShapeThatIsGivenAsAnInputIsKnownFromWhatIsStored() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, Shape.FREE)
                .input("shape", io.orograph.network.ElementType.INT64, 2)
                .node("Reshape", List.of("x", "shape"), List.of("y"))
                .output("y", Shape.FREE, Shape.FREE);
        Path test = stored("reshape", model, List.of(X, Tensor.of(new long[] {3, 2}, 2)), X.reshape(3, 2));
        CommandRun run = CommandRun.of("check", test);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("Read with stored inputs as settings");
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        CommandRun empty = CommandRun.of("check", folder);
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("There is no folder with an ONNX model and test_data_set_0 beside it in ");
        CommandRun missing = CommandRun.of("check", folder.resolve("nowhere"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("does not exist; check the path");
        assertThat(CommandRun.of("check").err()).contains("Missing: PATH");
    }
}
