package io.orograph.model.onnx;

import io.orograph.network.ElementType;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Writes small ONNX models for tests:
 *
 * <pre>{@code
 * byte[] model = OnnxModelBuilder.opset(13)
 *         .input("x", Shape.FREE, 3)
 *         .initializer("w", Tensor.of(new float[] {...}, 2, 3))
 *         .node("Gemm", List.of("x", "w"), List.of("y"), "transB", 1, "alpha", 0.5f)
 *         .output("y", Shape.FREE, 2)
 *         .bytes();
 * }</pre>
 */
public final class OnnxModelBuilder {

    /** A version that ai.onnx.ml has had since 2022. */
    private static final int OTHER_SETS = 3;

    private final ModelProto.Builder model = ModelProto.newBuilder();
    private final Set<String> domains = new HashSet<>();
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");

    private OnnxModelBuilder(long opset) {
        // IR 8 is what PyTorch 1.13 to 2.x write; every ONNX Runtime of the last years reads it.
        model.setIrVersion(8).setProducerName("orograph-tests").setProducerVersion("1");
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    }

    /** An empty model over a version of the standard operator set. */
    public static OnnxModelBuilder opset(long version) {
        return new OnnxModelBuilder(version);
    }

    /** A float input; {@link Shape#FREE} becomes an axis named "batch". */
    public OnnxModelBuilder input(String name, long... shape) {
        return input(name, ElementType.FLOAT, shape);
    }

    public OnnxModelBuilder input(String name, ElementType type, long... shape) {
        graph.addInput(port(name, type, shape));
        return this;
    }

    /** An input with the names of its axes, a size for those that have one: {@code "batch", "seq", "8"}. */
    public OnnxModelBuilder inputOf(String name, ElementType type, String... axes) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (String axis : axes) {
            if (axis.matches("\\d+")) {
                dims.addDimBuilder().setDimValue(Long.parseLong(axis));
            } else {
                dims.addDimBuilder().setDimParam(axis);
            }
        }
        ValueInfoProto.Builder input = port(name, type).toBuilder();
        input.getTypeBuilder().getTensorTypeBuilder().setShape(dims);
        graph.addInput(input);
        return this;
    }

    /** A float output; {@link Shape#FREE} becomes an axis named "batch". */
    public OnnxModelBuilder output(String name, long... shape) {
        return output(name, ElementType.FLOAT, shape);
    }

    public OnnxModelBuilder output(String name, ElementType type, long... shape) {
        graph.addOutput(port(name, type, shape));
        return this;
    }

    /** An initializer, its elements as raw bytes. */
    public OnnxModelBuilder initializer(String name, Tensor tensor) {
        return initializer(tensor(name, tensor));
    }

    /** An initializer exactly as given, for what the other method cannot say. */
    public OnnxModelBuilder initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /**
     * A node, named by its type and place ({@code Gemm_0}).
     *
     * @param type ONNX name; another domain's is {@code "domain:Name"}
     * @param inputs an empty name leaves an optional input out
     * @param attributes name, value, name, value …; a value is an Integer or Long (INT), Float or Double (FLOAT),
     *     String, String[] (STRINGS), long[] (INTS), float[] (FLOATS), Tensor, GraphProto
     */
    public OnnxModelBuilder node(String type, List<String> inputs, List<String> outputs, Object... attributes) {
        return namedNode(type + "_" + graph.getNodeCount(), type, inputs, outputs, attributes);
    }

    /** A node with a name of one's choice, which may be empty. */
    public OnnxModelBuilder namedNode(
            String name, String type, List<String> inputs, List<String> outputs, Object... attributes) {
        int colon = type.lastIndexOf(':');
        String domain = type.substring(0, Math.max(0, colon));
        if (!domain.isEmpty() && domains.add(domain)) {
            model.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(OTHER_SETS));
        }
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(name)
                .setDomain(domain)
                .setOpType(type.substring(colon + 1))
                .addAllInput(inputs)
                .addAllOutput(outputs);
        for (int i = 0; i < attributes.length; i += 2) {
            node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.addNode(node);
        return this;
    }

    /** A node of any operator set, without a name, for a graph or a function. */
    static NodeProto.Builder nodeProto(String domain, String type, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output);
    }

    /** Whatever else a test wants to set on the graph. */
    public OnnxModelBuilder graph(Consumer<GraphProto.Builder> change) {
        change.accept(graph);
        return this;
    }

    /** Whatever else a test wants to set on the model. */
    public OnnxModelBuilder model(Consumer<ModelProto.Builder> change) {
        change.accept(model);
        return this;
    }

    public byte[] bytes() {
        return model.clone().setGraph(graph).build().toByteArray();
    }

    /** Writes the model to a file and returns that. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    /** A tensor with its elements as raw little-endian bytes. */
    public static TensorProto tensor(String name, Tensor tensor) {
        TensorProto.Builder result = TensorProto.newBuilder()
                .setName(name)
                .setDataType(onnxType(tensor.type()).getNumber());
        for (long axis : tensor.shape()) {
            result.addDims(axis);
        }
        return result.setRawData(ByteString.copyFrom(rawBytes(tensor))).build();
    }

    /** The elements as ONNX stores them: little-endian, row-major. */
    public static byte[] rawBytes(Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.size() * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.size(); i++) {
            switch (tensor.type()) {
                case FLOAT -> bytes.putFloat((float) tensor.get(i));
                case DOUBLE -> bytes.putDouble(tensor.get(i));
                case INT64 -> bytes.putLong(tensor.getLong(i));
                case INT32 -> bytes.putInt((int) tensor.getLong(i));
                case UINT8, BOOL -> bytes.put((byte) tensor.getLong(i));
            }
        }
        return bytes.array();
    }

    private static TensorProto.DataType onnxType(ElementType type) {
        return TensorProto.DataType.valueOf(type.name());
    }

    private static ValueInfoProto port(String name, ElementType type, long... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        for (long axis : shape) {
            var dim = dims.addDimBuilder();
            if (axis == Shape.FREE) {
                dim.setDimParam("batch");
            } else {
                dim.setDimValue(axis);
            }
        }
        TypeProto.Tensor.Builder tensorType = TypeProto.Tensor.newBuilder()
                .setElemType(onnxType(type).getNumber())
                .setShape(dims);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensorType))
                .build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder result = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer || value instanceof Long) {
            result.setType(AttributeProto.AttributeType.INT).setI(((Number) value).longValue());
        } else if (value instanceof Float || value instanceof Double) {
            result.setType(AttributeProto.AttributeType.FLOAT).setF(((Number) value).floatValue());
        } else if (value instanceof String text) {
            result.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else if (value instanceof String[] texts) {
            result.setType(AttributeProto.AttributeType.STRINGS);
            for (String text : texts) {
                result.addStrings(ByteString.copyFromUtf8(text));
            }
        } else if (value instanceof long[] integers) {
            result.setType(AttributeProto.AttributeType.INTS);
            for (long integer : integers) {
                result.addInts(integer);
            }
        } else if (value instanceof float[] numbers) {
            result.setType(AttributeProto.AttributeType.FLOATS);
            for (float number : numbers) {
                result.addFloats(number);
            }
        } else if (value instanceof Tensor tensor) {
            result.setType(AttributeProto.AttributeType.TENSOR).setT(tensor("", tensor));
        } else if (value instanceof GraphProto subgraph) {
            result.setType(AttributeProto.AttributeType.GRAPH).setG(subgraph);
        } else {
            throw new IllegalArgumentException("attribute " + name + " of type " + value.getClass());
        }
        return result.build();
    }
}
