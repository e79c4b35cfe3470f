package io.orograph.network.blocked;

import io.orograph.network.Dependences;
import io.orograph.network.Dependences.Group;
import io.orograph.network.LayerForm;
import io.orograph.network.LayerForm.Pointwise.Kind;
import io.orograph.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Convolutions and dense layers of a network with what can be done on the way: a sum with what skipped them, then a rectifier,
 * where nobody else reads what lies in between. A sum of two convolutions goes with the later one.
 */
final class LayerChains {

    private final Network network;
    private final long[][] shapes;
    private final Map<Integer, Chain> byEnd = new HashMap<>();
    private final boolean[] within;

    /**
     * A layer and what follows it.
     *
     * @param nodes the layer first
     * @param bias a row that is added to it first
     * @param skip the value that is added to it
     * @param cap the largest number of the rectifier behind it, which may be infinite; empty for no rectifier
     */
    record Chain(List<Network.Node> nodes, Optional<Integer> bias, Optional<Integer> skip, Optional<Double> cap) {

        static Chain of(Network.Node layer) {
            return new Chain(List.of(layer), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Network.Node layer() {
            return nodes.get(0);
        }

        Network.Node last() {
            return nodes.get(nodes.size() - 1);
        }
    }

    private LayerChains(Network network, long[][] shapes) {
        this.network = network;
        this.shapes = shapes;
        this.within = new boolean[network.nodes().size()];
    }

    /**
     * Finds the chains of a network.
     *
     * @param groups of the layers that may begin one
     */
    static LayerChains of(Network network, Dependences dependences, Set<Group> groups, long[][] shapes) {
        LayerChains chains = new LayerChains(network, shapes);
        int[] readers = chains.onlyReaders();
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            if (groups.contains(dependences.group(i)) && chains.isLayer(i)) {
                chains.follow(i, readers);
            }
        }
        return chains;
    }

    /** Returns for each value the only node that reads it, once; -1 where there is none or another reader as well. */
    private int[] onlyReaders() {
        int[] readers = new int[network.values().size()];
        int[] counts = new int[readers.length];
        Arrays.fill(readers, -1);
        for (int i = 0; i < network.nodes().size(); i++) {
            for (int value : network.nodes().get(i).inputs()) {
                if (value >= 0) {
                    readers[value] = i;
                    counts[value]++;
                }
            }
        }
        network.outputs().forEach(port -> counts[network.indexOf(port.name())]++);
        for (int value = 0; value < readers.length; value++) {
            readers[value] = counts[value] == 1 ? readers[value] : -1;
        }
        return readers;
    }

    private LayerForm form(int node) {
        Network.Node asked = network.nodes().get(node);
        return asked.operator().layerForm(asked.inputShapes(shapes)).orElse(null);
    }

    private boolean isLayer(int node) {
        LayerForm form = form(node);
        return form instanceof LayerForm.Convolution || form instanceof LayerForm.Dense;
    }

    private boolean is(int node, Kind kind) {
        return node >= 0
                && !within[node]
                && !byEnd.containsKey(node)
                && form(node) instanceof LayerForm.Pointwise pointwise
                && pointwise.kind() == kind;
    }

    private void follow(int layer, int... readers) {
        List<Integer> chain = new ArrayList<>(List.of(layer));
        int y = network.nodes().get(layer).outputs().get(0);
        Optional<Integer> bias = bias(layer, readers[y]);
        if (bias.isPresent()) {
            chain.add(readers[y]);
            y = network.nodes().get(readers[y]).outputs().get(0);
        }
        Optional<Integer> skip = Optional.empty();
        if (is(readers[y], Kind.SUM)) {
            List<Integer> terms = network.nodes().get(readers[y]).inputs();
            skip = Optional.of(terms.get(0) == y ? terms.get(1) : terms.get(0));
            chain.add(readers[y]);
            y = network.nodes().get(readers[y]).outputs().get(0);
        }
        Optional<Double> cap = Optional.empty();
        if (is(readers[y], Kind.RECTIFIER) && Attributes.canCapAt(((LayerForm.Pointwise) form(readers[y])).cap())) {
            cap = Optional.of(((LayerForm.Pointwise) form(readers[y])).cap());
            chain.add(readers[y]);
        }
        if (chain.size() > 1) {
            int end = chain.get(chain.size() - 1);
            chain.subList(0, chain.size() - 1).forEach(node -> within[node] = true);
            byEnd.put(end, new Chain(chain.stream().map(network.nodes()::get).toList(), bias, skip, cap));
        }
    }

    /** Returns the row that a node adds to a dense layer without a bias. */
    private Optional<Integer> bias(int layer, int reader) {
        boolean isFree = reader >= 0 && !within[reader] && !byEnd.containsKey(reader);
        return isFree && form(layer) instanceof LayerForm.Dense
                ? biasOf(network.nodes().get(layer), network.nodes().get(reader), form(reader))
                : Optional.empty();
    }

    /**
     * Returns the row that a node adds to the product of a layer that has no bias.
     *
     * @param form of the reader
     */
    static Optional<Integer> biasOf(Network.Node layer, Network.Node reader, LayerForm form) {
        int y = layer.outputs().get(0);
        return form instanceof LayerForm.RowSum sum
                        && reader.inputs().get(sum.array()) == y
                        && DenseLayer.biasOf(layer).isEmpty()
                ? Optional.of(reader.inputs().get(1 - sum.array()))
                : Optional.empty();
    }

    /** Returns the chain whose last node this is. */
    Optional<Chain> endsAt(int node) {
        return Optional.ofNullable(byEnd.get(node));
    }

    /** Tells whether a node belongs to a chain that ends later. */
    boolean isWithin(int node) {
        return within[node];
    }
}
