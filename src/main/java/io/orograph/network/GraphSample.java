package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Takes a whole graph for one sample, where a network reads the nodes of one graph and says something of each: what it says
 * of a node depends on others, so that nodes are no samples. Its inputs and its output get an axis in front, of this one
 * sample, which a Squeeze takes away and an Unsqueeze puts back.
 */
public final class GraphSample {

    /** The version of the operators in which the nodes are written: the axes are attributes. */
    private static final int OPSET = 11;

    private static final String FRAME = "one graph";
    private static final int EDGE_ENDS = 2;

    private static final Pattern MATRIX =
            Pattern.compile("(?i).*(adj|lapl|graph|edge|a_?hat|a_?norm|propag|support).*|a|l|s");

    private static final Pattern EDGES = Pattern.compile("(?i).*(edge|adj|index|coo|links?|pairs?|graph).*");

    private final Network network;
    private final List<String> values;
    private final List<Network.Node> before = new ArrayList<>();
    private final List<Network.Node> behind = new ArrayList<>();
    private final Map<Integer, Integer> inner = new HashMap<>();

    private GraphSample(Network network) {
        this.network = network;
        this.values = new ArrayList<>(network.values());
    }

    /**
     * Returns a network whose sample is a graph; the same network if its samples are something else.
     *
     * @param operators makes the nodes that take the axis away and put it back
     */
    public static Network of(Network network, OperatorSource operators) {
        return isOfGraph(network.inputs(), network.outputs()) ? new GraphSample(network).framed(operators) : network;
    }

    /** Tells whether the inputs are the features of nodes and how these are joined, and the output has an entry a node. */
    public static boolean isOfGraph(List<Port> inputs, List<Port> outputs) {
        return inputs.size() > 1
                && inputs.stream()
                        .anyMatch(joins -> features(joins, inputs)
                                .filter(nodes -> outputs.stream().allMatch(output -> isByNode(output, nodes)))
                                .isPresent());
    }

    /** Returns the input of nodes that another input joins to a graph; empty if that is nothing of the kind. */
    private static Optional<Port> features(Port joins, List<Port> inputs) {
        if (joins.rank() != EDGE_ENDS) {
            return Optional.empty();
        }
        long[] shape = joins.shape();
        boolean sameName = joins.isOpen(0)
                && joins.isOpen(1)
                && !joins.axes().get(0).isEmpty()
                && joins.axes().get(0).equals(joins.axes().get(1));
        boolean isMatrix =
                sameName || shape[0] == shape[1] && MATRIX.matcher(joins.name()).matches();
        boolean isEdges = shape[0] == EDGE_ENDS
                && joins.whole()
                && EDGES.matcher(joins.name()).matches();
        return inputs.stream()
                .filter(port -> port != joins && port.rank() > 0 && (isMatrix || isEdges))
                .filter(port -> port.rank() == 2 || port.rank() == 1 && port.whole())
                .filter(port -> !isMatrix
                        || port.isOpen(0) == joins.isOpen(0) && (port.isOpen(0) || port.shape()[0] == shape[0]))
                .filter(port -> !EDGES.matcher(port.name()).matches())
                .findFirst();
    }

    private static boolean isByNode(Port output, Port nodes) {
        return output.rank() > 0
                && output.isOpen(0) == nodes.isOpen(0)
                && (output.isOpen(0) || output.shape()[0] == nodes.shape()[0]);
    }

    /** Tells whether a node is one that the sample's axis is taken away or put back by. */
    public static boolean isFrame(Network.Node node) {
        return node.name().equals(FRAME);
    }

    private Network framed(OperatorSource operators) {
        List<Port> inputs = network.inputs().stream()
                .map(port -> framedInput(port, operators))
                .toList();
        List<Port> outputs = network.outputs().stream()
                .map(port -> framedOutput(port, operators))
                .toList();
        List<Network.Node> nodes = new ArrayList<>(before);
        for (Network.Node node : network.nodes()) {
            nodes.add(new Network.Node(
                    node.name(), node.type(), node.operator(), renamed(node.inputs()), renamed(node.outputs())));
        }
        nodes.addAll(behind);
        return network.framed(values, inputs, outputs, nodes);
    }

    private List<Integer> renamed(List<Integer> old) {
        return old.stream().map(value -> inner.getOrDefault(value, value)).toList();
    }

    /** The port keeps its value, and with it its name; what the nodes read or write is another one. */
    private int innerOf(Port port) {
        int outer = network.indexOf(port.name());
        return inner.computeIfAbsent(outer, value -> {
            values.add(port.name() + " of the nodes");
            return values.size() - 1;
        });
    }

    private Port framedInput(Port port, OperatorSource operators) {
        before.add(frame("Squeeze", network.indexOf(port.name()), innerOf(port), operators));
        return port.ofOneSample();
    }

    private Port framedOutput(Port port, OperatorSource operators) {
        behind.add(frame("Unsqueeze", innerOf(port), network.indexOf(port.name()), operators));
        return port.ofOneSample();
    }

    private Network.Node frame(String type, int from, int to, OperatorSource operators) {
        NodeSpec spec = new NodeSpec(
                FRAME,
                type,
                OPSET,
                new Attributes(Map.of("axes", new long[] {0})),
                List.of(values.get(from)),
                List.of(values.get(to)),
                Map.of());
        return new Network.Node(FRAME, type, operators.create(spec), List.of(from), List.of(to));
    }

    /** Returns an array of the shape that a port of one sample takes, whose first axis it may lack. */
    static long[] withSample(long... shape) {
        return IntStream.concat(IntStream.of(-1), IntStream.range(0, shape.length))
                .mapToLong(i -> i < 0 ? 1 : shape[i])
                .toArray();
    }

    /** Returns a shape without the axis of the sample. */
    static long[] withoutSample(long... shape) {
        return Arrays.copyOfRange(shape, 1, shape.length);
    }
}
