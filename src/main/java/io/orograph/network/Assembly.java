package io.orograph.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes one node of the several that a file stores a GELU or a layer normalisation in: that of the operator which ONNX has for it
 * by now, so that what comes later knows one form only. The result is the same up to rounding. Left as they are: parts that
 * somebody else reads, and those that a plan need not compute at every point.
 */
final class Assembly {

    /** The operator set that has both. */
    private static final int OPSET = 20;

    private final Network network;
    private final Parts parts;
    private final StoredGelu gelu;
    private final StoredNormalization normalization;

    private Assembly(Network network, Parts parts) {
        this.network = network;
        this.parts = parts;
        this.gelu = new StoredGelu(parts);
        this.normalization = new StoredNormalization(parts);
    }

    /**
     * Returns a network that computes the same.
     *
     * @param shapes of the network's values
     * @param gradients whether the plan also goes back, and so computes at every point what is affine in the weights too
     */
    static Network of(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        Parts parts = new Parts(network, dependences, Dependences.atEveryPoint(gradients), shapes);
        return new Assembly(network, parts).assembled();
    }

    /** What takes the place of some nodes. */
    private record Whole(String type, Attributes attributes, List<Integer> inputs) {}

    /** From behind, so that a normalisation is found with its shift before it is found without. */
    private Network assembled() {
        List<Network.Node> nodes = new ArrayList<>();
        BitSet done = new BitSet();
        boolean changed = false;
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            if (done.get(i)) {
                continue;
            }
            Network.Node node = network.nodes().get(i);
            Optional<Whole> whole = wholeOf(node);
            Optional<BitSet> replaced = whole.flatMap(
                    found -> parts.between(found.inputs(), node.outputs().get(0)));
            replaced.ifPresent(done::or);
            nodes.add(0, replaced.isPresent() ? assembled(node, whole.get()) : node);
            changed |= replaced.isPresent();
        }
        return changed ? network.withNodes(network.values(), nodes) : network;
    }

    private Optional<Whole> wholeOf(Network.Node node) {
        if (node.outputs().size() != 1) {
            return Optional.empty();
        }
        int y = node.outputs().get(0);
        OptionalInt x = gelu.argument(y);
        Optional<Whole> whole = x.isPresent()
                ? Optional.of(new Whole("Gelu", Attributes.none(), List.of(x.getAsInt())))
                : normalization.of(y).map(Assembly::wholeOf);
        return whole.filter(found -> network.operators().supports(found.type()));
    }

    private static Whole wholeOf(StoredNormalization.Found found) {
        List<Integer> inputs = found.shift() == StoredNormalization.NONE
                ? List.of(found.x(), found.scale())
                : List.of(found.x(), found.scale(), found.shift());
        return new Whole(
                "LayerNormalization", new Attributes(Map.of("epsilon", (float) found.epsilon(), "axis", -1L)), inputs);
    }

    private Network.Node assembled(Network.Node last, Whole whole) {
        NodeSpec spec = new NodeSpec(
                last.name(),
                whole.type(),
                OPSET,
                whole.attributes(),
                names(whole.inputs()),
                names(last.outputs()),
                Map.of());
        return new Network.Node(
                last.name(), whole.type(), network.operators().create(spec), whole.inputs(), last.outputs());
    }

    private List<String> names(List<Integer> values) {
        return values.stream().map(network.values()::get).toList();
    }
}
