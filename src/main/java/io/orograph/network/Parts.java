package io.orograph.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the values of a network come about, as far as it takes to recognise a function that a file stores in several nodes. */
final class Parts {

    /** How far a number of a file may be from what it stands for, as a share of it: some units of a float's last place. */
    private static final double CLOSE = 0x1p-21;

    private final Network network;
    private final Set<Dependences.Group> groups;
    private final Dependences dependences;
    private final long[][] shapes;
    private final int[] writers;
    private final List<List<Integer>> readers = new ArrayList<>();
    private final BitSet kept = new BitSet();
    private final Map<Integer, Tensor> constants = new HashMap<>();

    /**
     * Looks at a network.
     *
     * @param groups of nodes that may be put together
     * @param shapes of its values
     */
    Parts(Network network, Dependences dependences, Set<Dependences.Group> groups, long[][] shapes) {
        this.network = network;
        this.groups = Set.copyOf(groups);
        this.dependences = dependences;
        this.shapes = shapes;
        this.writers = new int[network.values().size()];
        Arrays.fill(writers, -1);
        network.values().forEach(value -> readers.add(new ArrayList<>()));
        for (int i = 0; i < network.nodes().size(); i++) {
            int index = i;
            Network.Node node = network.nodes().get(i);
            node.inputs().stream()
                    .filter(value -> value >= 0)
                    .forEach(value -> readers.get(value).add(index));
            node.outputs().stream().filter(value -> value >= 0).forEach(value -> writers[value] = index);
        }
        network.outputs().forEach(port -> kept.set(network.indexOf(port.name())));
        network.constants().forEach(constant -> constants.put(constant.value(), constant.tensor()));
    }

    /** Returns the inputs of the node that computes a value, if that is one of an operator. */
    Optional<List<Integer>> inputs(int value, String type) {
        return value < 0 || writers[value] < 0
                ? Optional.empty()
                : Optional.of(network.nodes().get(writers[value]))
                        .filter(node -> node.type().equals(type))
                        .map(Network.Node::inputs);
    }

    /** Returns the inputs of the node that computes a value in both orders, if that is one of an operator of two inputs. */
    List<List<Integer>> bothWays(int value, String type) {
        return inputs(value, type)
                .filter(inputs -> inputs.size() == 2)
                .map(inputs -> List.of(inputs, List.of(inputs.get(1), inputs.get(0))))
                .orElse(List.of());
    }

    /** Returns what a value is the square of, whichever way; -1 if it is none. */
    int root(int value) {
        Optional<List<Integer>> factors = inputs(value, "Mul");
        if (factors.isPresent()) {
            return factors.get().get(0).equals(factors.get().get(1))
                    ? factors.get().get(0)
                    : -1;
        }
        return inputs(value, "Pow")
                .filter(inputs -> isSquare(value))
                .map(inputs -> inputs.get(0))
                .orElse(-1);
    }

    private boolean isSquare(int value) {
        Network.Node node = network.nodes().get(writers[value]);
        List<long[]> read = node.inputs().stream().map(input -> shapes[input]).toList();
        return node.operator().layerForm(read).orElse(null) instanceof LayerForm.Pointwise form
                && form.kind() == LayerForm.Pointwise.Kind.SQUARE;
    }

    /** Returns the number that a value always is, if it is but one. */
    Optional<Double> number(int value) {
        return Optional.ofNullable(constants.get(value))
                .filter(tensor -> tensor.size() == 1 && tensor.type().isFloating())
                .map(tensor -> tensor.get(0));
    }

    boolean isNumber(int value, double expected) {
        return number(value)
                .filter(number -> Math.abs(number - expected) <= CLOSE * expected)
                .isPresent();
    }

    long[] shape(int value) {
        return shapes[value];
    }

    /**
     * Returns the nodes that compute a value from others. Empty if somebody else reads what lies in between, or if that is
     * of another group.
     *
     * @param from the nodes that compute these do not count
     */
    Optional<BitSet> between(Collection<Integer> from, int value) {
        BitSet found = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (next >= 0 && writers[next] >= 0 && !from.contains(next) && !found.get(writers[next])) {
                found.set(writers[next]);
                open.addAll(network.nodes().get(writers[next]).inputs());
            }
        }
        boolean isClosed = found.stream()
                .allMatch(node -> groups.contains(dependences.group(node))
                        && network.nodes().get(node).outputs().stream()
                                .allMatch(written -> written == value || isReadWithin(found, written)));
        return isClosed ? Optional.of(found) : Optional.empty();
    }

    private boolean isReadWithin(BitSet nodes, int value) {
        return value < 0 || !kept.get(value) && readers.get(value).stream().allMatch(nodes::get);
    }
}
