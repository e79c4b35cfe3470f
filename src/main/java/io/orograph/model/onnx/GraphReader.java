package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.GraphSample;
import io.orograph.network.Network;
import io.orograph.network.NetworkBuilder;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.SparseTensorProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;

/** Turns an ONNX graph into a {@link Network}. Used once. */
final class GraphReader {

    /** The element types of inputs that the data can be converted to. */
    private static final Set<DataType> NUMBERS = EnumSet.of(
            DataType.FLOAT,
            DataType.DOUBLE,
            DataType.FLOAT16,
            DataType.BFLOAT16,
            DataType.INT64,
            DataType.INT32,
            DataType.INT16,
            DataType.INT8,
            DataType.UINT8,
            DataType.UINT16,
            DataType.UINT32,
            DataType.UINT64,
            DataType.BOOL);

    private final Path file;
    private final GraphProto graph;
    private final CopyBudget budget;
    private final TensorReader tensors;
    private final NodeReader nodes;
    private final int opset;
    private final BatchExpressions batchExpressions = ConstantFolding.batchExpressions();
    private final NetworkBuilder builder = new NetworkBuilder(batchExpressions);
    private final Set<String> referenced = new HashSet<>();
    private final Set<String> literals = new HashSet<>();
    private final List<Port> inputs = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> caveats = new ArrayList<>();

    /**
     * Makes a reader of a model's graph.
     *
     * @param file the model file
     * @param budget what may be copied when loops and branches are written out
     */
    GraphReader(Path file, GraphProto graph, OperatorSets operatorSets, CopyBudget budget) {
        this.file = file;
        this.budget = budget;
        this.graph = graph;
        this.tensors = new TensorReader(file);
        this.nodes = new NodeReader(file, tensors, operatorSets);
        this.opset = operatorSets.version("");
    }

    /**
     * Returns the network; whether all of its operators are supported is told by {@link Network#unsupported}.
     *
     * @throws IllegalArgumentException if the graph does not hold together
     * @throws IOException if a tensor or a port cannot be taken
     */
    Network read(CancelToken cancel) throws IOException {
        for (NodeProto node : graph.getNodeList()) {
            referenced.addAll(node.getInputList());
            ControlFlow.addReferences(node, referenced);
        }
        graph.getOutputList().forEach(output -> referenced.add(output.getName()));
        readTensors(cancel);
        for (ValueInfoProto input : graph.getInputList()) {
            // Before IR 4 the initializers are listed among the inputs, and later they may be.
            if (!builder.tensors().containsKey(input.getName()) && referenced.contains(input.getName())) {
                readInput(input);
            }
        }
        List<Port> outputs = new ArrayList<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            outputs.add(outputPort(output));
        }
        outputs.forEach(builder::output);
        readNodes(SampleAxes.of(inputs, outputs));
        Network network = builder.outline();
        noteSampleAxes(network);
        return network;
    }

    /** Returns what a person should know, after {@link #read}. */
    List<String> notices() throws IOException {
        if (tensors.hasWidened()) {
            notices.add("The weights are stored in 16 bits; the network is evaluated with wider numbers.");
        }
        notices.addAll(tensors.notices());
        return notices;
    }

    /** Returns those of the {@link #notices} that say where the network does not compute what the file says. */
    List<String> caveats() {
        return caveats;
    }

    private void readTensors(CancelToken cancel) throws IOException {
        for (TensorProto initializer : graph.getInitializerList()) {
            cancel.check();
            if (referenced.contains(initializer.getName())) {
                builder.tensor(initializer.getName(), tensors.read(initializer));
            }
        }
        for (SparseTensorProto sparse : graph.getSparseInitializerList()) {
            if (referenced.contains(sparse.getValues().getName())) {
                throw new UnsupportedFileException(
                        file,
                        "stores " + Wording.quote(sparse.getValues().getName())
                                + " as a sparse tensor, which is not supported; export it dense");
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            String output = node.getOutputCount() == 1 ? node.getOutput(0) : "";
            if (NodeReader.is(node, "Constant") && referenced.contains(output)) {
                builder.tensor(output, nodes.constant(node));
                literals.add(output);
            }
        }
    }

    private void readNodes(SampleAxes axes) throws IOException {
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        ConstantFolding folding = new ConstantFolding(builder, outputs, literals, batchExpressions, this::addConstant);
        for (int i = 0; i < inputs.size(); i++) {
            folding.addInput(inputs.get(i), axes.counts(i));
        }
        Nodes reading = new Nodes(folding);
        graph.getNodeList().forEach(reading.aliases::addIfIdentity);
        for (NodeProto node : graph.getNodeList()) {
            if (!NodeReader.is(node, "Constant")) {
                reading.node(node);
            }
        }
        reading.trainingModes.notice().ifPresent(caveats::add);
        notices.addAll(caveats);
        reading.readAs.values().removeIf(names -> names.size() < 2);
        if (!reading.readAs.isEmpty()) {
            notices.add("The file stores " + String.join(", ", reading.readAs.keySet())
                    + " once for several layers, which share it as one parameter.");
        }
    }

    /** Reads the nodes in their order, and those of subgraphs that are put in place of a node. */
    private final class Nodes implements ControlFlow.Target, PlainNodes.Surroundings {

        private final ConstantFolding folding;
        private final Aliases aliases = new Aliases(builder.tensors());
        private final Map<String, Set<String>> readAs = new TreeMap<>();
        private final ControlFlow controlFlow = new ControlFlow(file, budget, opset, this);

        private final WholeNumbers wholeNumbers = new WholeNumbers(graph, this::tensor);
        private final TrainingModes trainingModes = new TrainingModes(opset, this::tensor);
        private final EqualBags equalBags;
        private final OldOperators oldOperators = new OldOperators(file, opset, this);
        private final PlainNodes plainNodes = new PlainNodes(opset, this);

        Nodes(ConstantFolding folding) {
            this.folding = folding;
            equalBags = new EqualBags(opset, this, name -> folding.runs(aliases.resolve(name)));
        }

        @Override
        public Tensor tensor(String name) {
            return builder.tensors().get(aliases.resolve(name));
        }

        @Override
        public Integer rank(String name) {
            return folding.rank(aliases.resolve(name));
        }

        @Override
        public OptionalLong size(String name, long axis) {
            return folding.size(aliases.resolve(name), axis);
        }

        @Override
        public boolean isWhole(String name) {
            return wholeNumbers.isWhole(name);
        }

        @Override
        public void node(NodeProto node) throws IOException {
            if (NodeReader.is(node, "Constant") && node.getOutputCount() == 1) {
                builder.tensor(node.getOutput(0), nodes.constant(node));
                literals.add(node.getOutput(0));
                return;
            }
            List<NodeProto> bags = equalBags.of(node);
            if (bags.size() > 1) {
                for (NodeProto step : bags) {
                    node(step);
                }
                return;
            }
            if (controlFlow.replaced(node)) {
                return;
            }
            aliases.addIfIdentity(node);
            trainingModes.add(node);
            for (NodeProto today : oldOperators.of(EqualBags.named(node))) {
                wholeNumbers.add(today);
                for (NodeProto plain : plainNodes.of(today)) {
                    plain(plain);
                }
            }
        }

        private void plain(NodeProto node) throws IOException {
            List<String> inputs = new ArrayList<>();
            for (String input : node.getInputList()) {
                String original = aliases.resolve(input);
                inputs.add(original);
                if (!NodeReader.is(node, "Identity") && builder.tensors().containsKey(original)) {
                    readAs.computeIfAbsent(original, name -> new TreeSet<>()).add(input);
                }
            }
            folding.fold(nodes.read(node, inputs, builder.tensors())).ifPresent(builder::node);
        }

        @Override
        public void tensor(TensorProto tensor, String name) throws IOException {
            builder.tensor(name, tensors.read(tensor));
        }

        @Override
        public String constant(String name, Tensor tensor) {
            return addConstant(name, tensor);
        }

        @Override
        public String free(String name) {
            return GraphReader.this.free(name);
        }
    }

    /** Adds a constant that is not in the file, and returns its name, which is the wanted one unless that is taken. */
    private String addConstant(String wanted, Tensor tensor) {
        String name = free(wanted);
        builder.constant(name, tensor);
        return name;
    }

    /** Returns a name like the wanted one that the file does not use. */
    private String free(String wanted) {
        String name = wanted;
        while (referenced.contains(name) || builder.tensors().containsKey(name)) {
            name += "_";
        }
        return name;
    }

    private void readInput(ValueInfoProto input) throws IOException {
        String name = input.getName();
        TypeProto.Tensor type = tensorType(input);
        if (!NUMBERS.contains(DataType.forNumber(type.getElemType()))) {
            throw new UnsupportedFileException(
                    file,
                    "takes " + Wording.elementType(type.getElemType()) + " numbers at its input "
                            + Wording.quote(name)
                            + ", which is not supported; inputs must be real or whole numbers");
        }
        if (!type.hasShape()) {
            throw new UnsupportedFileException(
                    file, "does not state the shape of its input " + Wording.quote(name) + "; export it with a shape");
        }
        Port port = new Port(name, shape(name, type.getShape()), axes(type.getShape()), WholeNumbers.isWhole(type));
        builder.input(port);
        inputs.add(port);
    }

    /** Says what keeps data from being given to an input, or slows it down. */
    private void noteSampleAxes(Network network) {
        Port first = network.inputs().isEmpty() ? null : network.inputs().get(0);
        if (first != null && first.rank() == 0 && network.inputs().size() == 1) {
            notices.add("The input " + first.name() + " is a single number, without an axis that counts samples: data"
                    + " cannot be given for it; export the model with a batch axis.");
        }
        int fixed = SampleAxes.of(network).fixed();
        if (fixed > 0 && first.rank() > 1 && !GraphSample.isOfGraph(network.inputs(), network.outputs())) {
            notices.add("The input " + first.name() + " is fixed to " + fixed + (fixed == 1 ? " sample" : " samples")
                    + " a run; an export with a free batch axis runs faster.");
        }
    }

    private TypeProto.Tensor tensorType(ValueInfoProto port) throws UnsupportedFileException {
        if (!port.getType().hasTensorType()) {
            throw new UnsupportedFileException(
                    file,
                    "has at " + Wording.quote(port.getName())
                            + " something that is not a tensor; only tensors are supported");
        }
        return port.getType().getTensorType();
    }

    private Port outputPort(ValueInfoProto output) throws IOException {
        TypeProto.Tensor type = output.hasType() ? tensorType(output) : TypeProto.Tensor.getDefaultInstance();
        return type.hasShape()
                ? new Port(
                        output.getName(),
                        shape(output.getName(), type.getShape()),
                        axes(type.getShape()),
                        WholeNumbers.isWhole(type))
                : new Port(output.getName(), Shape.FREE);
    }

    private static List<String> axes(TensorShapeProto proto) {
        return proto.getDimList().stream().map(dim -> dim.getDimParam().strip()).toList();
    }

    /**
     * Returns the shape of a port: named and unnamed open axes are free; so are 0 and -1, which some exporters write
     * for them.
     */
    private long[] shape(String port, TensorShapeProto proto) throws DamagedFileException {
        long[] shape = proto.getDimList().stream()
                .mapToLong(dim -> dim.getDimValue() == 0 ? Shape.FREE : dim.getDimValue())
                .toArray();
        long elements = 1;
        for (long axis : shape) {
            long size = axis == Shape.FREE ? 1 : axis;
            if (size < 1 || size > Integer.MAX_VALUE / elements) {
                throw new DamagedFileException(
                        file,
                        "is damaged: " + Wording.quote(port) + " claims the shape " + java.util.Arrays.toString(shape)
                                + ", which no array can have; export it again");
            }
            elements *= size;
        }
        return shape;
    }

    /** The names under which Identity nodes hand on a tensor: exporters write equal weights once and refer to them. */
    private static final class Aliases {

        private final Map<String, Tensor> tensors;
        private final Map<String, String> sources = new HashMap<>();

        Aliases(Map<String, Tensor> tensors) {
            this.tensors = tensors;
        }

        void addIfIdentity(NodeProto node) {
            if (NodeReader.is(node, "Identity") && node.getInputCount() == 1 && node.getOutputCount() == 1) {
                sources.put(node.getOutput(0), node.getInput(0));
            }
        }

        /** Returns the tensor's own name; the name itself if it does not lead to a tensor. */
        String resolve(String name) {
            Set<String> path = new HashSet<>();
            String original = name;
            while (!tensors.containsKey(original)) {
                String source = sources.get(original);
                if (source == null || !path.add(original)) {
                    // Not a tensor, or a cycle, which the builder reports: no later look-up need walk this way.
                    path.forEach(sources::remove);
                    return name;
                }
                original = source;
            }
            for (String alias : path) {
                sources.put(alias, original);
            }
            return original;
        }
    }
}
