package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;

/** Networks whose weights are integers with a scale, and networks that round on the way. */
class QuantizedModelsTest {

    @TempDir
    Path folder;

    private static TensorProto signedBytes(String name, int[] values, long... shape) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.INT8_VALUE)
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor.build();
    }

    private static int[] drawn(int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 89 % 255 - 127;
        }
        return values;
    }

    /** ONNX Runtime adds products of two bytes in 16 bits where the processor has nothing better; these fit. */
    private static int[] drawnIn7Bits(int count) {
        return Arrays.stream(drawn(count)).map(value -> value / 2).toArray();
    }

    /** A convolution with a scale for each filter, a bias in 32 bits, and a dense layer with a zero point. */
    private static OnnxModelBuilder withIntegerWeights() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2, 4, 4)
                .initializer(signedBytes("w", drawn(54), 3, 2, 3, 3))
                .initializer("ws", Tensor.of(new float[] {0.01f, 0.02f, 0.005f}, 3))
                .initializer(signedBytes("wz", new int[] {0, 0, 0}, 3))
                .initializer("b", Tensor.of(new int[] {400, -700, 90}, 3))
                .initializer("bs", Tensor.of(new float[] {0.001f, 0.002f, 0.0005f}, 3))
                .initializer(signedBytes("v", drawn(24), 12, 2))
                .initializer("vs", Tensor.of(new float[] {0.03f}))
                .initializer(signedBytes("vz", new int[] {-5}))
                .node("DequantizeLinear", List.of("w", "ws", "wz"), List.of("wd"), "axis", 0)
                .node("DequantizeLinear", List.of("b", "bs"), List.of("bd"), "axis", 0)
                .node("DequantizeLinear", List.of("v", "vs", "vz"), List.of("vd"))
                .node("Conv", List.of("x", "wd", "bd"), List.of("c"))
                .node("Relu", List.of("c"), List.of("r"))
                .node("Flatten", List.of("r"), List.of("f"))
                .node("MatMul", List.of("f", "vd"), List.of("y"))
                .output("y", Shape.FREE, 2);
    }

    @Test
    void integersWithAScaleAreReadAsNumbers() throws IOException {
        Network network = NetworkCheck.check(withIntegerWeights());
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("wd", "bd", "vd");
        assertThat(network.layout().parameters())
                .extracting(Parameter::role)
                .containsExactly(Parameter.Role.WEIGHT, Parameter.Role.BIAS, Parameter.Role.WEIGHT);
        assertThat(network.weights()[0]).isEqualTo((float) (-127 * (double) 0.01f));
        assertThat(OnnxReader.read(Path.of("m.onnx"), withIntegerWeights().bytes(), new CancelToken())
                        .notices())
                .anyMatch(notice -> notice.contains("stores w, b, v as integers with a scale"));
    }

    /** The file that is written has the numbers, and no integers that would say something else. */
    @Test
    void movedWeightsAreSavedAsNumbers() throws IOException {
        Path original = withIntegerWeights().write(folder.resolve("model.onnx"));
        Network network = OnnxReader.read(original, new CancelToken()).network();
        double[] moved = network.weights();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (moved[i] + 0.001 * i);
        }
        Path target = folder.resolve("moved.onnx");
        OnnxWriter.write(original, network.layout(), moved, target);
        assertThat(OnnxReader.read(target, new CancelToken()).network().weights())
                .isEqualTo(moved);
    }

    /** Four bits a number, the first in the lower half of a byte: -8, 7, 1, -1, 3. */
    @Test
    void halfBytesAreReadAsNumbers() throws IOException {
        TensorProto weights = TensorProto.newBuilder()
                .setName("w")
                .setDataType(22)
                .addDims(1)
                .addDims(5)
                .setRawData(ByteString.copyFrom(new byte[] {0x78, (byte) 0xF1, 0x03}))
                .build();
        Network network = NetworkCheck.read(OnnxModelBuilder.opset(21)
                .input("x", Shape.FREE, 1)
                .initializer(weights)
                .initializer("s", Tensor.of(new float[] {0.5f}))
                .node("DequantizeLinear", List.of("w", "s"), List.of("wd"))
                .node("MatMul", List.of("x", "wd"), List.of("y"))
                .output("y", Shape.FREE, 5)
                .bytes());
        assertThat(network.weights()).containsExactly(-4, 3.5, 0.5, -0.5, 1.5);
    }

    /** Data that are rounded to signed bytes, and weights that are rounded by the network itself and stay parameters. */
    @Test
    void roundingOnTheWayIsThatOfTheReference() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("s", Tensor.of(new float[] {0.05f}))
                .initializer(signedBytes("z", new int[] {3}))
                .initializer("w", NetworkCheck.weight(4, 3))
                .initializer("ws", Tensor.of(new float[] {0.02f, 0.01f, 0.03f}, 3))
                .initializer(signedBytes("wz", new int[] {0, 0, 0}, 3))
                .node("QuantizeLinear", List.of("x", "s", "z"), List.of("q"))
                .node("DequantizeLinear", List.of("q", "s", "z"), List.of("d"))
                .node("QuantizeLinear", List.of("w", "ws", "wz"), List.of("wq"), "axis", 1)
                .node("DequantizeLinear", List.of("wq", "ws", "wz"), List.of("wd"), "axis", 1)
                .node("MatMul", List.of("d", "wd"), List.of("y"))
                .output("y", Shape.FREE, 3);
        Network network = NetworkCheck.check(model);
        Parameter weight = network.layout().parameters().get(0);
        assertThat(weight.name()).isEqualTo("w");
        assertThat(weight.role()).isEqualTo(Parameter.Role.WEIGHT);
        assertThat(OnnxReader.read(Path.of("m.onnx"), model.bytes(), new CancelToken())
                        .notices())
                .anyMatch(notice -> notice.contains("rounds numbers on the way"));
    }

    @Test
    void aScaleThatIsChosenForTheDataIsThatOfTheReference() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("w", NetworkCheck.weight(4, 3))
                .node("DynamicQuantizeLinear", List.of("x"), List.of("q", "s", "z"))
                .node("DequantizeLinear", List.of("q", "s", "z"), List.of("d"))
                .node("MatMul", List.of("d", "w"), List.of("y"))
                .output("y", Shape.FREE, 3);
        assertThat(NetworkCheck.check(model).layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("w");
    }

    /** As ONNX Runtime writes a dense layer whose data are rounded at run time. */
    @Test
    void productsOfIntegersAreThoseOfNumbers() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer(signedBytes("w", drawnIn7Bits(12), 4, 3))
                .initializer(signedBytes("wz", new int[] {1, -2, 0}, 3))
                .initializer("ws", Tensor.of(new float[] {0.02f, 0.01f, 0.03f}, 3))
                .node("DynamicQuantizeLinear", List.of("x"), List.of("q", "s", "z"))
                .node("MatMulInteger", List.of("q", "w", "z", "wz"), List.of("i"))
                .node("Cast", List.of("i"), List.of("f"), "to", 1)
                .node("Mul", List.of("s", "ws"), List.of("sw"))
                .node("Mul", List.of("f", "sw"), List.of("y"))
                .output("y", Shape.FREE, 3);
        Parameter weight = NetworkCheck.check(model).layout().parameters().get(0);
        assertThat(weight.name()).isEqualTo("i.w");
        assertThat(weight.role()).isEqualTo(Parameter.Role.WEIGHT);
    }

    /**
     * As quantisation before deployment writes it: everything is integers, with a scale for each filter. No result
     * lies half-way between two integers, where rounding in single precision decides.
     */
    @Test
    void aNetworkOfIntegersIsThatOfNumbers() throws IOException {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2, 4, 4)
                .initializer("s", Tensor.of(new float[] {0.0517f}))
                .initializer(signedBytes("z", new int[] {3}))
                .initializer(signedBytes("w", drawnIn7Bits(54), 3, 2, 3, 3))
                .initializer("ws", Tensor.of(new float[] {0.0103f, 0.0197f, 0.0053f}, 3))
                .initializer(signedBytes("wz", new int[] {0, 0, 0}, 3))
                .initializer("b", Tensor.of(new int[] {400, -700, 90}, 3))
                .initializer("cs", Tensor.of(new float[] {0.2113f}))
                .initializer(signedBytes("v", drawnIn7Bits(24), 12, 2))
                .initializer("vs", Tensor.of(new float[] {0.03f}))
                .initializer("ys", Tensor.of(new float[] {0.5f}))
                .node("QuantizeLinear", List.of("x", "s", "z"), List.of("q"))
                .node("QLinearConv", List.of("q", "s", "z", "w", "ws", "wz", "cs", "z", "b"), List.of("c"))
                .node("Flatten", List.of("c"), List.of("f"))
                .node("QLinearMatMul", List.of("f", "cs", "z", "v", "vs", "z", "ys", "z"), List.of("m"))
                .node("DequantizeLinear", List.of("m", "ys", "z"), List.of("y"))
                .output("y", Shape.FREE, 2);
        assertThat(NetworkCheck.check(model).layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("c.w", "c.b", "m.w");
    }

    /** A cast that says which type by an example, as functions of exporters do it. */
    @Test
    void aCastLikeIsTheCastToThatType() throws IOException {
        NetworkCheck.check(OnnxModelBuilder.opset(15)
                .input("x", Shape.FREE, 4)
                .initializer("w", NetworkCheck.weight(4, 3))
                .initializer("one", Tensor.of(new long[] {1}))
                .node("CastLike", List.of("x", "one"), List.of("whole"))
                .node("CastLike", List.of("whole", "x"), List.of("back"))
                .node("Greater", List.of("x", "back"), List.of("is"))
                .node("CastLike", List.of("whole", "is"), List.of("truth"))
                .node("CastLike", List.of("truth", "x"), List.of("real"))
                .node("Add", List.of("real", "back"), List.of("sum"))
                .node("MatMul", List.of("sum", "w"), List.of("y"))
                .output("y", Shape.FREE, 3));
    }

    @Test
    void integersThatAreReadTwiceAreOneWeight() throws IOException {
        Network network = NetworkCheck.check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer(signedBytes("w", new int[] {50, -20, 30, 90}, 2, 2))
                .initializer("s", Tensor.of(new float[] {0.01f}))
                .node("DequantizeLinear", List.of("w", "s"), List.of("first"))
                .node("MatMul", List.of("x", "first"), List.of("h"))
                .node("DequantizeLinear", List.of("w", "s"), List.of("second"))
                .node("MatMul", List.of("h", "second"), List.of("y"))
                .output("y", Shape.FREE, 2));
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("first");
    }
}
