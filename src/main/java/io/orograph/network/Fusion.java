package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites a network so that it computes the same with less work: a normalisation with held statistics behind a
 * convolution or dense layer is folded into that layer's weights, which costs one pass over the weights instead of two
 * over the activations, and on the way back likewise. The result is the same up to rounding.
 */
final class Fusion {

    private final Network network;
    private final Dependences dependences;
    private final List<String> values;
    private final ValueUses uses;
    private final Set<Dependences.Group> folds;

    private Fusion(Network network, Dependences dependences, Set<Dependences.Group> folds) {
        this.network = network;
        this.dependences = dependences;
        this.folds = folds;
        this.values = new ArrayList<>(network.values());
        this.uses = new ValueUses(network);
    }

    /**
     * Returns a network with fewer nodes that computes the same.
     *
     * @param dependences of the network's values: what is not computed at every point is left as it is
     * @param gradients whether the plan also goes back
     */
    static Network fused(Network network, Dependences dependences, boolean gradients) {
        return new Fusion(network, dependences, Dependences.atEveryPoint(gradients)).fold();
    }

    private Network fold() {
        Network.Node[] nodes = network.nodes().toArray(new Network.Node[0]);
        List<List<Network.Node>> replaced = new ArrayList<>();
        Arrays.stream(nodes).forEach(node -> replaced.add(List.of(node)));
        boolean changed = false;
        for (int i = 0; i < nodes.length; i++) {
            int layer = layerBefore(nodes[i]);
            if (layer >= 0 && folds.contains(dependences.group(layer))) {
                Optional<Operator> folding = nodes[i].operator().foldedInto(nodes[layer].operator());
                if (folding.isPresent()) {
                    replaced.set(layer, List.of());
                    replaced.set(i, folded(nodes[layer], nodes[i], folding.get()));
                    changed = true;
                }
            }
        }
        if (!changed) {
            return network;
        }
        return network.withNodes(values, replaced.stream().flatMap(List::stream).toList());
    }

    /** Returns the node that computes the first input of another one, which alone reads it; -1 if there is none. */
    private int layerBefore(Network.Node node) {
        return uses.writerForOne(node.inputs().isEmpty() ? -1 : node.inputs().get(0));
    }

    private List<Network.Node> folded(Network.Node layer, Network.Node normalization, Operator folding) {
        int weights = added(normalization, "weights");
        int bias = added(normalization, "bias");
        List<Integer> read = new ArrayList<>(
                normalization.inputs().subList(1, normalization.inputs().size()));
        read.add(layer.inputs().get(1));
        read.add(layer.inputs().size() > 2 ? layer.inputs().get(2) : -1);
        return List.of(
                new Network.Node(normalization.name(), "Fold", folding, read, List.of(weights, bias)),
                new Network.Node(
                        layer.name(),
                        layer.type(),
                        layer.operator(),
                        List.of(layer.inputs().get(0), weights, bias),
                        List.of(normalization.outputs().get(0))));
    }

    private int added(Network.Node normalization, String what) {
        values.add(network.values().get(normalization.outputs().get(0)) + " folded " + what);
        return values.size() - 1;
    }
}
