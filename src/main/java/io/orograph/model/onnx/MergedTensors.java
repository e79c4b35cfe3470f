package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.ValueInfoProto;

/**
 * Gives parameters tensors of their own where an exporter wrote equal ones only once. In evaluation mode exporters do
 * that with tensors of equal numbers, so of a network that is not trained yet all scales are one tensor, and all shifts,
 * and the running statistics of batch normalisations with them; trained as one, they would be another network.
 *
 * <p>What is merged, and not shared by intention:
 *
 * <ul>
 *   <li>a tensor whose numbers are all the same, as fresh ones are, under several names: PyTorch leaves an Identity node
 *       for each name of the training code. A tensor of different numbers under several names is a shared weight, since
 *       two weights are never equal by chance. A layer that is used twice reads the same name twice and stays shared;
 *   <li>statistics of a batch normalisation that another operator trains, or another batch normalisation has: no network
 *       shares those, but for a layer that is used twice and shares all four tensors.
 * </ul>
 *
 * <p>Reading and writing a model pass through here, so that both know the same names.
 */
final class MergedTensors {

    /** Numbers that copies may take together: far more than all scales and shifts of a network, and no trap. */
    private static final long MOST_COPIED = 1 << 22;

    private static final Set<DataType> FLOATING =
            EnumSet.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);

    private static final String NORMALIZATION = "BatchNormalization";
    private static final int FIRST_STATISTIC = 3;

    /** The names that PyTorch gives the inputs of a batch normalisation from the second on. */
    private static final List<String> INPUTS = List.of("weight", "bias", "running_mean", "running_var");

    private final GraphProto.Builder graph;
    private final TensorReader tensors;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> separated = new TreeSet<>();
    private long copied;

    private MergedTensors(Path file, GraphProto graph) {
        this.graph = graph.toBuilder();
        this.tensors = new TensorReader(file);
        for (TensorProto initializer : graph.getInitializerList()) {
            if (FLOATING.contains(DataType.forNumber(initializer.getDataType()))) {
                initializers.put(initializer.getName(), initializer);
            }
            taken.add(initializer.getName());
        }
        graph.getInputList().forEach(input -> taken.add(input.getName()));
        graph.getNodeList().forEach(node -> taken.addAll(node.getOutputList()));
    }

    /**
     * A model without merged tensors.
     *
     * @param notice what a person should know about it; empty if the model is as it was
     */
    record Result(ModelProto model, Optional<String> notice) {}

    /**
     * Returns the same model, with tensors of their own for parameters that were merged.
     *
     * @param file where the model lies, with further files beside it
     * @throws IOException if a tensor cannot be read
     */
    static Result separate(Path file, ModelProto model) throws IOException {
        MergedTensors merged = new MergedTensors(file, model.getGraph());
        merged.separateNames();
        merged.separateStatistics();
        if (merged.separated.isEmpty()) {
            return new Result(model, Optional.empty());
        }
        String names = Wording.shorten(String.join(", ", merged.separated), 200);
        return new Result(
                model.toBuilder().setGraph(merged.graph).build(),
                Optional.of("The file stores " + names + " once for several parameters that had equal numbers; each is"
                        + " a parameter of its own here."));
    }

    /** Puts a tensor in place of an Identity node of an even one that is read under several names. */
    private void separateNames() throws IOException {
        Map<String, String> sources = new HashMap<>();
        Set<String> read = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            if (isIdentity(node)) {
                sources.put(node.getOutput(0), node.getInput(0));
            } else {
                read.addAll(node.getInputList());
                ControlFlow.addReferences(node, read);
            }
        }
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String name : sources.keySet().stream().sorted().toList()) {
            if (read.contains(name) && !outputs.contains(name)) {
                source(name, sources)
                        .ifPresent(source -> names.computeIfAbsent(source, s -> new ArrayList<>())
                                .add(name));
            }
        }
        Set<String> own = new HashSet<>();
        for (Map.Entry<String, List<String>> entry : names.entrySet()) {
            boolean several = entry.getValue().size() > 1 || read.contains(entry.getKey());
            if (several && isEven(initializers.get(entry.getKey()))) {
                for (String name : entry.getValue()) {
                    if (copy(entry.getKey(), name)) {
                        own.add(name);
                    }
                }
            }
        }
        removeIdentities(own);
    }

    private static boolean isIdentity(NodeProto node) {
        return NodeReader.is(node, "Identity") && node.getInputCount() == 1 && node.getOutputCount() == 1;
    }

    /**
     * Returns the tensor to which a name leads; ways that have been walked are shortened, so that chains cost little.
     */
    private Optional<String> source(String name, Map<String, String> sources) {
        Set<String> path = new LinkedHashSet<>();
        String at = name;
        while (!initializers.containsKey(at)) {
            if (!path.add(at) || !sources.containsKey(at)) {
                return Optional.empty();
            }
            at = sources.get(at);
        }
        for (String passed : path) {
            sources.put(passed, at);
        }
        return Optional.of(at);
    }

    /** Tells whether a tensor has the same number everywhere. */
    private boolean isEven(TensorProto tensor) throws IOException {
        if (tensors.bytes(tensor) > Float.BYTES * MOST_COPIED) {
            return false;
        }
        Tensor values = tensors.read(tensor);
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i) != values.get(0)) {
                return false;
            }
        }
        return values.size() > 0;
    }

    private void removeIdentities(Set<String> outputs) {
        if (!outputs.isEmpty()) {
            List<NodeProto> kept = graph.getNodeList().stream()
                    .filter(node -> !(isIdentity(node) && outputs.contains(node.getOutput(0))))
                    .toList();
            graph.clearNode().addAllNode(kept);
        }
    }

    /** A use of a tensor: a node's input, or one input of all nodes that are the same layer. */
    private record Use(String reader, int input, boolean statistic) {}

    /** Copies a tensor for all of its readers but one if it holds statistics and these are not all it holds. */
    private void separateStatistics() throws IOException {
        Map<String, Map<Use, String>> copies = new HashMap<>();
        for (Map.Entry<String, Map<Use, NodeProto>> entry : uses().entrySet()) {
            Map<Use, NodeProto> readers = entry.getValue();
            if (readers.size() > 1 && readers.keySet().stream().anyMatch(Use::statistic)) {
                copies.put(entry.getKey(), copies(entry.getKey(), readers));
            }
        }
        for (int i = 0; i < graph.getNodeCount() && !copies.isEmpty(); i++) {
            NodeProto.Builder node = graph.getNode(i).toBuilder();
            for (int input = 0; input < node.getInputCount(); input++) {
                String name = node.getInput(input);
                Map<Use, String> renamed = copies.getOrDefault(name, Map.of());
                node.setInput(input, renamed.getOrDefault(use(graph.getNode(i), i, input), name));
            }
            graph.setNode(i, node);
        }
    }

    private Map<String, Map<Use, NodeProto>> uses() {
        Map<String, Map<Use, NodeProto>> uses = new LinkedHashMap<>();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            for (int input = 0; input < node.getInputCount(); input++) {
                if (initializers.containsKey(node.getInput(input))) {
                    uses.computeIfAbsent(node.getInput(input), name -> new LinkedHashMap<>())
                            .putIfAbsent(use(node, i, input), node);
                }
            }
        }
        return uses;
    }

    private static Use use(NodeProto node, int index, int input) {
        if (!NodeReader.is(node, NORMALIZATION) || input == 0 || node.getInputCount() != 1 + INPUTS.size()) {
            return new Use("node " + index, input, false);
        }
        List<String> layer = node.getInputList().subList(1, node.getInputCount());
        // Of a layer's four tensors none are the same; where they are, they tell nothing about the layer.
        boolean known = new HashSet<>(layer).size() == layer.size();
        return new Use(known ? "layer " + layer : "node " + index, input, input >= FIRST_STATISTIC);
    }

    /** Returns new names by reader; a parameter keeps the name, else the first reader does. */
    private Map<Use, String> copies(String name, Map<Use, NodeProto> readers) throws IOException {
        Use keeps = readers.keySet().stream()
                .filter(use -> !use.statistic())
                .findFirst()
                .orElse(readers.keySet().iterator().next());
        Map<Use, String> copies = new HashMap<>();
        for (Map.Entry<Use, NodeProto> reader : readers.entrySet()) {
            if (!reader.getKey().equals(keeps)) {
                String wanted = free(label(reader.getValue(), reader.getKey().input()));
                if (copy(name, wanted)) {
                    copies.put(reader.getKey(), wanted);
                }
            }
        }
        return copies;
    }

    private static String label(NodeProto node, int input) {
        boolean isCalledByItsOutput = node.getName().isEmpty() && node.getOutputCount() > 0;
        String label = isCalledByItsOutput ? node.getOutput(0) : node.getName();
        // A damaged file may hand a normalisation more than it takes.
        boolean isNormalization = NodeReader.is(node, NORMALIZATION) && input > 0 && input <= INPUTS.size();
        return label + "." + (isNormalization ? INPUTS.get(input - 1) : "input" + input);
    }

    private String free(String wanted) {
        String name = wanted;
        while (taken.contains(name)) {
            name += "_";
        }
        return name;
    }

    /** Adds a copy of a tensor under another name, and says whether there was room for it. */
    private boolean copy(String name, String copy) throws IOException {
        TensorProto tensor = initializers.get(name);
        copied += tensors.bytes(tensor) / Float.BYTES;
        if (copied > MOST_COPIED) {
            return false;
        }
        TensorProto named = tensor.toBuilder().setName(copy).build();
        graph.addInitializer(named);
        initializers.put(copy, named);
        taken.add(copy);
        separated.add(name);
        // Before IR 4 every initializer must be listed among the inputs.
        for (ValueInfoProto input : graph.getInputList()) {
            if (input.getName().equals(name)) {
                graph.addInput(input.toBuilder().setName(copy));
                break;
            }
        }
        return true;
    }
}
