package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.checkAs;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operator sets 1 to 6, which ONNX Runtime does not run: the same network in today's words is the reference. */
class OldOperatorsTest {

    private static OnnxModelBuilder image(int opset) {
        return OnnxModelBuilder.opset(opset).input("x", Shape.FREE, 3, 4, 5).initializer("c", weight(3));
    }

    @Test
    void anOperandBeginsAtTheAxisThatIsNamed() throws IOException {
        OnnxModelBuilder old = image(6).initializer("m", weight(3, 4))
                .node("Add", List.of("x", "c"), List.of("a"), "broadcast", 1, "axis", 1)
                .node("Mul", List.of("a", "m"), List.of("b"), "broadcast", 1, "axis", -3)
                .node("PRelu", List.of("b", "c"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 5);
        OnnxModelBuilder today = image(13)
                .initializer("m", weight(3, 4))
                .initializer("channels", NetworkCheck.integers(1, 2))
                .initializer("last", NetworkCheck.integers(2))
                .node("Unsqueeze", List.of("c", "channels"), List.of("c1"))
                .node("Unsqueeze", List.of("m", "last"), List.of("m1"))
                .node("Add", List.of("x", "c1"), List.of("a"))
                .node("Mul", List.of("a", "m1"), List.of("b"))
                .node("PRelu", List.of("b", "c1"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 5);
        Network network = checkAs(old, today, 1, 2);
        assertThat(network.layout().parameters().stream().map(Parameter::name)).contains("c", "m");
    }

    @Test
    void withoutAnAxisTheLastOnesAreMatched() throws IOException {
        OnnxModelBuilder old = image(6).initializer("r", weight(5))
                .node("Sub", List.of("x", "r"), List.of("y"), "broadcast", 1)
                .output("y", Shape.FREE, 3, 4, 5);
        OnnxModelBuilder today = image(13)
                .initializer("r", weight(5))
                .node("Sub", List.of("x", "r"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 5);
        checkAs(old, today, 2);
    }

    @Test
    void settingsHadOtherNames() throws IOException {
        OnnxModelBuilder old = image(1).node("Relu", List.of("x"), List.of("h"), "consumed_inputs", new long[] {0})
                .node("Pad", List.of("h"), List.of("p"), "paddings", new long[] {0, 0, 1, 0, 0, 0, 0, 2})
                .node("Concat", List.of("p", "p"), List.of("t"))
                .node("Cast", List.of("t"), List.of("i"), "to", "INT32")
                .node("Cast", List.of("i"), List.of("f"), "to", "FLOAT")
                .node("GlobalLpPool", List.of("f"), List.of("l"), "p", 2f)
                .node("Reshape", List.of("l"), List.of("y"), "shape", new long[] {0, 6})
                .output("y", Shape.FREE, 6);
        OnnxModelBuilder today = image(13)
                .initializer("pads", NetworkCheck.integers(0, 0, 1, 0, 0, 0, 0, 2))
                .initializer("shape", NetworkCheck.integers(0, 6))
                .node("Relu", List.of("x"), List.of("h"))
                .node("Pad", List.of("h", "pads"), List.of("p"))
                .node("Concat", List.of("p", "p"), List.of("t"), "axis", 1)
                .node("Cast", List.of("t"), List.of("i"), "to", 6)
                .node("Cast", List.of("i"), List.of("f"), "to", 1)
                .node("GlobalLpPool", List.of("f"), List.of("l"), "p", 2)
                .node("Reshape", List.of("l", "shape"), List.of("y"))
                .output("y", Shape.FREE, 6);
        checkAs(old, today, 1, 3);
    }

    @Test
    void upsamplingHadAScaleForHeightAndWidth() throws IOException {
        OnnxModelBuilder old = image(1).node(
                        "Upsample",
                        List.of("x"),
                        List.of("y"),
                        "height_scale",
                        2f,
                        "width_scale",
                        3f,
                        "mode",
                        "nearest")
                .output("y", Shape.FREE, 3, 8, 15);
        OnnxModelBuilder today = image(9).initializer("scales", Tensor.of(new float[] {1, 1, 2, 3}, 4))
                .node("Upsample", List.of("x", "scales"), List.of("y"), "mode", "nearest")
                .output("y", Shape.FREE, 3, 8, 15);
        checkAs(old, today, 2);
    }

    @Test
    void whatWasInTrainingModeIsSaid() throws IOException {
        for (int isTest : new int[] {0, 1}) {
            OnnxModelBuilder model = image(6).initializer("v", Tensor.of(new float[] {1, 2, 3}, 3))
                    .node("Dropout", List.of("x"), List.of("d"), "is_test", isTest)
                    .node("BatchNormalization", List.of("d", "v", "v", "v", "v"), List.of("y"), "is_test", isTest)
                    .output("y", Shape.FREE, 3, 4, 5);
            OnnxReader.Result result = OnnxReader.read(Path.of("model.onnx"), model.bytes(), new CancelToken());
            assertThat(result.caveats()).hasSize(1 - isTest);
        }
    }

    @Test
    void whatCannotBeSaidTodayIsRefused() {
        OnnxModelBuilder model = image(1).initializer("two", Tensor.of(new float[] {2}, 1))
                .node("Tile", List.of("x", "two", "two"), List.of("y"))
                .output("y", Shape.FREE, 3, 4, 5);
        assertThatThrownBy(() -> NetworkCheck.read(model.bytes()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessage(
                        "model.onnx has a Tile node \"Tile_0\" that repeats one axis, as opset 1 allows, which is not"
                                + " supported; convert the model to opset 13 with onnx.version_converter.");
    }

    @Test
    void aTensorMayBeAnOutputAsItStands() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", weight(2, 2))
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("w", 2, 2)
                .output("y", Shape.FREE, 2);
        Network network = NetworkCheck.read(model.bytes());
        assertThat(network.layout().parameters().stream().map(Parameter::name)).containsExactly("w.value");
        assertThat(network.producer("w").type()).isEqualTo("Identity");
    }
}
