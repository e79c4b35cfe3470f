package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes one node of two wherever the operator of the second knows how, for plans that only go forward: what the first computes
 * is then never written to memory. Only nodes that run at every point are joined, and only over a value that no other node
 * reads; what came from two may be joined with a third.
 */
final class Joining {

    private final Network network;
    private final Dependences dependences;
    private final long[][] shapes;
    private final Network.Node[] nodes;
    private final int[] writers;
    private final int[] uses;

    private Joining(Network network, Dependences dependences, long[][] shapes) {
        this.network = network;
        this.dependences = dependences;
        this.shapes = shapes;
        this.nodes = network.nodes().toArray(Network.Node[]::new);
        this.writers = new int[network.values().size()];
        this.uses = new int[writers.length];
        Arrays.fill(writers, -1);
        for (int i = 0; i < nodes.length; i++) {
            int index = i;
            nodes[i].outputs().stream().filter(value -> value >= 0).forEach(value -> writers[value] = index);
            count(nodes[i], 1);
        }
        network.outputs().forEach(port -> uses[network.indexOf(port.name())]++);
    }

    /**
     * Returns a network with fewer nodes that computes the same, up to rounding.
     *
     * @param shapes of the network's values
     */
    static Network of(Network network, Dependences dependences, long[][] shapes) {
        return new Joining(network, dependences, shapes).joined();
    }

    private Network joined() {
        boolean changed = false;
        for (int i = 0; i < nodes.length; i++) {
            while (joinOnce(i)) {
                changed = true;
            }
        }
        return changed
                ? network.withNodes(
                        network.values(),
                        Arrays.stream(nodes).filter(Objects::nonNull).toList())
                : network;
    }

    private void count(Network.Node node, int change) {
        node.inputs().stream().filter(value -> value >= 0).forEach(value -> uses[value] += change);
    }

    /** Joins a node with one of those that compute its inputs, if it can be. */
    private boolean joinOnce(int second) {
        for (int value : new TreeSet<>(nodes[second].inputs())) {
            int first = value < 0 ? -1 : writers[value];
            if (first < 0 || !isGeneral(first) || !isGeneral(second) || !readsAlone(second, value)) {
                continue;
            }
            Optional<Network.Node> joined = join(nodes[first], nodes[second], value);
            if (joined.isPresent()) {
                count(nodes[first], -1);
                count(nodes[second], -1);
                count(joined.get(), 1);
                nodes[first] = null;
                nodes[second] = joined.get();
                return true;
            }
        }
        return false;
    }

    private boolean isGeneral(int node) {
        return dependences.group(node) == Dependences.Group.GENERAL
                && nodes[node].outputs().size() == 1;
    }

    private boolean readsAlone(int node, int value) {
        return uses[value]
                == nodes[node].inputs().stream().filter(read -> read == value).count();
    }

    private Optional<Network.Node> join(Network.Node first, Network.Node second, int value) {
        List<Integer> read = new ArrayList<>();
        int[] ofFirst = places(first, read, -1);
        int[] ofSecond = places(second, read, value);
        List<long[]> inputs = read.stream().map(input -> shapes[input]).toList();
        return second.operator()
                .joined(first.operator(), new Operator.Join(ofFirst, ofSecond, inputs))
                .map(operator -> new Network.Node(second.name(), "Joined", operator, read, second.outputs()));
    }

    /** Returns where the inputs of a node stand among those of the joined one, to which new ones are added. */
    private static int[] places(Network.Node node, List<Integer> read, int computed) {
        return node.inputs().stream()
                .mapToInt(value -> {
                    if (value < 0) {
                        return Operator.Join.LEFT_OUT;
                    }
                    if (value == computed) {
                        return Operator.Join.OF_FIRST;
                    }
                    if (!read.contains(value)) {
                        read.add(value);
                    }
                    return read.indexOf(value);
                })
                .toArray();
    }
}
