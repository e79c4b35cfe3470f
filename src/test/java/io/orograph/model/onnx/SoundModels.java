package io.orograph.model.onnx;

import io.orograph.network.ElementType;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;
import onnx.OnnxMl.FunctionProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.StringStringEntryProto;
import onnx.OnnxMl.TensorProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** Small models without a fault, for tests that break them. */
public final class SoundModels {

    /** The file beside {@link #withExternalData} that holds its weights: 24 bytes. */
    public static final String WEIGHTS_FILE = "weights.bin";

    private SoundModels() {}

    /** Two layers, with an alias and a constant. */
    public static byte[] small() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w1", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .initializer("b1", Tensor.of(new double[] {7, 8, 9}, 3))
                .node("Constant", List.of(), List.of("w2"), "value", Tensor.of(new float[] {1, 2, 3}, 3, 1))
                .node("Gemm", List.of("x", "w1", "b1"), List.of("h"), "transB", 1, "alpha", 0.5f)
                .node("Identity", List.of("h"), List.of("i"))
                .node("Relu", List.of("i"), List.of("r"))
                .node("Gemm", List.of("r", "w2"), List.of("y"))
                .output("y", Shape.FREE, 1)
                .bytes();
    }

    /** Operators that read several values which are computed, and indices that the data give. */
    public static byte[] ofOperatorsWithSeveralInputs() {
        return OnnxModelBuilder.opset(18)
                .input("x", Shape.FREE, 1, 4, 4)
                .initializer("k", Tensor.of(new float[] {1, -1, 2, 0, 1, 3, -2, 1}, 2, 1, 2, 2))
                .initializer("slope", Tensor.of(new float[] {0.1f, 0.2f}, 2, 1, 1))
                .initializer("two", Tensor.of(new float[] {1, 2}, 2))
                .initializer("table", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .initializer("half", Tensor.of(new float[] {0.5f}))
                .initializer("square", Tensor.of(new float[] {2}))
                .initializer("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .node("Conv", List.of("x", "k"), List.of("c"), "strides", new long[] {2, 2})
                .node("PRelu", List.of("c", "slope"), List.of("p"))
                .node("BatchNormalization", List.of("p", "two", "two", "two", "two"), List.of("n"))
                .node("Greater", List.of("n", "half"), List.of("is"))
                .node("Pow", List.of("n", "square"), List.of("q"))
                .node("Where", List.of("is", "n", "q"), List.of("h"))
                .node("MaxPool", List.of("h"), List.of("m"), "kernel_shape", new long[] {2, 2})
                .node("Flatten", List.of("m"), List.of("f"))
                .node("ArgMax", List.of("f"), List.of("best"), "axis", 1, "keepdims", 0)
                .node("Gather", List.of("table", "best"), List.of("row"))
                .node("Max", List.of("f", "row", "half"), List.of("larger"))
                .node("Concat", List.of("larger", "f"), List.of("both"), "axis", 1)
                .node("Slice", List.of("both", "from", "to", "along"), List.of("part"))
                .initializer("from", Tensor.of(new long[] {0}, 1))
                .initializer("to", Tensor.of(new long[] {2}, 1))
                .initializer("along", Tensor.of(new long[] {1}, 1))
                .node("Gemm", List.of("part", "w", "two"), List.of("y"))
                .output("y", Shape.FREE, 2)
                .bytes();
    }

    /** A node of each family of operators, with shape arithmetic before some. */
    public static byte[] ofManyOperators() {
        return OnnxModelBuilder.opset(18)
                .input("x", Shape.FREE, 2, 4, 4)
                .initializer("k", Tensor.of(new float[36], 2, 2, 3, 3))
                .initializer("scale", Tensor.of(new float[] {1, 2}, 2))
                .initializer("table", Tensor.of(new float[12], 4, 3))
                .initializer("gates", Tensor.of(new float[24], 1, 8, 3))
                .initializer("state", Tensor.of(new float[16], 1, 8, 2))
                .initializer("zero", Tensor.of(new long[] {0}, 1))
                .initializer("one", Tensor.of(new long[] {1}, 1))
                .initializer("two", Tensor.of(new long[] {2}, 1))
                .initializer("pads", Tensor.of(new long[] {0, 0, 1, 1, 0, 0, 1, 1}, 8))
                .initializer("sizes", Tensor.of(new long[] {2, 2}, 2))
                .initializer("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .node("ConvTranspose", List.of("x", "k"), List.of("c"), "pads", new long[] {1, 1, 1, 1})
                .node("InstanceNormalization", List.of("c", "scale", "scale"), List.of("n"))
                .node("GroupNormalization", List.of("n", "scale", "scale"), List.of("g"), "num_groups", 2)
                .node("LRN", List.of("g"), List.of("l"), "size", 3)
                .node("Pad", List.of("l", "pads"), List.of("p"), "mode", "edge")
                .node("LpPool", List.of("p"), List.of("lp"), "kernel_shape", new long[] {3, 3})
                .node(
                        "MaxPool",
                        List.of("lp"),
                        List.of("m"),
                        "kernel_shape",
                        new long[] {1, 1},
                        "dilations",
                        new long[] {2, 1})
                .node("Resize", List.of("m", "", "scales"), List.of("r"), "mode", "linear")
                .node("SpaceToDepth", List.of("r"), List.of("s"), "blocksize", 2)
                .node("Split", List.of("s"), List.of("s1", "s2"), "axis", 1, "num_outputs", 2)
                .node("Einsum", List.of("s1", "s2"), List.of("e"), "equation", "bchw,bcwk->bchk")
                .node("Slice", List.of("e", "zero", "two", "one"), List.of("sl"))
                .node("CumSum", List.of("sl", "one"), List.of("cu"))
                .node("Trilu", List.of("cu"), List.of("t"), "upper", 0)
                .node("ReduceLogSumExp", List.of("t", "two"), List.of("re"), "keepdims", 0)
                .node("ArgMax", List.of("re"), List.of("places"), "axis", 1, "keepdims", 0)
                .node("Gather", List.of("table", "places"), List.of("ga"))
                .node("Transpose", List.of("ga"), List.of("seq"), "perm", new long[] {1, 0, 2})
                .node("LSTM", List.of("seq", "gates", "state"), List.of("", "last"), "hidden_size", 2)
                .node("Shape", List.of("last"), List.of("shape"))
                .node("Gather", List.of("shape", "one"), List.of("batch"))
                .node("Concat", List.of("batch", "two"), List.of("target"), "axis", 0)
                .node("ConstantOfShape", List.of("target"), List.of("filled"))
                .node("Reshape", List.of("last", "target"), List.of("f"))
                .node("Tile", List.of("f", "sizes"), List.of("unused"))
                .node("Greater", List.of("f", "filled"), List.of("mask"))
                .node("Where", List.of("mask", "f", "filled"), List.of("y"))
                .output("y", Shape.FREE, 2)
                .bytes();
    }

    /** A layer whose weights lie in {@link #WEIGHTS_FILE}. */
    public static byte[] withExternalData() {
        TensorProto weights = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(2)
                .addDims(3)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", WEIGHTS_FILE))
                .addExternalData(entry("offset", "0"))
                .addExternalData(entry("length", "24"))
                .build();
        return OnnxModelBuilder.opset(17)
                .input("x", Shape.FREE, 2)
                .initializer(weights)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 3)
                .bytes();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /** Two normalisations whose parameters and statistics a file keeps once, as an export before training writes. */
    public static byte[] withEqualTensors() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("ones", Tensor.of(new float[] {1, 1, 1}, 3))
                .initializer("zeros", Tensor.of(new float[3], 3))
                .node("Identity", List.of("ones"), List.of("v1"))
                .node("Identity", List.of("zeros"), List.of("between"))
                .node("Identity", List.of("between"), List.of("b2"))
                .namedNode("n1", "BatchNormalization", List.of("x", "ones", "zeros", "zeros", "v1"), List.of("h"))
                .namedNode("n2", "BatchNormalization", List.of("h", "ones", "b2", "zeros", "ones"), List.of("y"))
                .output("y", Shape.FREE, 3)
                .bytes();
    }

    /** A function that is called twice, a branch, and a loop. */
    public static byte[] withControlFlow() {
        try {
            GraphProto branch = graph(OnnxModelBuilder.opset(17)
                    .node("Tanh", List.of("h"), List.of("t"))
                    .output("t", Shape.FREE, 2));
            GraphProto body = graph(OnnxModelBuilder.opset(17)
                    .input("i", ElementType.INT64)
                    .input("go", ElementType.BOOL)
                    .input("s", Shape.FREE, 2)
                    .initializer("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                    .node("MatMul", List.of("s", "w"), List.of("m"))
                    .node("Identity", List.of("go"), List.of("on"))
                    .output("on", ElementType.BOOL)
                    .output("m", Shape.FREE, 2));
            FunctionProto twice = FunctionProto.newBuilder()
                    .setDomain("own")
                    .setName("Twice")
                    .addInput("a")
                    .addOutput("b")
                    .addNode(NodeProto.newBuilder()
                            .setOpType("Add")
                            .addInput("a")
                            .addInput("a")
                            .addOutput("b"))
                    .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                    .build();
            return OnnxModelBuilder.opset(17)
                    .input("x", Shape.FREE, 2)
                    .initializer("one", Tensor.of(new long[] {1}))
                    .initializer("two", Tensor.of(new long[] {2}))
                    .initializer("yes", Tensor.ofBooleans(new byte[] {1}))
                    .node("Twice", List.of("x"), List.of("x2"))
                    .node("Twice", List.of("x2"), List.of("h"))
                    .node("Shape", List.of("h"), List.of("shape"))
                    .node("Gather", List.of("shape", "one"), List.of("size"))
                    .node("Equal", List.of("size", "two"), List.of("is"))
                    .node("If", List.of("is"), List.of("r"), "then_branch", branch, "else_branch", branch)
                    .node("Loop", List.of("two", "yes", "r"), List.of("y"), "body", body)
                    .output("y", Shape.FREE, 2)
                    .graph(graph -> {
                        graph.getNodeBuilder(0).setDomain("own");
                        graph.getNodeBuilder(1).setDomain("own");
                    })
                    .model(model -> model.addFunctions(twice)
                            .addOpsetImport(OperatorSetIdProto.newBuilder()
                                    .setDomain("own")
                                    .setVersion(1)))
                    .bytes();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GraphProto graph(OnnxModelBuilder builder) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(builder.bytes()).getGraph();
    }
}
