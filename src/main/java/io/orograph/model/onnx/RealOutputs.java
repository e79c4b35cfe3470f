package io.orograph.model.onnx;

import io.orograph.network.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;

/**
 * The outputs of a graph that a loss can be taken of. Classifiers of scikit-learn are exported with the class first and
 * then the probabilities, often as a map from class to number; others with whole numbers beside real ones. What only
 * leads to such outputs is left out with them.
 *
 * @param graph the graph without them
 * @param notice what a person should know about it; empty if the graph is as it was
 */
record RealOutputs(GraphProto graph, Optional<String> notice) {

    private static final String MACHINE_LEARNING = "ai.onnx.ml";

    /** What stands between the place of the largest number and the name of a class. */
    private static final Set<String> NAMING = Set.of(
            "ArrayFeatureExtractor", "Cast", "Flatten", "Identity", "LabelEncoder", "Reshape", "Squeeze", "Unsqueeze");

    private static final Set<DataType> REAL =
            EnumSet.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);

    static RealOutputs of(GraphProto graph) {
        Map<String, NodeProto> producers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> producers.put(output, node)));
        List<ValueInfoProto> kept = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            ValueInfoProto real = unmapped(output, producers);
            if (isReal(real)) {
                kept.add(real);
                names.add(real.getName());
            }
        }
        if (kept.isEmpty()) {
            // A class by its number can be computed, and stays what the network gives.
            for (ValueInfoProto output : graph.getOutputList()) {
                Optional.of(output.getName())
                        .filter(name -> isText(output))
                        .flatMap(name -> chosenFrom(name, producers))
                        .filter(names::add)
                        .ifPresent(scores -> kept.add(
                                ValueInfoProto.newBuilder().setName(scores).build()));
            }
        }
        if (kept.isEmpty() || kept.equals(graph.getOutputList())) {
            return new RealOutputs(graph, Optional.empty());
        }
        Set<NodeProto> needed = needed(names, producers);
        GraphProto rest = graph.toBuilder()
                .clearOutput()
                .addAllOutput(kept)
                .clearNode()
                .addAllNode(
                        graph.getNodeList().stream().filter(needed::contains).toList())
                .build();
        return new RealOutputs(rest, Optional.of(notice(graph.getOutputList(), kept)));
    }

    /** Returns the probabilities themselves in place of a map that is made of them. */
    private static ValueInfoProto unmapped(ValueInfoProto output, Map<String, NodeProto> producers) {
        NodeProto producer = producers.get(output.getName());
        boolean isMap = producer != null
                && producer.getDomain().equals(MACHINE_LEARNING)
                && producer.getOpType().equals("ZipMap")
                && producer.getInputCount() == 1
                && producers.containsKey(producer.getInput(0));
        if (!isMap) {
            return output;
        }
        int classes = producer.getAttributeList().stream()
                .mapToInt(attribute -> attribute.getIntsCount() + attribute.getStringsCount())
                .sum();
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(classes == 0 ? Shape.FREE : classes));
        TypeProto.Tensor.Builder type =
                TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(producer.getInput(0))
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    /** Returns the numbers, of classes, of which an output names the largest; empty if it does not. */
    private static Optional<String> chosenFrom(String output, Map<String, NodeProto> producers) {
        Set<String> path = new HashSet<>();
        String at = output;
        while (path.add(at) && producers.containsKey(at)) {
            NodeProto producer = producers.get(at);
            int input = producer.getOpType().equals("ArrayFeatureExtractor") ? 1 : 0;
            if (producer.getInputCount() <= input) {
                return Optional.empty();
            }
            at = producer.getInput(input);
            if (NodeReader.is(producer, "ArgMax")) {
                return Optional.of(at).filter(producers::containsKey);
            }
            if (!NAMING.contains(producer.getOpType())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isText(ValueInfoProto output) {
        return output.getType().hasTensorType()
                && output.getType().getTensorType().getElemType() == DataType.STRING_VALUE;
    }

    private static boolean isReal(ValueInfoProto output) {
        return !output.hasType()
                || output.getType().hasTensorType()
                        && REAL.contains(DataType.forNumber(
                                output.getType().getTensorType().getElemType()));
    }

    private static Set<NodeProto> needed(Set<String> outputs, Map<String, NodeProto> producers) {
        Set<NodeProto> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            NodeProto producer = producers.get(open.pop());
            if (producer != null && needed.add(producer)) {
                Set<String> read = new HashSet<>(producer.getInputList());
                ControlFlow.addReferences(producer, read);
                open.addAll(read);
            }
        }
        return needed;
    }

    private static String notice(List<ValueInfoProto> all, List<ValueInfoProto> kept) {
        Set<String> names = kept.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
        String left = all.stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !names.contains(name))
                .map(Wording::quote)
                .collect(Collectors.joining(", "));
        return "The file also has " + left + ", which a loss cannot be taken of; the network's output is "
                + Wording.quote(kept.get(0).getName()) + ".";
    }
}
