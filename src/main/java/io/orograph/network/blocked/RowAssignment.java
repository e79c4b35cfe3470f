package io.orograph.network.blocked;

import io.orograph.network.Dependences;
import io.orograph.network.LayerForm;
import io.orograph.network.LayerForm.Pointwise.Kind;
import io.orograph.network.Network;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.ValueUses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which functions of rows the library computes: softmax, layer normalisation, the sum with a row, and GELU with the row that is
 * added before it where nobody else reads the sum. Short arrays are left to the operators that the network has.
 */
final class RowAssignment {

    /**
     * Numbers from which on a call is worth it: it takes a microsecond or two by itself, the loops of the network's operators
     * 2 to 5 ns a number.
     */
    private static final long FEWEST = 1 << 12;

    /** The shortest row; of one of 10 numbers the library's softmax takes as long as a loop. */
    private static final long SHORTEST = 16;

    private final Network network;
    private final Dependences dependences;
    private final long[][] shapes;
    private final Network.Node[] nodes;
    private final ValueUses uses;
    private final boolean gradients;
    private final List<String> values;

    private RowAssignment(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        this.network = network;
        this.dependences = dependences;
        this.shapes = shapes;
        this.nodes = network.nodes().toArray(Network.Node[]::new);
        this.uses = new ValueUses(network);
        this.gradients = gradients;
        this.values = new ArrayList<>(network.values());
    }

    static Network of(Network network, Dependences dependences, long[][] shapes, boolean gradients) {
        return new RowAssignment(network, dependences, shapes, gradients).assigned();
    }

    private Network assigned() {
        boolean changed = false;
        for (int i = 0; i < nodes.length; i++) {
            changed |= assign(i);
        }
        return changed
                ? network.withNodes(
                        values, Arrays.stream(nodes).filter(Objects::nonNull).toList())
                : network;
    }

    private Optional<LayerForm> form(int node) {
        if (nodes[node].inputs().stream().anyMatch(value -> value >= 0 && shapes[value] == null)) {
            return Optional.empty();
        }
        return nodes[node].operator().layerForm(nodes[node].inputShapes(shapes));
    }

    /** Puts an operator of the library's in the place of a node, if there is one; tells whether there is. */
    private boolean assign(int index) {
        Network.Node node = nodes[index];
        int y = node.outputs().get(0);
        if (y < 0 || shapes[y] == null || Shape.size(shapes[y]) < FEWEST) {
            return false;
        }
        long[] shape = shapes[y];
        LayerForm form = form(index).orElse(null);
        if (form instanceof LayerForm.Pointwise pointwise && pointwise.kind() == Kind.GELU) {
            return biasedGelu(index) || put(index, PlainGelu.of(pointwise, node.operator()));
        }
        if (form == null || shape[shape.length - 1] < SHORTEST) {
            return false;
        }
        if (form instanceof LayerForm.RowSum) {
            return !isBias(index) && (gradients || isForViews(index)) && sum(index, index, SumWithRow::plain);
        }
        if (form instanceof LayerForm.Softmax) {
            return put(index, SoftmaxOfRows.of(rows(shape), node.operator()));
        }
        return form instanceof LayerForm.RowNormalization normalization
                && put(index, NormalizationOfRows.of(normalization, rows(shape), node, gradients));
    }

    private static Layout rows(long[] shape) {
        long length = shape[shape.length - 1];
        return Layout.rows(Shape.size(shape) / length, length);
    }

    private boolean put(int index, Optional<? extends Operator> operator) {
        operator.ifPresent(found -> nodes[index] = new Network.Node(
                nodes[index].name(), nodes[index].type(), found, nodes[index].inputs(), outputs(index, found)));
        return operator.isPresent();
    }

    /** Returns the outputs of a node with those that its new operator has beside them. */
    private List<Integer> outputs(int index, Operator operator) {
        Network.Node node = nodes[index];
        List<Integer> outputs = new ArrayList<>(node.outputs());
        int all = operator.outputShapes(node.inputShapes(shapes)).size();
        while (outputs.size() < all) {
            outputs.add(values.size());
            values.add(network.values().get(outputs.get(0)) + " output " + outputs.size());
        }
        return outputs;
    }

    /** Takes a sum with a row before a GELU into it. */
    private boolean biasedGelu(int index) {
        int writer = uses.writerForOne(nodes[index].inputs().get(0));
        if (gradients || writer < 0 || dependences.group(writer) != dependences.group(index) || isBias(writer)) {
            return false;
        }
        boolean isTaken = sum(index, writer, (layout, otherwise) -> SumWithRow.gelu(layout));
        if (isTaken) {
            nodes[writer] = null;
        }
        return isTaken;
    }

    /** Tells whether a sum with a row is taken by the dense layer before it, as its bias. */
    private boolean isBias(int index) {
        LayerForm form = form(index).orElse(null);
        if (gradients || !(form instanceof LayerForm.RowSum sum)) {
            return false;
        }
        int layer = uses.writerForOne(nodes[index].inputs().get(sum.array()));
        if (layer < 0 || nodes[layer] == null || !(form(layer).orElse(null) instanceof LayerForm.Dense dense)) {
            return false;
        }
        Optional<Integer> bias = LayerChains.biasOf(nodes[layer], nodes[index], form);
        return dependences.group(layer) == Dependences.Group.GENERAL
                && dependences.group(index) == Dependences.Group.GENERAL
                && bias.isPresent()
                && DenseLayer.of(nodes[layer], dense, dependences, shapes, bias).isPresent();
    }

    /**
     * Tells whether only views read what a node computes at every point: what else reads a sum may do more in one pass with it,
     * and one that is affine in the weights has to stay so.
     */
    private boolean isForViews(int index) {
        int value = nodes[index].outputs().get(0);
        return dependences.group(index) == Dependences.Group.GENERAL
                && Arrays.stream(nodes)
                        .filter(node -> node != null && node.inputs().contains(value))
                        .allMatch(node -> node.operator().isView());
    }

    /**
     * Puts an operator of the library's that begins with a sum in the place of a node, if there is one.
     *
     * @param sum the node of the sum
     */
    private boolean sum(int index, int sum, BiFunction<Layout, Operator, Optional<SumWithRow>> of) {
        long[] shape = shapes[nodes[sum].outputs().get(0)];
        if (shape[shape.length - 1] < SHORTEST || !(form(sum).orElse(null) instanceof LayerForm.RowSum form)) {
            return false;
        }
        List<Integer> terms = nodes[sum].inputs();
        List<Integer> read = List.of(terms.get(form.array()), terms.get(1 - form.array()));
        Optional<SumWithRow> operator = of.apply(rows(shape), nodes[sum].operator());
        operator.ifPresent(found -> nodes[index] =
                new Network.Node(nodes[index].name(), nodes[index].type(), found, read, nodes[index].outputs()));
        return operator.isPresent();
    }
}
