package io.orograph.network;

import io.orograph.network.Dependences.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the numbers of affine values in the order in which the operator behind them is fastest, for plans that keep affine values
 * from point to point: the order is made once, and what follows gains at each point. A rectifier in between goes behind the
 * operator, which for a largest number is the same.
 */
final class Reordering {

    private final Network network;
    private final Dependences dependences;
    private final long[][] shapes;
    private final List<String> values;
    private final List<List<Network.Node>> nodes = new ArrayList<>();
    private final ValueUses uses;

    private Reordering(Network network, Dependences dependences, long[][] shapes) {
        this.network = network;
        this.dependences = dependences;
        this.shapes = shapes;
        this.values = new ArrayList<>(network.values());
        this.uses = new ValueUses(network);
        network.nodes().forEach(node -> nodes.add(List.of(node)));
    }

    /** Returns a network that computes the same. */
    static Network of(Network network, Dependences dependences, long[][] shapes) {
        Reordering reordering = new Reordering(network, dependences, shapes);
        boolean changed = false;
        for (int i = 0; i < network.nodes().size(); i++) {
            changed |= reordering.reorder(i);
        }
        return changed
                ? network.withNodes(
                        reordering.values,
                        reordering.nodes.stream().flatMap(List::stream).toList())
                : network;
    }

    private boolean reorder(int last) {
        Network.Node node = network.nodes().get(last);
        Optional<Operator.Reordered> reordered = dependences.group(last) == Group.GENERAL
                ? node.operator().reordered(node.inputShapes(shapes))
                : Optional.empty();
        if (reordered.isEmpty()) {
            return false;
        }
        List<Integer> rectifiers = new ArrayList<>();
        int value = node.inputs().get(0);
        while (isRectified(value)) {
            int rectifier = uses.writerForOne(value);
            rectifiers.add(0, rectifier);
            value = network.nodes().get(rectifier).inputs().get(0);
        }
        int writer = uses.writerForOne(value);
        if (writer < 0 || dependences.group(writer) != Group.AFFINE) {
            return false;
        }
        rectifiers.forEach(rectifier -> nodes.set(rectifier, List.of()));
        nodes.set(last, chain(node, value, reordered.get(), rectifiers));
        return true;
    }

    /** Tells whether a value is that of a rectifier and read but once. */
    private boolean isRectified(int value) {
        int writer = uses.writerForOne(value);
        if (writer < 0) {
            return false;
        }
        Network.Node node = network.nodes().get(writer);
        return dependences.group(writer) == Group.GENERAL
                && node.operator().layerForm(node.inputShapes(shapes)).orElse(null) instanceof LayerForm.Pointwise form
                && form.kind() == LayerForm.Pointwise.Kind.RECTIFIER;
    }

    private List<Network.Node> chain(
            Network.Node node, int from, Operator.Reordered reordered, List<Integer> rectifiers) {
        List<Network.Node> chain = new ArrayList<>();
        int value = added(from, "in order");
        chain.add(new Network.Node(node.name(), "Order", reordered.order(), List.of(from), List.of(value)));
        int written = rectifiers.isEmpty()
                ? node.outputs().get(0)
                : added(node.outputs().get(0), "before the rectifier");
        chain.add(new Network.Node(node.name(), node.type(), reordered.rest(), List.of(value), List.of(written)));
        for (int i = 0; i < rectifiers.size(); i++) {
            Network.Node rectifier = network.nodes().get(rectifiers.get(i));
            List<Integer> read = new ArrayList<>(rectifier.inputs());
            read.set(0, written);
            written = i == rectifiers.size() - 1
                    ? node.outputs().get(0)
                    : added(node.outputs().get(0), "rectified");
            chain.add(
                    new Network.Node(rectifier.name(), rectifier.type(), rectifier.operator(), read, List.of(written)));
        }
        return chain;
    }

    private int added(int value, String what) {
        values.add(network.values().get(value) + " " + what);
        return values.size() - 1;
    }
}
