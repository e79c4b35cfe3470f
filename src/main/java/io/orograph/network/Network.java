package io.orograph.network;

import io.orograph.file.Excerpt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A feed-forward network: operators in an order in which they can run, over named values; the parameters among them
 * lie in one flat vector θ. Immutable, without native memory; made by a {@link NetworkBuilder}.
 */
public final class Network {

    /**
     * A value that is the same whatever the data and θ are.
     *
     * @param reason why it is no parameter, to follow "constant: "
     */
    public record Constant(int value, Tensor tensor, String reason) {}

    /**
     * An operator at its place.
     *
     * @param type ONNX name of the operator
     * @param inputs indices of the values read; -1 for an optional one left out
     * @param outputs indices of the values written
     */
    public record Node(String name, String type, Operator operator, List<Integer> inputs, List<Integer> outputs) {
        public Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /** Returns the name of the node in messages: by its own name, else by the first value it writes. */
        public String label(Network network) {
            return name.isEmpty() ? network.values().get(outputs.get(0)) : name;
        }

        /**
         * Returns the shapes of the inputs; null for an optional one left out.
         *
         * @param shapes of all values
         */
        public List<long[]> inputShapes(long[][] shapes) {
            return Arrays.asList(inputs.stream()
                    .map(value -> value < 0 ? null : shapes[value])
                    .toArray(long[][]::new));
        }
    }

    private final List<String> values;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<Node> nodes;
    private final List<Constant> constants;
    private final ParameterLayout layout;
    private final double[] weights;
    private final OperatorSource operators;

    /** The values by their names, made when first asked for one. */
    private Map<String, Integer> indices;

    /** Made when first asked for: for a large network they are as large as its weights. */
    private RunningStatistics statistics;

    /**
     * Values and how they come from each other.
     *
     * @param values the names of all
     * @param inputs those that are given
     * @param outputs those that are wanted
     * @param nodes in an order in which each finds its inputs computed
     */
    record Graph(List<String> values, List<Port> inputs, List<Port> outputs, List<Node> nodes) {}

    Network(Graph graph, List<Constant> constants, ParameterLayout layout, double[] weights, OperatorSource operators) {
        this.values = List.copyOf(graph.values());
        this.inputs = List.copyOf(graph.inputs());
        this.outputs = List.copyOf(graph.outputs());
        this.nodes = List.copyOf(graph.nodes());
        this.constants = List.copyOf(constants);
        this.layout = layout;
        this.weights = weights;
        this.operators = operators;
    }

    /** Names of all values; a value is known by its index here. */
    public List<String> values() {
        return values;
    }

    /** Returns the index of the value of a name, the first one if there are several; -1 if there is none. */
    public synchronized int indexOf(String value) {
        if (indices == null) {
            indices = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                indices.putIfAbsent(values.get(i), i);
            }
        }
        return indices.getOrDefault(value, -1);
    }

    public List<Port> inputs() {
        return inputs;
    }

    public List<Port> outputs() {
        return outputs;
    }

    /** Returns the nodes in an order in which each finds its inputs computed. */
    public List<Node> nodes() {
        return nodes;
    }

    public List<Constant> constants() {
        return constants;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /** Returns what made the operators of the nodes, and can make others. */
    OperatorSource operators() {
        return operators;
    }

    /** Returns θ₀, the weights of the file, by {@link #layout()}: a copy. */
    public double[] weights() {
        return weights.clone();
    }

    /** Returns θ₀ itself, for who does not write to it. */
    double[] sharedWeights() {
        return weights;
    }

    /** Returns the running statistics, the same ones whoever asks. */
    synchronized RunningStatistics statistics() {
        if (statistics == null) {
            statistics = new RunningStatistics(this);
        }
        return statistics;
    }

    /** Returns the same network at other weights, in its layout. */
    public Network at(double[] theta) {
        return with(constants, layout, theta);
    }

    /** Returns what nodes ask for that there is not, by operator; empty for a network that can be evaluated. */
    public List<UnsupportedOperator> unsupported() {
        Map<String, UnsupportedOperator> found = new TreeMap<>();
        for (Node node : nodes) {
            if (node.operator() instanceof UnknownOperator unknown) {
                found.merge(
                        node.type() + unknown.refusal().map(" "::concat).orElse(""),
                        new UnsupportedOperator(node.type(), unknown.refusal(), List.of(node.label(this))),
                        Network::joined);
            }
        }
        return List.copyOf(found.values());
    }

    private static UnsupportedOperator joined(UnsupportedOperator some, UnsupportedOperator more) {
        List<String> all = new ArrayList<>(some.nodes());
        all.addAll(more.nodes());
        return new UnsupportedOperator(some.type(), some.refusal(), all);
    }

    /** Returns the node that computes a value, or null if it is an input, a parameter or a constant. */
    public Node producer(String value) {
        int index = indexOf(value);
        return nodes.stream()
                .filter(node -> node.outputs().contains(index))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the same network and weights without one node of a single input and output, as a final softmax: whoever
     * reads its output reads its input instead. Only the first output of the network is kept, and the nodes that it
     * needs.
     */
    public Network without(Node node) {
        int output = node.outputs().get(0);
        int input = node.inputs().get(0);
        List<Node> others = new ArrayList<>();
        for (Node other : nodes) {
            if (!other.equals(node)) {
                List<Integer> read = new ArrayList<>(other.inputs());
                Collections.replaceAll(read, output, input);
                others.add(new Node(other.name(), other.type(), other.operator(), read, other.outputs()));
            }
        }
        Port first = outputs.get(0);
        int value = indexOf(first.name());
        Port port = value == output ? first.named(values.get(input)) : first;
        List<Node> needed = needed(others, indexOf(port.name()));
        return new Network(new Graph(values, inputs, List.of(port), needed), constants, layout, weights, operators);
    }

    /**
     * Returns the same network and weights with one of its outputs alone, by its name.
     *
     * @throws IllegalArgumentException if it has none of that name; the message lists those it has
     */
    public Network withOutput(String name) {
        return outputs.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .map(this::withOutput)
                .orElseThrow(() ->
                        new IllegalArgumentException("the network has no output \"" + Excerpt.of(name) + "\"; it has "
                                + Excerpt.of(outputs.stream().map(Port::name).collect(Collectors.joining(", ")))));
    }

    /** Returns the same network and weights with one of its outputs alone, and the nodes that it needs. */
    public Network withOutput(Port output) {
        List<Node> needed = needed(nodes, indexOf(output.name()));
        return new Network(new Graph(values, inputs, List.of(output), needed), constants, layout, weights, operators);
    }

    /**
     * Returns the same network with another choice of what θ consists of. A constant that becomes a parameter comes
     * last in θ and has no output axis: it is normalised as a whole. A tied tensor that becomes a parameter or constant
     * follows its source no longer.
     *
     * @param asParameters names of constants of floating type, or of tied tensors
     * @param asConstants names of parameters, or of tied tensors
     * @throws IllegalArgumentException if there is no such constant, parameter or tied tensor; the message says which
     */
    public Network choosing(Set<String> asParameters, Set<String> asConstants) {
        return new ParameterChoice(this, asParameters, asConstants).network();
    }

    /**
     * Returns the same network and weights with more values, nodes and another output.
     *
     * @param moreValues the values of this network, and behind them others
     * @param moreNodes in an order in which each finds its inputs computed
     */
    public Network with(List<String> moreValues, List<Node> moreNodes, Port output) {
        return new Network(
                new Graph(moreValues, inputs, List.of(output), moreNodes), constants, layout, weights, operators);
    }

    /**
     * Returns the same network with tensors that follow a parameter in place of parameters: θ holds them no longer, and
     * whoever reads them reads that parameter.
     *
     * @param tied parameters of this network and what they follow
     * @param operators makes the nodes that hand on the parameter, transposed where it is to be
     */
    public Network tying(List<TiedTensor> tied, OperatorSource operators) {
        return tied.isEmpty() ? this : new Tying(this, tied).network(operators);
    }

    /**
     * Returns the same network with the parts of a parameter as parameters in its place, in its order in θ.
     *
     * @param operators makes the node that puts the parts together
     * @throws IllegalArgumentException if there is no such parameter, or it cannot be cut so; the message says why
     */
    public Network splitting(String parameter, Partition partition, OperatorSource operators) {
        Parameter whole = layout.find(parameter)
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter \"" + parameter + "\""));
        return new Splitting(this, whole, partition).network(operators);
    }

    /** Returns the same weights between other inputs and outputs of the same names. */
    Network framed(List<String> newValues, List<Port> newInputs, List<Port> newOutputs, List<Node> newNodes) {
        return new Network(
                new Graph(newValues, newInputs, newOutputs, newNodes), constants, layout, weights, operators);
    }

    /**
     * Returns the same inputs, outputs and weights with other nodes between them.
     *
     * @param newValues the values of this network, and behind them others
     * @param newNodes in an order in which each finds its inputs computed
     */
    public Network withNodes(List<String> newValues, List<Node> newNodes) {
        return new Network(new Graph(newValues, inputs, outputs, newNodes), constants, layout, weights, operators);
    }

    /** Returns the same nodes over another division into parameters and constants. */
    Network with(List<Constant> newConstants, ParameterLayout newLayout, double[] newWeights) {
        return new Network(new Graph(values, inputs, outputs, nodes), newConstants, newLayout, newWeights, operators);
    }

    private List<Node> needed(List<Node> all, int value) {
        boolean[] needed = new boolean[values.size()];
        needed[value] = true;
        ArrayDeque<Node> kept = new ArrayDeque<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            Node node = all.get(i);
            if (node.outputs().stream().anyMatch(output -> output >= 0 && needed[output])) {
                kept.addFirst(node);
                node.inputs().stream().filter(input -> input >= 0).forEach(input -> needed[input] = true);
            }
        }
        return List.copyOf(kept);
    }

    @Override
    public String toString() {
        return "network of " + nodes.size() + " nodes, " + layout.size() + " parameters, input "
                + Arrays.toString(inputs.toArray());
    }
}
