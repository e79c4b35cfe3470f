package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.ElementType;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that are put together from several operators, against ONNX Runtime. */
class PlainNodesTest {

    private static final long[] AS_MANY_AS_THE_BATCH = {1, 3};

    @Test
    void aQuotientOfIntegersIsAnInteger() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", ElementType.INT64, Shape.FREE, 5)
                .initializer("shift", NetworkCheck.integers(-7))
                .initializer("three", NetworkCheck.integers(3))
                .initializer("w", NetworkCheck.weight(5, 2))
                .node("Add", List.of("x", "shift"), List.of("s"))
                .node("Div", List.of("s", "three"), List.of("q"))
                .node("Cast", List.of("q"), List.of("r"), "to", 1)
                .node("MatMul", List.of("r", "w"), List.of("y"))
                .output("y", Shape.FREE, 2);
        NetworkCheck.check(model.bytes(), 40, AS_MANY_AS_THE_BATCH);
    }

    /** The type is known by way of casts, comparisons and choices too. */
    @Test
    void whatIsMadeOfIntegersIsDividedAsThey() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 5)
                .initializer("ten", Tensor.of(new float[] {10}))
                .initializer("three", Tensor.of(new int[] {3}))
                .node("Mul", List.of("x", "ten"), List.of("m"))
                .node("Cast", List.of("m"), List.of("i"), "to", 6)
                .node("Greater", List.of("i", "three"), List.of("g"))
                .node("Where", List.of("g", "i", "three"), List.of("c"))
                .node("Div", List.of("c", "three"), List.of("q"))
                .node("ReduceMean", List.of("q"), List.of("mean"), "axes", new long[] {1}, "keepdims", 1)
                .node("Sub", List.of("q", "mean"), List.of("z"))
                .node("Cast", List.of("z"), List.of("r"), "to", 1)
                .node("Div", List.of("r", "ten"), List.of("y"))
                .output("y", Shape.FREE, 5);
        NetworkCheck.check(model, AS_MANY_AS_THE_BATCH);
    }

    @Test
    void limitsOfAClipMayBeComputed() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("low", Tensor.of(new float[] {-0.4f}))
                .initializer("w", NetworkCheck.weight(3, 3))
                .node("MatMul", List.of("x", "w"), List.of("h"))
                .node("ReduceMax", List.of("w"), List.of("high"), "keepdims", 0)
                .node("Clip", List.of("h", "low", "high"), List.of("both"))
                .node("Clip", List.of("x", "", "high"), List.of("above"))
                .node("Neg", List.of("high"), List.of("negative"))
                .node("Clip", List.of("x", "negative"), List.of("below"))
                .node("Sum", List.of("both", "above", "below"), List.of("y"))
                .output("y", Shape.FREE, 3);
        NetworkCheck.check(model, AS_MANY_AS_THE_BATCH);
    }

    @ParameterizedTest
    @CsvSource({"17, -1", "17, 1", "17, 2", "18, 1", "18, -2"})
    void aLayerNormalizationGivesMeanAndDeviation(int opset, int axis) throws IOException {
        long[] scale = axis == 1 || axis == -2 ? new long[] {4, 3} : new long[] {3};
        OnnxModelBuilder model = OnnxModelBuilder.opset(opset)
                .input("x", Shape.FREE, 4, 3)
                .initializer("scale", NetworkCheck.weight(scale))
                .node(
                        "LayerNormalization",
                        List.of("x", "scale"),
                        List.of("n", "mean", "inverse"),
                        "axis",
                        axis,
                        "epsilon",
                        0.01f)
                .node("Mul", List.of("mean", "inverse"), List.of("p"))
                .node("Add", List.of("n", "p"), List.of("y"))
                .output("y", Shape.FREE, 4, 3);
        NetworkCheck.check(model, AS_MANY_AS_THE_BATCH);
    }

    @Test
    void theMaskOfADropoutIsTrue() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .node("Dropout", List.of("x"), List.of("d", "mask"))
                .node("Cast", List.of("mask"), List.of("m"), "to", 1)
                .node("Add", List.of("d", "m"), List.of("y"))
                .output("y", Shape.FREE, 4);
        NetworkCheck.check(model, AS_MANY_AS_THE_BATCH);
    }

    @Test
    void aMaskTooLargeForAConstantIsComputedByTheNetwork() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(14)
                .input("x", Shape.FREE, 2048)
                .initializer("shape", NetworkCheck.integers(2048, 2048))
                .initializer("columns", NetworkCheck.integers(1))
                .node("ConstantOfShape", List.of("shape"), List.of("all"), "value", Tensor.of(new float[] {-0.5f}, 1))
                .node("Trilu", List.of("all"), List.of("mask"), "upper", 0)
                .node("MatMul", List.of("x", "mask"), List.of("y"))
                .output("y", Shape.FREE, 2048);
        NetworkCheck.check(model, AS_MANY_AS_THE_BATCH);
    }

    @Test
    void trainingModeIsSaid() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(14)
                .input("x", Shape.FREE, 2)
                .initializer("one", Tensor.of(new float[] {1, 2}, 2))
                .initializer("ratio", Tensor.of(new float[] {0.5f}))
                .initializer("yes", Tensor.ofBooleans(new byte[] {1}))
                .node("Dropout", List.of("x", "ratio", "yes"), List.of("d"))
                .node(
                        "BatchNormalization",
                        List.of("d", "one", "one", "one", "one"),
                        List.of("y", "m", "v"),
                        "training_mode",
                        1)
                .output("y", Shape.FREE, 2);
        OnnxReader.Result result = OnnxReader.read(Path.of("model.onnx"), model.bytes(), new CancelToken());
        assertThat(result.caveats())
                .containsExactly(
                        "The file has 1 BatchNormalization node in training mode, where each batch is normalised"
                                + " by its own mean and variance; here the running ones of the file are taken, as after training."
                                + " The file has 1 Dropout node in training mode, which drops numbers at random; here none is"
                                + " dropped, as after training.");
        assertThat(result.notices()).containsAll(result.caveats());
    }

    @Test
    void aNetworkOfOneNumberIsRead() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x")
                .initializer("w", NetworkCheck.weight(3))
                .node("Mul", List.of("x", "w"), List.of("y"))
                .output("y", 3);
        Network network = NetworkCheck.read(model.bytes());
        assertThat(network.inputs().get(0).shape()).isEmpty();
    }
}
