package io.orograph.network;

import io.orograph.network.Dependences.Group;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan reads of weights that are made of θ: folded with a normalisation, brought into blocks, transposed. Where that is
 * affine in θ, as it is wherever the normalisation itself stays, the derived weights of a point θ₀ + Σ cᵢ·dᵢ are as well the
 * sum of what θ₀ and a step along each dᵢ make of them, which costs one pass in place of one for each node.
 */
final class DerivedWeights {

    private final Network network;
    private final Dependences dependences;
    private final ValueUses uses;
    private final BitSet summed = new BitSet();
    private final Set<Integer> values = new TreeSet<>();
    private final Set<Integer> parameters = new TreeSet<>();

    /**
     * @param sums whether what is affine is summed; if not, all nodes run at every point
     */
    DerivedWeights(Network network, Dependences dependences, boolean sums) {
        this.network = network;
        this.dependences = dependences;
        this.uses = new ValueUses(network);
        if (sums) {
            findSummed();
        }
        findRead();
    }

    /** Nodes that are affine, of which no node that has to run at every θ reads anything. */
    private void findSummed() {
        Map<Integer, Boolean> isReadByOthers = new HashMap<>();
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            Network.Node node = network.nodes().get(i);
            if (dependences.group(i) != Group.WEIGHTS) {
                continue;
            }
            boolean isSummed = node.outputs().stream()
                    .filter(value -> value >= 0)
                    .allMatch(value -> dependences.isAffine(value) && !isReadByOthers.getOrDefault(value, false));
            if (isSummed) {
                summed.set(i);
            } else {
                node.inputs().forEach(value -> isReadByOthers.put(value, true));
            }
        }
    }

    /** What other nodes read of θ and of the weights that are summed, whatever views lie between. */
    private void findRead() {
        for (int i = 0; i < network.nodes().size(); i++) {
            boolean runs = dependences.group(i) == Group.GENERAL || runsAtEachPoint(i);
            for (int value : runs ? network.nodes().get(i).inputs() : List.<Integer>of()) {
                read(value);
            }
        }
        network.outputs().forEach(port -> read(network.indexOf(port.name())));
    }

    private void read(int value) {
        int root = value;
        while (uses.writer(root) >= 0 && isView(uses.writer(root))) {
            root = network.nodes().get(uses.writer(root)).inputs().get(0);
        }
        if (root < 0) {
            return;
        }
        if (uses.writer(root) >= 0 && summed.get(uses.writer(root))) {
            values.add(root);
        } else if (dependences.isMoving(root)
                && network.layout().find(network.values().get(root)).isPresent()) {
            parameters.add(root);
        }
    }

    private boolean isView(int node) {
        return network.nodes().get(node).operator().isView();
    }

    /** Tells whether a node of weights runs at every point. */
    boolean runsAtEachPoint(int node) {
        return dependences.group(node) == Group.WEIGHTS && !summed.get(node);
    }

    /** Returns the values that are summed. */
    List<Integer> values() {
        return List.copyOf(values);
    }

    /** Returns the parts of θ that change from point to point and are read as they are: from, to. */
    List<int[]> parameters() {
        List<int[]> parts = new ArrayList<>();
        network.layout().parameters().stream()
                .filter(parameter -> parameters.contains(network.indexOf(parameter.name())))
                .forEach(parameter -> {
                    int[] last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
                    if (last != null && last[1] == parameter.offset()) {
                        last[1] = parameter.end();
                    } else {
                        parts.add(new int[] {parameter.offset(), parameter.end()});
                    }
                });
        return parts;
    }
}
