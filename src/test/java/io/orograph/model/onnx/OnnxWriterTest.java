package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights written back into the graph of their file. */
final class OnnxWriterTest {

    private static final Path SAMPLES = Path.of("sample-models");

    @TempDir
    private Path folder;

    private static Network read(Path file) throws IOException {
        return OnnxReader.read(file, new CancelToken()).network();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits-mlp.onnx", "mnist-lenet-bn.onnx", "digits-resnet.onnx", "diabetes-mlp.onnx"})
    void aSavedModelIsReadAgainToTheBitOfFloat32(String name) throws IOException {
        Path original = SAMPLES.resolve(name);
        Network network = read(original);
        double[] theta = new Random(1).doubles(network.layout().size(), -1, 1).toArray();
        Path target = folder.resolve("trained.onnx");

        OnnxWriter.write(original, network.layout(), theta, target);

        Network again = read(target);
        assertThat(again.weights())
                .containsExactly(Arrays.stream(theta).map(w -> (float) w).toArray());
        assertThat(again.values()).isEqualTo(network.values());
        assertThat(again.constants()).isEqualTo(network.constants());
        OnnxWriter.write(original, network.layout(), network.weights(), target);
        assertThat(read(target).weights()).containsExactly(network.weights());
    }

    @Test
    void whatIsSplitIsWrittenWholeAgain() throws IOException {
        Path original = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("w", NetworkCheck.weight(4, 6))
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 6)
                .write(folder.resolve("model.onnx"));
        OpenedModel whole = ModelReaders.open(original, new CancelToken());
        OpenedModel split = whole.choosing(
                new OpenedModel.Choice(Set.of(), Set.of("w.b"), false, List.of("w=1:a=2,b=1,c=3", "w.c=0:1,3")));
        double[] theta = split.network().weights();
        Arrays.setAll(theta, i -> i + 1);
        Path target = folder.resolve("trained.onnx");

        OnnxWriter.write(original, split.network().layout(), theta, target);

        double[] expected = whole.network().weights();
        int at = 0;
        // Each part in its own order: a, then the first row of c and the others; b is a constant.
        for (int row = 0; row < 4; row++) {
            expected[row * 6] = ++at;
            expected[row * 6 + 1] = ++at;
        }
        for (int row = 0; row < 4; row++) {
            for (int column = 3; column < 6; column++) {
                expected[row * 6 + column] = ++at;
            }
        }
        assertThat(read(target).weights()).containsExactly(expected);
    }

    @Test
    void whatFollowsAParameterIsWrittenWithIt() throws IOException {
        Tensor table = NetworkCheck.weight(4, 3);
        double[] across = new double[table.size()];
        Arrays.setAll(across, i -> table.get(i % 4 * 3 + i / 4));
        Path original = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("table", table)
                .initializer("across", Tensor.of(across, 3, 4))
                .node("MatMul", List.of("x", "table"), List.of("h"))
                .node("MatMul", List.of("h", "across"), List.of("y"))
                .output("y", Shape.FREE, 4)
                .write(folder.resolve("model.onnx"));
        Network tied = ModelReaders.open(original, new CancelToken()).network();
        double[] theta =
                new Random(1).doubles(table.size(), -1, 1).map(w -> (float) w).toArray();
        Path target = folder.resolve("trained.onnx");

        OnnxWriter.write(original, tied.layout(), theta, target);

        assertThat(tied.layout().size()).isEqualTo(table.size());
        assertThat(ModelReaders.open(target, new CancelToken()).network().weights())
                .containsExactly(theta);
        assertThat(read(target).weights()).hasSize(2 * table.size());
    }

    @Test
    void weightsInTypedFieldsAndDoublesAreReplacedToo() throws IOException {
        byte[] bytes = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2))
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 2)
                .bytes();
        Path original = Files.write(folder.resolve("model.onnx"), bytes);
        double[] theta = {0.1, 0.2, 0.3, 0.4};
        Path target = folder.resolve("trained.onnx");
        OnnxWriter.write(original, read(original).layout(), theta, target);
        assertThat(read(target).weights()).containsExactly(theta);
    }

    @Test
    void aFileThatIsNoLongerWhatWasReadIsRefusedAndNothingIsWritten() throws IOException {
        Network network = read(SAMPLES.resolve("digits-mlp.onnx"));
        Path target = folder.resolve("trained.onnx");
        assertThatThrownBy(() -> OnnxWriter.write(
                        SAMPLES.resolve("diabetes-mlp.onnx"), network.layout(), network.weights(), target))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageContaining("changed since");
        assertThat(target).doesNotExist();
    }
}
