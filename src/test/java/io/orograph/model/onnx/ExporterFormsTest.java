package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.check;
import static io.orograph.model.onnx.NetworkCheck.integers;
import static io.orograph.model.onnx.NetworkCheck.read;
import static io.orograph.model.onnx.NetworkCheck.types;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static io.orograph.model.onnx.OnnxModelBuilder.nodeProto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orograph.network.ElementType;
import io.orograph.network.Network;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.FunctionProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.protobuf.ByteString;

/**
 * How exporters write the same things differently: names, the way from a weight to its product, outputs beside the one
 * that a loss is taken of. Computed as by ONNX Runtime; parameters with the role and the output axis that they have.
 */
class ExporterFormsTest {

    private static final String MACHINE_LEARNING = "ai.onnx.ml";

    private static Stream<Tuple> parameters(Network network) {
        return network.layout().parameters().stream()
                .map(parameter -> tuple(parameter.name(), parameter.role(), parameter.outputAxis()));
    }

    private static OperatorSetIdProto opset(String domain, long version) {
        return OperatorSetIdProto.newBuilder()
                .setDomain(domain)
                .setVersion(version)
                .build();
    }

    /** PyTorch 1.x with constant folding: the weight of a Linear turned and renamed, the bias added, both shared. */
    @Test
    void aLinearLayerOfPyTorchOverSequences() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 5, 4)
                .initializer("fc.bias", weight(4))
                .initializer("onnx::MatMul_45", weight(4, 4))
                .node("Identity", List.of("fc.bias"), List.of("other.bias"))
                .node("MatMul", List.of("x", "onnx::MatMul_45"), List.of("/fc/MatMul_output_0"))
                .node("Add", List.of("fc.bias", "/fc/MatMul_output_0"), List.of("/fc/Add_output_0"))
                .node("Relu", List.of("/fc/Add_output_0"), List.of("r"))
                .node("Identity", List.of("onnx::MatMul_45"), List.of("onnx::MatMul_46"))
                .node("MatMul", List.of("r", "onnx::MatMul_46"), List.of("m"))
                .node("Add", List.of("other.bias", "m"), List.of("y"))
                .output("y", Shape.FREE, 5, 4));

        assertThat(parameters(network))
                .containsExactlyInAnyOrder(tuple("onnx::MatMul_45", Role.WEIGHT, 1), tuple("fc.bias", Role.BIAS, -1));
    }

    /** PyTorch in evaluation mode: BatchNorm is in the convolution, whose weights lost their name. */
    @Test
    void aConvolutionWithBatchNormFolded() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("input.1", Shape.FREE, 2, 6, 6)
                .initializer("onnx::Conv_12", weight(3, 2, 3, 3))
                .initializer("onnx::Conv_13", weight(3))
                .node("Conv", List.of("input.1", "onnx::Conv_12", "onnx::Conv_13"), List.of("h"))
                .node("GlobalAveragePool", List.of("h"), List.of("p"))
                .node("Flatten", List.of("p"), List.of("y"))
                .output("y", Shape.FREE, 3));

        assertThat(parameters(network))
                .containsExactly(tuple("onnx::Conv_12", Role.WEIGHT, 0), tuple("onnx::Conv_13", Role.BIAS, -1));
    }

    /** Channels last around each layer, a bias for them as a product would have it, names with slashes and colons. */
    @Test
    void aKerasNetworkOfTf2onnx() throws IOException {
        String scope = "StatefulPartitionedCall/sequential/";
        Network network = check(OnnxModelBuilder.opset(13)
                .input("image:0", Shape.FREE, 6, 6, 2)
                .initializer(scope + "conv2d/Conv2D/ReadVariableOp:0", weight(3, 2, 3, 3))
                .initializer(scope + "conv2d/BiasAdd/ReadVariableOp:0", weight(1, 3, 1, 1))
                .initializer(scope + "dense/MatMul/ReadVariableOp:0", weight(12, 4))
                .initializer(scope + "dense/BiasAdd/ReadVariableOp:0", weight(4))
                .initializer("const_fold_opt__21", integers(-1, 12))
                .node("Transpose", List.of("image:0"), List.of("t__6:0"), "perm", new long[] {0, 3, 1, 2})
                .node("Conv", List.of("t__6:0", scope + "conv2d/Conv2D/ReadVariableOp:0"), List.of("conv:0"))
                .node("Add", List.of("conv:0", scope + "conv2d/BiasAdd/ReadVariableOp:0"), List.of("bias:0"))
                .node("Relu", List.of("bias:0"), List.of("relu:0"))
                .node(
                        "MaxPool",
                        List.of("relu:0"),
                        List.of("pool:0"),
                        "kernel_shape",
                        new long[] {2, 2},
                        "strides",
                        new long[] {2, 2})
                .node("Transpose", List.of("pool:0"), List.of("t__9:0"), "perm", new long[] {0, 2, 3, 1})
                .node("Reshape", List.of("t__9:0", "const_fold_opt__21"), List.of("flat:0"))
                .node("MatMul", List.of("flat:0", scope + "dense/MatMul/ReadVariableOp:0"), List.of("dense:0"))
                .node("Add", List.of("dense:0", scope + "dense/BiasAdd/ReadVariableOp:0"), List.of("logits:0"))
                .node("Softmax", List.of("logits:0"), List.of("dense"))
                .output("dense", Shape.FREE, 4));

        assertThat(parameters(network))
                .containsExactly(
                        tuple(scope + "conv2d/Conv2D/ReadVariableOp:0", Role.WEIGHT, 0),
                        tuple(scope + "conv2d/BiasAdd/ReadVariableOp:0", Role.BIAS, -1),
                        tuple(scope + "dense/MatMul/ReadVariableOp:0", Role.WEIGHT, 1),
                        tuple(scope + "dense/BiasAdd/ReadVariableOp:0", Role.BIAS, -1));
    }

    /** A kernel [in, out] and attention heads as Einsum, LayerNorm written out, as from Flax by way of jax2tf. */
    @Test
    void aFlaxNetwork() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 5, 4)
                .initializer("params/query/kernel", weight(4, 2, 3))
                .initializer("params/out/kernel", weight(2, 3, 4))
                .initializer("params/norm/scale", weight(4))
                .initializer("params/norm/bias", weight(4))
                .initializer("epsilon", Tensor.of(new float[] {1e-6f}))
                .node("ReduceMean", List.of("x"), List.of("mean"), "axes", new long[] {-1})
                .node("Sub", List.of("x", "mean"), List.of("centred"))
                .node("Mul", List.of("centred", "centred"), List.of("squares"))
                .node("ReduceMean", List.of("squares"), List.of("variance"), "axes", new long[] {-1})
                .node("Add", List.of("variance", "epsilon"), List.of("safe"))
                .node("Sqrt", List.of("safe"), List.of("deviation"))
                .node("Div", List.of("centred", "deviation"), List.of("normal"))
                .node("Mul", List.of("normal", "params/norm/scale"), List.of("scaled"))
                .node("Add", List.of("scaled", "params/norm/bias"), List.of("shifted"))
                .node("Einsum", List.of("shifted", "params/query/kernel"), List.of("q"), "equation", "...d,dhk->...hk")
                .node("Einsum", List.of("q", "q"), List.of("scores"), "equation", "...qhk,...mhk->...hqm")
                .node("Softmax", List.of("scores"), List.of("p"), "axis", -1)
                .node("Einsum", List.of("p", "q"), List.of("heads"), "equation", "...hqm,...mhk->...qhk")
                .node("Einsum", List.of("heads", "params/out/kernel"), List.of("y"), "equation", "bqhk,hko->bqo")
                .output("y", Shape.FREE, 5, 4));

        assertThat(parameters(network))
                .contains(tuple("params/query/kernel", Role.WEIGHT, 2), tuple("params/out/kernel", Role.WEIGHT, 2));
        assertThat(network.layout().find("params/norm/bias")).isPresent();
        assertThat(network.layout().find("epsilon")).isEmpty();
    }

    /** PyTorch 2.x with functions kept: a module is a function, its layers are functions of torch_lib. */
    @Test
    void modulesAsFunctions() throws IOException {
        FunctionProto linear = FunctionProto.newBuilder()
                .setDomain("pkg.onnxscript.torch_lib")
                .setName("aten_linear_bias")
                .addAllInput(List.of("input", "weight", "bias"))
                .addOutput("result")
                .addOpsetImport(opset("", 18))
                .addNode(nodeProto("", "Transpose", List.of("weight"), "turned")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("perm")
                                .setType(AttributeProto.AttributeType.INTS)
                                .addInts(1)
                                .addInts(0)))
                .addNode(nodeProto("", "MatMul", List.of("input", "turned"), "product"))
                .addNode(nodeProto("", "Add", List.of("product", "bias"), "result"))
                .build();
        FunctionProto module = FunctionProto.newBuilder()
                .setDomain("pkg.torch.2.3.0")
                .setName("torch_nn_modules_linear_Linear_fc_1")
                .addAllInput(List.of("x", "fc.weight", "fc.bias"))
                .addOutput("addmm")
                .addOpsetImport(opset("pkg.onnxscript.torch_lib", 1))
                .addNode(nodeProto(
                        "pkg.onnxscript.torch_lib", "aten_linear_bias", List.of("x", "fc.weight", "fc.bias"), "addmm"))
                .build();
        Network network = check(OnnxModelBuilder.opset(18)
                .input("l_x_", Shape.FREE, 3)
                .initializer("fc.weight", weight(4, 3))
                .initializer("fc.bias", weight(4))
                .model(model -> model.addOpsetImport(opset("pkg.onnxscript.torch_lib", 1))
                        .addOpsetImport(opset("pkg.torch.2.3.0", 1))
                        .addFunctions(linear)
                        .addFunctions(module))
                .graph(graph -> graph.addNode(nodeProto(
                        "pkg.torch.2.3.0",
                        "torch_nn_modules_linear_Linear_fc_1",
                        List.of("l_x_", "fc.weight", "fc.bias"),
                        "fc_1")))
                .output("fc_1", Shape.FREE, 4));

        assertThat(parameters(network))
                .containsExactlyInAnyOrder(tuple("fc.weight", Role.WEIGHT, 0), tuple("fc.bias", Role.BIAS, -1));
    }

    /** The classifier of skl2onnx up to its probabilities. */
    private static OnnxModelBuilder perceptron() {
        return OnnxModelBuilder.opset(15)
                .input("X", Shape.FREE, 4)
                .initializer("coefficient", weight(4, 5))
                .initializer("intercepts", weight(1, 5))
                .initializer("coefficient1", weight(5, 3))
                .initializer("intercepts1", weight(1, 3))
                .node("Cast", List.of("X"), List.of("cast_input"), "to", 1)
                .node("MatMul", List.of("cast_input", "coefficient"), List.of("mul_result"))
                .node("Add", List.of("mul_result", "intercepts"), List.of("add_result"))
                .node("Relu", List.of("add_result"), List.of("next_activations"))
                .node("MatMul", List.of("next_activations", "coefficient1"), List.of("mul_result1"))
                .node("Add", List.of("mul_result1", "intercepts1"), List.of("add_result1"))
                .node("Softmax", List.of("add_result1"), List.of("probabilities"), "axis", 1);
    }

    /** With the class, by its name, first and the probabilities as a map after it. */
    private static OnnxModelBuilder withClasses() {
        TensorProto.Builder classes = TensorProto.newBuilder()
                .setName("classes")
                .setDataType(TensorProto.DataType.STRING_VALUE)
                .addDims(3);
        List.of("setosa", "versicolor", "virginica")
                .forEach(name -> classes.addStringData(ByteString.copyFromUtf8(name)));
        return perceptron()
                .initializer(classes.build())
                .initializer("shape_tensor", integers(-1))
                .node("ArgMax", List.of("probabilities"), List.of("argmax_output"), "axis", 1)
                .model(model -> model.addOpsetImport(opset(MACHINE_LEARNING, 1)))
                .graph(graph -> graph.addNode(nodeProto(
                                MACHINE_LEARNING,
                                "ArrayFeatureExtractor",
                                List.of("classes", "argmax_output"),
                                "array_feature_extractor_result"))
                        .addNode(nodeProto(
                                "",
                                "Reshape",
                                List.of("array_feature_extractor_result", "shape_tensor"),
                                "output_label"))
                        .addNode(nodeProto(MACHINE_LEARNING, "ZipMap", List.of("probabilities"), "output_probability")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("classlabels_strings")
                                        .setType(AttributeProto.AttributeType.STRINGS)
                                        .addAllStrings(classes.getStringDataList())))
                        .addOutput(ValueInfoProto.newBuilder()
                                .setName("output_label")
                                .setType(TypeProto.newBuilder()
                                        .setTensorType(TypeProto.Tensor.newBuilder()
                                                .setElemType(TensorProto.DataType.STRING_VALUE))))
                        .addOutput(ValueInfoProto.newBuilder()
                                .setName("output_probability")
                                .setType(TypeProto.newBuilder()
                                        .setSequenceType(TypeProto.Sequence.getDefaultInstance()))));
    }

    @Test
    void theProbabilitiesOfAClassifierOfScikitLearn() throws IOException {
        Network plain = check(perceptron().output("probabilities", Shape.FREE, 3));

        OnnxReader.Result result =
                OnnxReader.read(Path.of("mlp.onnx"), withClasses().bytes(), new CancelToken());

        Network network = result.network();
        assertThat(network.outputs())
                .extracting(Port::name, port -> Shape.text(port.shape()))
                .containsExactly(tuple("probabilities", "[batch, 3]"));
        assertThat(types(network)).isEqualTo(types(plain)).endsWith("Softmax");
        assertThat(network.weights()).isEqualTo(plain.weights());
        assertThat(parameters(network))
                .contains(tuple("coefficient", Role.WEIGHT, 1), tuple("intercepts", Role.BIAS, -1));
        assertThat(result.notices())
                .contains("The file also has \"output_label\", \"output_probability\", which a loss cannot be taken of;"
                        + " the network's output is \"probabilities\".");
    }

    /** With zipmap=False, and class numbers. */
    @Test
    void aClassNumberBesideTheProbabilitiesIsLeftOut() throws IOException {
        Network network = read(perceptron()
                .node("ArgMax", List.of("probabilities"), List.of("label"), "axis", 1, "keepdims", 0)
                .output("label", ElementType.INT64, Shape.FREE)
                .output("probabilities", Shape.FREE, 3)
                .bytes());

        assertThat(network.outputs()).extracting(Port::name).containsExactly("probabilities");
        assertThat(types(network)).doesNotContain("ArgMax");
    }

    /** Where only the name of a class comes out, its number and name are left out with what leads to them. */
    @Test
    void theProbabilitiesBehindALoneNameOfAClass() throws IOException {
        OnnxModelBuilder model = withClasses().graph(graph -> graph.removeOutput(1));
        OnnxReader.Result result = OnnxReader.read(Path.of("mlp.onnx"), model.bytes(), new CancelToken());

        assertThat(result.network().outputs()).extracting(Port::name).containsExactly("probabilities");
        assertThat(types(result.network())).endsWith("Softmax");
        assertThat(result.notices())
                .contains("The file also has \"output_label\", which a loss cannot be taken of; the network's output is"
                        + " \"probabilities\".");
    }

    /** The same with a LabelEncoder, which newer converters write. */
    @Test
    void theProbabilitiesBehindALabelEncoder() throws IOException {
        Network network = read(perceptron()
                .node("ArgMax", List.of("probabilities"), List.of("place"), "axis", 1, "keepdims", 0)
                .node(
                        MACHINE_LEARNING + ":LabelEncoder",
                        List.of("place"),
                        List.of("label"),
                        "keys_int64s",
                        new long[] {0, 1, 2},
                        "values_strings",
                        new String[] {"a", "b", "c"})
                .graph(graph -> graph.addOutput(ValueInfoProto.newBuilder()
                        .setName("label")
                        .setType(TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.STRING_VALUE)))))
                .bytes());

        assertThat(network.outputs()).extracting(Port::name).containsExactly("probabilities");
    }

    /** The pipeline before the network: features that are chosen, scaled and normalised. */
    @Test
    void aPipelineBeforeTheNetwork() throws IOException {
        check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4)
                .initializer("columns", integers(3, 0, 2))
                .initializer("w", NetworkCheck.weight(3, 2))
                .node(MACHINE_LEARNING + ":ArrayFeatureExtractor", List.of("x", "columns"), List.of("chosen"))
                .node(
                        MACHINE_LEARNING + ":Scaler",
                        List.of("chosen"),
                        List.of("scaled"),
                        "offset",
                        new float[] {1, -0.5f, 0.25f},
                        "scale",
                        new float[] {0.5f, 2, 4})
                .node(MACHINE_LEARNING + ":Normalizer", List.of("scaled"), List.of("unit"), "norm", "L2")
                .node("MatMul", List.of("unit", "w"), List.of("y"))
                .output("y", Shape.FREE, 2));
    }

    /** Layers of operator set 23: heads side by side, with a mask of truths that a comparison makes. */
    @Test
    void attentionOfOperatorSet23() throws IOException {
        check(OnnxModelBuilder.opset(23)
                .input("x", Shape.FREE, 5, 8)
                .initializer("wq", NetworkCheck.weight(8, 8))
                .initializer("wk", NetworkCheck.weight(8, 8))
                .node("MatMul", List.of("x", "wq"), List.of("q"))
                .node("MatMul", List.of("x", "wk"), List.of("k"))
                .initializer("columns", Tensor.of(new long[] {0, 1, 2, 3, 4}, 5))
                .initializer("rows", Tensor.of(new long[] {0, 1, 2, 3, 4}, 5, 1))
                .node("LessOrEqual", List.of("columns", "rows"), List.of("mask"))
                .node("Attention", List.of("q", "k", "x", "mask"), List.of("a"), "q_num_heads", 2, "kv_num_heads", 2)
                .node("Add", List.of("a", "x"), List.of("y"))
                .output("y", Shape.FREE, 5, 8));
    }

    /** Where nothing but a class comes out it stays. */
    @Test
    void aLoneClassNumberStays() throws IOException {
        Network network = read(perceptron()
                .node("ArgMax", List.of("probabilities"), List.of("label"), "axis", 1, "keepdims", 0)
                .output("label", ElementType.INT64, Shape.FREE)
                .bytes());

        assertThat(network.outputs()).extracting(Port::name).containsExactly("label");
    }

    private static OnnxModelBuilder scaled(String type, String... scale) {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 5)
                .initializer("w", weight(4, 5))
                .node(type, List.of(scale[0], scale[1]), List.of("scaled"))
                .node("Gemm", List.of("x", "scaled"), List.of("y"), "transB", 1);
        return model.output("y", Shape.FREE, 4);
    }

    /** A mask that pruning left, whichever comes first; a constant number, as where learning rates are equalised. */
    @Test
    void aWeightThatIsScaledBeforeItsProductKeepsItsOutputAxis() throws IOException {
        float[] zerosAndOnes = new float[20];
        for (int i = 0; i < 20; i++) {
            zerosAndOnes[i] = i % 3 == 0 ? 0 : 1;
        }
        for (OnnxModelBuilder model : List.of(
                scaled("Mul", "w", "m").initializer("m", Tensor.of(zerosAndOnes, 4, 5)),
                scaled("Mul", "m", "w").initializer("m", Tensor.of(zerosAndOnes, 4, 5)),
                scaled("Mul", "w", "c").initializer("c", Tensor.of(new float[] {0.25f})),
                scaled("Div", "w", "c").initializer("c", Tensor.of(new float[] {8})))) {
            assertThat(parameters(check(model))).contains(tuple("w", Role.WEIGHT, 0));
        }
    }

    /** PyTorch's weight_norm: the direction, divided by its length, times a length for each unit. */
    @Test
    void aNormalisedWeightKeepsItsOutputAxis() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 5)
                .initializer("v", weight(4, 5))
                .initializer("g", weight(4, 1))
                .node("ReduceL2", List.of("v"), List.of("n"), "axes", new long[] {1})
                .node("Div", List.of("v", "n"), List.of("u"))
                .node("Mul", List.of("u", "g"), List.of("w"))
                .node("Gemm", List.of("x", "w"), List.of("y"), "transB", 1)
                .output("y", Shape.FREE, 4));
        assertThat(parameters(network)).contains(tuple("v", Role.WEIGHT, 0));
    }

    /** What depends on the data turns a tensor into something else: it is no weight of the product then. */
    @Test
    void aTableThatTheDataScaleIsNoWeightOfTheProductBehind() throws IOException {
        Network network = check(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 4, 5)
                .initializer("w", weight(4, 5))
                .initializer("v", weight(5, 3))
                .node("Mul", List.of("w", "x"), List.of("h"))
                .node("MatMul", List.of("h", "v"), List.of("y"))
                .output("y", Shape.FREE, 4, 3));
        assertThat(parameters(network)).contains(tuple("v", Role.WEIGHT, 1)).doesNotContain(tuple("w", Role.WEIGHT, 0));
    }
}
