package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * An ONNX model whose inputs are stored beside it, which says more than the model alone: how large open axes are, and
 * what stands in inputs that an operator must know beforehand. It is read for one of its outputs at a time, whatever the
 * type of that is.
 */
public final class OnnxModel {

    /** How much of the stored inputs a network may know. */
    public enum Reading {
        /** Nothing: the network is what opening the file gives. */
        AS_IT_STANDS,
        /** The shapes. */
        WITH_SHAPES,
        /** The shapes, and the numbers in inputs that may be shapes, axes, indices, limits or switches. */
        WITH_SETTINGS
    }

    /** Limits, scales and fills are single real numbers, and a scale is given for each axis of an image. */
    private static final int MOST_SETTINGS = 8;

    private final Path file;
    private final ModelProto model;

    private OnnxModel(Path file, ModelProto model) {
        this.file = file;
        this.model = model;
    }

    /**
     * Opens a model.
     *
     * @throws DamagedFileException if it is not an ONNX model, or a broken one
     * @throws UnsupportedFileException if it is too large
     * @throws IOException if it cannot be read
     */
    public static OnnxModel open(Path file) throws IOException {
        return new OnnxModel(file, OnnxReader.parse(file));
    }

    /** Returns the names of the inputs, those with a default value among them. */
    public List<String> inputs() {
        return model.getGraph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    /** Returns the names of the inputs without a default value. */
    public List<String> requiredInputs() {
        Set<String> defaults = new HashSet<>();
        model.getGraph().getInitializerList().forEach(tensor -> defaults.add(tensor.getName()));
        return inputs().stream().filter(name -> !defaults.contains(name)).toList();
    }

    /** Returns the names of the outputs. */
    public List<String> outputs() {
        return model.getGraph().getOutputList().stream()
                .map(ValueInfoProto::getName)
                .toList();
    }

    /**
     * Refuses a model with a port that is no tensor of numbers.
     *
     * @throws UnsupportedFileException if it has one
     */
    public void requireTensors() throws UnsupportedFileException {
        GraphProto graph = model.getGraph();
        for (List<ValueInfoProto> ports : List.of(graph.getInputList(), graph.getOutputList())) {
            for (ValueInfoProto port : ports) {
                if (port.hasType() && !port.getType().hasTensorType()) {
                    throw new UnsupportedFileException(
                            file,
                            "has at " + Wording.quote(port.getName())
                                    + " something that is not a tensor; only tensors are supported");
                }
            }
        }
    }

    /** A tensor in a file of its own. */
    public static final class Stored {

        private final TensorProto proto;
        private final Tensor tensor;

        private Stored(TensorProto proto, Tensor tensor) {
            this.proto = proto;
            this.tensor = tensor;
        }

        /** Returns its name, which may be empty. */
        public String name() {
            return proto.getName();
        }

        public Tensor tensor() {
            return tensor;
        }

        /** Returns the same tensor under another name. */
        public Stored named(String name) {
            return new Stored(proto.toBuilder().setName(name).build(), tensor);
        }
    }

    /**
     * Reads a stored tensor.
     *
     * @throws DamagedFileException if it is not one, or a broken one
     * @throws UnsupportedFileException if its elements are no numbers
     * @throws IOException if it cannot be read
     */
    public static Stored tensor(Path file) throws IOException {
        try {
            TensorProto tensor = TensorProto.parseFrom(Files.readAllBytes(file));
            return new Stored(tensor, new TensorReader(file).read(tensor));
        } catch (InvalidProtocolBufferException e) {
            throw new DamagedFileException(file, "is no stored tensor, or a damaged one; copy it again", e);
        }
    }

    /**
     * Returns a stored tensor as the numbers that a port of the model states: NumPy has no bfloat16, so that the ONNX tests
     * store the bits of such numbers as uint16.
     *
     * @param port the name of an input or output
     * @throws IOException never, for what was read once
     */
    public Stored typed(Stored stored, String port) throws IOException {
        boolean bits =
                stored.proto.getDataType() == DataType.UINT16_VALUE && elementType(port) == DataType.BFLOAT16_VALUE;
        if (!bits) {
            return stored;
        }
        TensorProto proto =
                stored.proto.toBuilder().setDataType(DataType.BFLOAT16_VALUE).build();
        return new Stored(proto, new TensorReader(file).read(proto));
    }

    private int elementType(String port) {
        GraphProto graph = model.getGraph();
        return Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream())
                .filter(value -> value.getName().equals(port))
                .map(value -> value.getType().getTensorType().getElemType())
                .findFirst()
                .orElse(DataType.UNDEFINED_VALUE);
    }

    /**
     * Returns the network for one output, whose only output that is, and what is to be said of it.
     *
     * @param output which of {@link #outputs}
     * @param given a tensor for each input that is given, by name
     * @throws DamagedFileException if the graph does not hold together
     * @throws UnsupportedFileException if it needs what there is not
     * @throws IOException if further files cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public OnnxReader.Result network(int output, List<Stored> given, Reading reading, CancelToken cancel)
            throws IOException {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        graph.clearOutput().addOutput(model.getGraph().getOutput(output));
        for (Stored stored : given) {
            int place = inputs().indexOf(stored.name());
            dropDefault(graph, stored.name());
            if (reading != Reading.AS_IT_STANDS) {
                graph.setInput(place, closed(graph.getInput(place), stored.tensor()));
            }
            if (reading == Reading.WITH_SETTINGS && isSetting(stored.tensor())) {
                graph.addInitializer(stored.proto);
            }
        }
        ModelProto read = model.toBuilder().setGraph(graph).build();
        return OnnxReader.read(file, read, cancel);
    }

    private static void dropDefault(GraphProto.Builder graph, String name) {
        for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
            if (graph.getInitializer(i).getName().equals(name)) {
                graph.removeInitializer(i);
            }
        }
    }

    private static ValueInfoProto closed(ValueInfoProto port, Tensor tensor) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : tensor.shape()) {
            shape.addDimBuilder().setDimValue(size);
        }
        ValueInfoProto.Builder closed = port.toBuilder();
        closed.getTypeBuilder().getTensorTypeBuilder().setShape(shape);
        return closed.build();
    }

    private static boolean isSetting(Tensor tensor) {
        return !tensor.type().isFloating() || tensor.rank() <= 1 && tensor.size() <= MOST_SETTINGS;
    }
}
