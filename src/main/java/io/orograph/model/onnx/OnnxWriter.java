package io.orograph.model.onnx;

import io.orograph.file.AtomicFile;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.SplitTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataLocation;
import onnx.OnnxMl.TensorProto.DataType;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.UnsafeByteOperations;

/**
 * Writes a model file again with other weights: the graph and all else stay as they are in the file, down to fields that
 * this program does not know. Weights that the file keeps in files beside it come into the new file, and parameters that it
 * keeps as one because they were equal ({@link MergedTensors}) are apart there.
 */
public final class OnnxWriter {

    /** The largest size of a protobuf message. */
    private static final long LARGEST_MODEL = Integer.MAX_VALUE - 8L;

    private static final String CHANGED = "has changed since it was opened; open it again";

    private final Path original;
    private final ParameterLayout layout;
    private final double[] theta;
    private final ExternalData external;
    private final Set<String> written = new HashSet<>();
    private long bytes;

    private OnnxWriter(Path original, ParameterLayout layout, double[] theta) {
        this.original = original;
        this.layout = layout;
        this.theta = theta;
        this.external = new ExternalData(original);
    }

    /**
     * Writes or replaces a file, whole or not at all. Weights are rounded to the type that the original has for them:
     * reading the file gives the same float32 (or float64).
     *
     * @param original the file that the network was read from
     * @param layout of the network that was read from it
     * @param theta the weights
     * @throws UnsupportedFileException if the original keeps weights in 16 bits, or a model would be over 2 GB
     * @throws DamagedFileException if the original is no longer what was read
     * @throws IOException if a file cannot be read or written
     */
    public static void write(Path original, ParameterLayout layout, double[] theta, Path target) throws IOException {
        if (theta.length != layout.size()) {
            throw new IllegalArgumentException(theta.length + " weights for " + layout.size() + " parameters");
        }
        ModelProto model = new OnnxWriter(original, layout, theta).model();
        AtomicFile.write(target, model::writeTo);
    }

    private ModelProto model() throws IOException {
        ModelProto.Builder model =
                MergedTensors.separate(
                        original, DequantizedWeights.read(original, read()).model())
                        .model()
                        .toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            TensorProto tensor = graph.getInitializer(i);
            graph.setInitializer(i, renewed(tensor, tensor.getName()));
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            if (NodeReader.is(node, "Constant") && node.getOutputCount() == 1) {
                graph.setNode(i, renewed(node));
            }
        }
        if (written.size() < layout.parameters().size()) {
            throw changed();
        }
        return model.build();
    }

    private ModelProto read() throws IOException {
        if (Files.size(original) > LARGEST_MODEL) {
            throw tooLarge();
        }
        ByteString content = UnsafeByteOperations.unsafeWrap(Files.readAllBytes(original));
        try {
            WireCheck.check(content);
            return ModelProto.parseFrom(content);
        } catch (InvalidProtocolBufferException e) {
            throw new DamagedFileException(original, CHANGED, e);
        }
    }

    private DamagedFileException changed() {
        return new DamagedFileException(original, CHANGED);
    }

    private NodeProto renewed(NodeProto node) throws IOException {
        NodeProto.Builder builder = node.toBuilder();
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto attribute = node.getAttribute(i);
            if (attribute.hasT()) {
                builder.setAttribute(i, attribute.toBuilder().setT(renewed(attribute.getT(), node.getOutput(0))));
            } else if (weights(node.getOutput(0)).isPresent()) {
                throw new UnsupportedFileException(
                        original,
                        "cannot be saved as ONNX: it keeps the weights " + Wording.quote(node.getOutput(0))
                                + " in the attribute " + attribute.getName() + "; save them as .npz");
            }
        }
        return builder.build();
    }

    /** The new numbers of a tensor of the file. */
    private record Weights(long[] shape, double[] values) {}

    /** Returns the new numbers of a parameter, or of a tensor that follows one; empty if a tensor is neither. */
    private Optional<Weights> weights(String name) {
        Optional<Parameter> parameter = layout.find(name);
        if (parameter.isPresent()) {
            return Optional.of(new Weights(parameter.get().shape(), values(parameter.get())));
        }
        return layout.tied().stream()
                .filter(tied -> tied.name().equals(name))
                .findFirst()
                .flatMap(tied -> layout.find(tied.source())
                        .map(source -> new Weights(tied.own().shape(), tied.values(values(source)))));
    }

    /**
     * Puts the parts of a tensor that was split in their places; parts that were chosen to be constants stay as they are.
     *
     * @param whole its numbers in the file
     */
    private double[] joined(SplitTensor split, double[] whole) {
        double[] values = whole.clone();
        List<double[]> old = split.partition().cut(whole, split.own().shape());
        for (int i = 0; i < old.size(); i++) {
            String name = split.parts().get(i);
            Optional<Parameter> parameter = layout.find(name);
            Optional<SplitTensor> further = split(name);
            if (parameter.isPresent()) {
                written.add(name);
                split.partition()
                        .put(i, values(parameter.get()), values, split.own().shape());
            } else if (further.isPresent()) {
                split.partition()
                        .put(
                                i,
                                joined(further.get(), old.get(i)),
                                values,
                                split.own().shape());
            }
        }
        return values;
    }

    private Optional<SplitTensor> split(String name) {
        return layout.split().stream()
                .filter(split -> split.name().equals(name))
                .findFirst();
    }

    private double[] values(Parameter parameter) {
        return Arrays.copyOfRange(theta, parameter.offset(), parameter.end());
    }

    private TensorProto renewed(TensorProto tensor, String name) throws IOException {
        Weights weights = weights(name).orElse(null);
        Optional<SplitTensor> split = split(name);
        if (split.isPresent()) {
            double[] whole = new TensorReader(original).read(tensor).doubles();
            weights = new Weights(split.get().own().shape(), joined(split.get(), whole));
        }
        bytes += tensor.getRawData().size();
        if (weights == null) {
            return tensor.getDataLocation() == DataLocation.EXTERNAL ? inlined(tensor) : tensor;
        }
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        if (!Arrays.equals(shape, weights.shape())) {
            throw changed();
        }
        written.add(name);
        DataType type = DataType.forNumber(tensor.getDataType());
        if (type != DataType.FLOAT && type != DataType.DOUBLE) {
            throw new UnsupportedFileException(
                    original,
                    "cannot be saved as ONNX: it keeps the weights " + Wording.quote(name) + " as "
                            + Wording.elementType(tensor.getDataType()) + "; save them as .npz");
        }
        return withData(tensor, data(weights.values(), type));
    }

    private static ByteBuffer data(double[] values, DataType type) {
        int elementBytes = type == DataType.FLOAT ? Float.BYTES : Double.BYTES;
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, elementBytes))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (type == DataType.FLOAT) {
                data.putFloat((float) value);
            } else {
                data.putDouble(value);
            }
        }
        return data.flip();
    }

    private TensorProto inlined(TensorProto tensor) throws IOException {
        return withData(tensor, external.read(tensor, new TensorReader(original).bytes(tensor)));
    }

    private TensorProto withData(TensorProto tensor, ByteBuffer data) throws UnsupportedFileException {
        bytes += data.remaining();
        if (bytes > LARGEST_MODEL) {
            throw tooLarge();
        }
        return tensor.toBuilder()
                .clearFloatData()
                .clearDoubleData()
                .clearExternalData()
                .clearDataLocation()
                .setRawData(ByteString.copyFrom(data))
                .build();
    }

    private UnsupportedFileException tooLarge() {
        return new UnsupportedFileException(
                original,
                "cannot be saved as ONNX: in one file it would be larger than 2 GB; save the weights as .npz");
    }
}
