package io.orograph.model.onnx;

import io.orograph.file.Excerpt;
import io.orograph.network.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TensorShapeProto.Dimension;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;

/**
 * Gives each sample a row of its own where a network takes the words of all samples one behind the other, and offsets that
 * say where each sample's begin, as PyTorch's EmbeddingBag does. The words become [samples, words], filled up with −1, which
 * is no word; the offsets are no input any more: they are how such rows are cut out of the data ({@link Port#bags}).
 *
 * @param model the same model with rows for bags
 * @param notice says so; empty if the model is as it was
 */
record BagInputs(ModelProto model, Optional<String> notice) {

    /** What the loop asks of the word behind the last, where it does not ask how many there are. */
    private static final long TO_THE_END = Integer.MAX_VALUE;

    /**
     * Returns a model with rows for bags.
     *
     * @throws IOException if the model states no version of its operators, or an impossible one
     */
    static BagInputs of(Path file, ModelProto model) throws IOException {
        BagInputs same = new BagInputs(model, Optional.empty());
        if (model.getGraph().getNodeList().stream().noneMatch(node -> NodeReader.is(node, "Loop"))) {
            return same;
        }
        Cutting cutting = new Cutting(file, model);
        Optional<GraphProto> cut = cutting.graph();
        return cut.map(graph ->
                        new BagInputs(model.toBuilder().setGraph(graph).build(), Optional.of(notice(cutting.bags))))
                .orElse(same);
    }

    private static String notice(Map<String, Port.Bags> bags) {
        String which = bags.entrySet().stream()
                .map(bag -> Excerpt.of(bag.getKey()) + " by "
                        + Excerpt.of(bag.getValue().offsets()))
                .collect(Collectors.joining(", "));
        return "A sample is a bag of words: the data's are cut into bags (" + which
                + "), each of which becomes a row, filled up with -1, which is no word.";
    }

    /** The nodes that stand for loops over bags, and the inputs whose words they cut. */
    private static final class Cutting {

        private final GraphProto graph;
        private final int opset;
        private final Map<String, ValueInfoProto> inputs = new LinkedHashMap<>();
        private final Map<String, NodeProto> producers = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private final Map<String, Port.Bags> bags = new LinkedHashMap<>();
        private final List<TensorProto> constants = new ArrayList<>();
        private final Set<NodeProto> written = Collections.newSetFromMap(new IdentityHashMap<>());

        Cutting(Path file, ModelProto model) throws IOException {
            graph = model.getGraph();
            OperatorSets sets = new OperatorSets(file, model);
            TensorReader reader = new TensorReader(file);
            opset = sets.version("");
            graph.getInputList().forEach(input -> inputs.put(input.getName(), input));
            for (TensorProto tensor : graph.getInitializerList()) {
                inputs.remove(tensor.getName());
                if (isNumber(tensor)) {
                    numbers.put(tensor.getName(), reader.read(tensor).getLong(0));
                }
            }
            for (NodeProto node : graph.getNodeList()) {
                node.getOutputList().forEach(output -> producers.put(output, node));
                if (NodeReader.is(node, "Constant")
                        && node.getAttributeCount() == 1
                        && isNumber(node.getAttribute(0).getT())) {
                    numbers.put(
                            node.getOutput(0),
                            reader.read(node.getAttribute(0).getT()).getLong(0));
                }
            }
        }

        /** Returns the graph with rows for bags; empty if it has no bags, or reads their words or offsets elsewhere too. */
        Optional<GraphProto> graph() {
            List<NodeProto> nodes = new ArrayList<>();
            for (NodeProto node : graph.getNodeList()) {
                Optional<BagLoop> loop = BagLoop.of(node);
                if (loop.isPresent() && cuts(loop.get())) {
                    nodes.addAll(rows(loop.get()));
                } else {
                    nodes.add(node);
                }
            }
            List<NodeProto> needed = needed(nodes);
            Set<String> offsets = bags.values().stream().map(Port.Bags::offsets).collect(Collectors.toSet());
            if (bags.isEmpty() || areReadElsewhere(needed, offsets)) {
                return Optional.empty();
            }
            List<ValueInfoProto> ports = graph.getInputList().stream()
                    .filter(input -> !offsets.contains(input.getName()))
                    .map(input -> bags.containsKey(input.getName()) ? rowsOf(input) : input)
                    .toList();
            return Optional.of(graph.toBuilder()
                    .clearInput()
                    .addAllInput(ports)
                    .clearNode()
                    .addAllNode(needed)
                    .addAllInitializer(constants)
                    .build());
        }

        /** Takes down the inputs of a loop if all that it cuts is cut by an input. */
        private boolean cuts(BagLoop loop) {
            Optional<String> words = input(loop.indices());
            NodeProto extended = producers.get(loop.starts());
            boolean isExtended = extended != null && NodeReader.is(extended, "Concat") && extended.getInputCount() == 2;
            Optional<String> offsets = input(isExtended ? extended.getInput(0) : loop.starts());
            Optional<String> weights = loop.weights().flatMap(this::input);
            boolean areKnown = words.isPresent()
                    && offsets.isPresent()
                    && !offsets.equals(words)
                    && weights.isPresent() == loop.weights().isPresent()
                    && isNext(loop.ends(), loop.starts())
                    && (!isExtended || isCount(extended.getInput(1), words.get()));
            if (!areKnown) {
                return false;
            }
            Port.Bags by = new Port.Bags(offsets.get(), !isExtended);
            for (String name :
                    weights.map(weight -> List.of(words.get(), weight)).orElse(List.of(words.get()))) {
                if (rank(name) != 1 || !by.equals(bags.getOrDefault(name, by))) {
                    return false;
                }
                bags.put(name, by);
            }
            return rank(offsets.get()) == 1;
        }

        private List<NodeProto> rows(BagLoop loop) {
            BagRows rows = new BagRows(
                    loop, input(loop.indices()).orElseThrow(), loop.weights().flatMap(this::input), opset);
            constants.addAll(rows.constants());
            written.addAll(rows.nodes());
            return rows.nodes();
        }

        private int rank(String input) {
            return inputs.get(input).getType().getTensorType().getShape().getDimCount();
        }

        /** Returns the input that a value is, perhaps in another type of whole numbers. */
        private Optional<String> input(String value) {
            String name = value;
            for (int i = 0; i < producers.size() && !inputs.containsKey(name); i++) {
                NodeProto node = producers.get(name);
                if (node == null || !NodeReader.is(node, "Identity") && !NodeReader.is(node, "Cast")) {
                    return Optional.empty();
                }
                name = node.getInput(0);
            }
            return inputs.containsKey(name) ? Optional.of(name) : Optional.empty();
        }

        /** Tells whether a value is another one without its first entry. */
        private boolean isNext(String value, String of) {
            NodeProto slice = producers.get(value);
            return slice != null
                    && NodeReader.is(slice, "Slice")
                    && slice.getInputCount() > 2
                    && slice.getInput(0).equals(of)
                    && numbers.getOrDefault(slice.getInput(1), 0L) == 1
                    && numbers.getOrDefault(slice.getInput(2), 0L) >= TO_THE_END;
        }

        /** Tells whether a tensor of the file is a whole number, as bounds of slices are. */
        private static boolean isNumber(TensorProto tensor) {
            return tensor.getDataType() == DataType.INT64_VALUE
                    && tensor.getDimsList().stream().allMatch(size -> size == 1)
                    && tensor.getDimsCount() < 2;
        }

        /** Tells whether a value says how many words there are, which it is if that is all that it depends on. */
        private boolean isCount(String value, String words) {
            Set<String> read = new HashSet<>();
            String name = value;
            while (producers.containsKey(name) && read.add(name)) {
                NodeProto node = producers.get(name);
                if (NodeReader.is(node, "Shape")) {
                    return input(node.getInput(0)).equals(Optional.of(words));
                }
                boolean handsOn = Set.of("Unsqueeze", "Gather", "Squeeze", "Reshape", "Cast", "Identity")
                        .contains(node.getOpType());
                if (!handsOn) {
                    return false;
                }
                name = node.getInput(0);
            }
            return numbers.getOrDefault(name, 0L) >= TO_THE_END;
        }

        private List<NodeProto> needed(List<NodeProto> nodes) {
            Set<String> wanted = new HashSet<>();
            graph.getOutputList().forEach(output -> wanted.add(output.getName()));
            List<NodeProto> needed = new ArrayList<>();
            for (int i = nodes.size() - 1; i >= 0; i--) {
                NodeProto node = nodes.get(i);
                if (node.getOutputList().stream().anyMatch(wanted::contains)) {
                    needed.add(0, node);
                    wanted.addAll(node.getInputList());
                    ControlFlow.addReferences(node, wanted);
                }
            }
            return needed;
        }

        private boolean areReadElsewhere(List<NodeProto> needed, Set<String> offsets) {
            Set<String> read = new HashSet<>();
            for (NodeProto node : needed) {
                if (!written.contains(node)) {
                    read.addAll(node.getInputList());
                    ControlFlow.addReferences(node, read);
                }
            }
            return read.stream().anyMatch(name -> offsets.contains(name) || bags.containsKey(name));
        }

        /** Returns an input as it is with a row for each bag. */
        private ValueInfoProto rowsOf(ValueInfoProto input) {
            Port.Bags by = bags.get(input.getName());
            Dimension starts = inputs.get(by.offsets())
                    .getType()
                    .getTensorType()
                    .getShape()
                    .getDim(0);
            Dimension samples = by.withEnd() && starts.getDimValue() > 0
                    ? Dimension.newBuilder()
                            .setDimValue(starts.getDimValue() - 1)
                            .build()
                    : starts;
            TypeProto.Tensor type = input.getType().getTensorType().toBuilder()
                    .setShape(TensorShapeProto.newBuilder()
                            .addDim(samples)
                            .addDim(Dimension.newBuilder().setDimParam(by.axis())))
                    .build();
            return input.toBuilder()
                    .setType(input.getType().toBuilder().setTensorType(type))
                    .build();
        }
    }
}
