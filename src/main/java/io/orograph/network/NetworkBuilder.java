package io.orograph.network;

import io.orograph.network.Parameter.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts a {@link Network} together from what a model file lists in any order: named inputs, tensors, nodes, outputs.
 *
 * <p>{@link #build} keeps the nodes that the outputs need, sorts them, and decides which tensors are parameters: the
 * floating-point ones that some operator uses in a trainable {@link Role}.
 */
public final class NetworkBuilder {

    /** The names that exporters give values without a name in the training code. */
    private static final Pattern UNNAMED =
            Pattern.compile("\\d+|onnx::\\w+|(.*/)?Constant(_\\d+)?_output_0|val_\\d+|(.*/)?const_fold_opt__\\d+");

    private final OperatorSource operators;
    private final Map<String, Port> inputs = new LinkedHashMap<>();
    private final Map<String, Port> outputs = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final List<NodeSpec> specs = new ArrayList<>();

    private final Set<String> unsupported = new HashSet<>();
    private final List<String> values = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final Map<String, NodeSpec> producers = new HashMap<>();

    /**
     * Makes a network builder.
     *
     * @param operators makes the operators of the nodes
     */
    public NetworkBuilder(OperatorSource operators) {
        this.operators = operators;
    }

    /** Returns whether a name is one that a person gave, and not one that an exporter made up. */
    static boolean isNamed(String name) {
        return !UNNAMED.matcher(name).matches();
    }

    /** Returns an input that the data fill; {@link Shape#FREE} for an open axis. */
    public NetworkBuilder input(String name, long... shape) {
        return input(new Port(name, shape));
    }

    /** Returns an input with the names of its axes. */
    public NetworkBuilder input(Port port) {
        if (inputs.put(port.name(), port) != null) {
            throw new IllegalArgumentException("two inputs are named \"" + port.name() + "\"");
        }
        return this;
    }

    /** Returns an output. */
    public NetworkBuilder output(String name, long... shape) {
        return output(new Port(name, shape));
    }

    /** Returns an output with the names of its axes. */
    public NetworkBuilder output(Port port) {
        outputs.put(port.name(), port);
        return this;
    }

    /** Returns an initializer or the value of a Constant node. */
    public NetworkBuilder tensor(String name, Tensor tensor) {
        if (tensors.put(name, tensor) != null) {
            throw new IllegalArgumentException("two tensors are named \"" + name + "\"");
        }
        return this;
    }

    /** Returns a value that was computed from numbers and shapes alone: no parameter, whatever reads it. */
    public NetworkBuilder constant(String name, Tensor tensor) {
        fixed.add(name);
        return tensor(name, tensor);
    }

    /** Returns a node; its operator is made in {@link #build}. Its {@code constants} should be {@link #tensors()}. */
    public NetworkBuilder node(NodeSpec spec) {
        specs.add(spec);
        return this;
    }

    /** Returns the tensors so far, live: what a {@link NodeSpec} takes as its constants. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * Returns the network.
     *
     * @throws UnsupportedOperatorException if the operators of needed nodes are not supported; it names all of them
     * @throws IllegalArgumentException if a value is missing or written twice, or the graph has a cycle
     */
    public Network build() {
        Network network = outline();
        List<UnsupportedOperator> unsupported = network.unsupported();
        if (!unsupported.isEmpty()) {
            throw new UnsupportedOperatorException(unsupported);
        }
        return network;
    }

    /**
     * Returns the network, whether its operators are supported or not: if {@link Network#unsupported} names any, it can
     * be described and not evaluated, and what those read counts as constant.
     *
     * @throws IllegalArgumentException if a value is missing or written twice, or the graph has a cycle
     */
    public Network outline() {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("the network has no output");
        }
        specs.forEach(this::claimOutputs);
        inputs.keySet().forEach(this::index);
        List<NodeSpec> ordered = new TopologicalOrder().of(outputs.keySet());

        List<Network.Node> nodes = new ArrayList<>();
        TensorUses uses = new TensorUses(tensors);
        inputs.forEach((name, port) -> uses.addInput(name, port.shape()));
        for (NodeSpec spec : ordered) {
            nodes.add(node(spec, uses));
        }
        List<Parameter> parameters = new ArrayList<>();
        List<Network.Constant> constants = new ArrayList<>();
        boolean hasWeights = uses.all().values().stream().anyMatch(use -> use.role() == Role.WEIGHT && !use.onInput());
        int size = 0;
        for (Map.Entry<String, TensorUses.Use> entry : uses.all().entrySet()) {
            Tensor tensor = tensors.get(entry.getKey());
            TensorUses.Use use = entry.getValue();
            Optional<String> reason = whyConstant(entry.getKey(), tensor, use, hasWeights);
            if (reason.isPresent()) {
                constants.add(new Network.Constant(index(entry.getKey()), tensor, reason.get()));
                continue;
            }
            parameters.add(new Parameter(
                    entry.getKey(), tensor.shape(), size, use.role(), use.outputAxis(), use.outputGroups()));
            size = Math.addExact(size, tensor.size());
        }
        ParameterLayout layout = new ParameterLayout(parameters);
        return new Network(
                new Network.Graph(values, List.copyOf(inputs.values()), List.copyOf(outputs.values()), nodes),
                constants,
                layout,
                weights(layout),
                operators);
    }

    /** Returns why a tensor is no parameter; empty if it is one. */
    private Optional<String> whyConstant(String name, Tensor tensor, TensorUses.Use use, boolean hasWeights) {
        if (!tensor.type().isFloating()) {
            return Optional.of("whole numbers");
        }
        if (fixed.contains(name)) {
            return Optional.of("computed from shapes and numbers alone");
        }
        if (use.role() == Role.NONE) {
            return Optional.of(use.reader()
                    + (unsupported.contains(use.reader())
                            ? " reads it, which is not supported: whether it trains it is not known"
                            : " takes it as given"));
        }
        if (use.onInput() && hasWeights) {
            return Optional.of("prepares the input by " + use.reader() + ", as the mean and deviation of data do");
        }
        if (Masks.isMask(name, tensor)) {
            return Optional.of("only zeros and ones, as a mask in " + use.reader());
        }
        long axes = Arrays.stream(tensor.shape()).filter(size -> size > 1).count();
        boolean scales = use.role() != Role.WEIGHT || TensorUses.SCALING.contains(use.reader());
        if (scales && axes > 1 && !isNamed(name) && !use.ofGates()) {
            return Optional.of("a table without a name of its own in " + use.reader() + ", as fixed positions are");
        }
        return Optional.empty();
    }

    private double[] weights(ParameterLayout layout) {
        double[] weights = new double[layout.size()];
        for (Parameter parameter : layout.parameters()) {
            Tensor tensor = tensors.get(parameter.name());
            for (int i = 0; i < tensor.size(); i++) {
                weights[parameter.offset() + i] = tensor.get(i);
            }
        }
        return weights;
    }

    private void claimOutputs(NodeSpec spec) {
        for (String output : spec.outputs()) {
            boolean taken = inputs.containsKey(output) || tensors.containsKey(output);
            if (!output.isEmpty() && (producers.put(output, spec) != null || taken)) {
                throw new IllegalArgumentException("the value \"" + output + "\" is written twice");
            }
        }
    }

    private Network.Node node(NodeSpec spec, TensorUses uses) {
        Operator operator = operator(spec);
        uses.add(operator, spec);
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < Math.min(operator.arity(), spec.inputs().size()); i++) {
            if (!spec.hasInput(i)) {
                read.add(-1);
                continue;
            }
            read.add(index(spec.inputs().get(i)));
        }
        List<Integer> written = spec.outputs().stream()
                .map(output -> output.isEmpty() ? -1 : index(output))
                .toList();
        return new Network.Node(spec.name(), spec.type(), operator, read, written);
    }

    private Operator operator(NodeSpec spec) {
        if (!operators.supports(spec.type())) {
            unsupported.add(spec.type());
            return new UnknownOperator(Optional.empty());
        }
        try {
            return operators.create(spec);
        } catch (UnsupportedOperatorException e) {
            unsupported.add(spec.type());
            return new UnknownOperator(Optional.of(e.getMessage()));
        }
    }

    private int index(String value) {
        return indices.computeIfAbsent(value, name -> {
            values.add(name);
            return values.size() - 1;
        });
    }

    /** Depth-first order of the needed nodes, on a stack of its own: files nest deeper than threads do. */
    private final class TopologicalOrder {

        private record Visit(NodeSpec node, int nextInput) {}

        private final List<NodeSpec> order = new ArrayList<>();
        private final Set<NodeSpec> finished = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<NodeSpec> open = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<String> known = new HashSet<>();

        List<NodeSpec> of(Iterable<String> wanted) {
            known.addAll(inputs.keySet());
            known.addAll(tensors.keySet());
            for (String value : wanted) {
                if (tensors.containsKey(value)) {
                    throw new IllegalArgumentException(
                            "the network's output \"" + value + "\" is a constant that no node computes");
                }
                visit(value, "the network's output");
            }
            return order;
        }

        private void visit(String value, String reader) {
            ArrayDeque<Visit> stack = new ArrayDeque<>();
            push(stack, value, reader);
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                NodeSpec node = visit.node();
                if (visit.nextInput() == node.inputs().size()) {
                    open.remove(node);
                    finished.add(node);
                    order.add(node);
                    continue;
                }
                stack.push(new Visit(node, visit.nextInput() + 1));
                if (node.hasInput(visit.nextInput())) {
                    push(stack, node.inputs().get(visit.nextInput()), node.label());
                }
            }
        }

        private void push(ArrayDeque<Visit> stack, String value, String reader) {
            if (known.contains(value)) {
                return;
            }
            NodeSpec producer = producers.get(value);
            if (producer == null) {
                throw new IllegalArgumentException(
                        "the value \"" + value + "\" that " + reader + " reads is nowhere defined");
            }
            if (finished.contains(producer)) {
                return;
            }
            if (!open.add(producer)) {
                throw new IllegalArgumentException("the graph has a cycle through " + producer.label());
            }
            stack.push(new Visit(producer, 0));
        }
    }
}
