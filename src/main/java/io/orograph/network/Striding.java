package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Spares the copies that bring arrays in order for products of matrices: a product that reads by strides reads what the copy
 * was made of, and writes where a copy of its result alone would put it. So the heads of an attention stay where the layer before
 * it wrote them. Copies that nobody reads then are left out.
 */
final class Striding {

    private final Network network;
    private final long[][] shapes;
    private final CopySources sources;
    private final Network.Node[] nodes;
    /** Of each node that can read and write by strides where its arrays lie; null for any other. */
    private final Views[] views;

    /**
     * Where the arrays of a node lie in those that it reads and writes in their place.
     *
     * @param read the values that are read
     * @param factor what the output is to be multiplied by
     * @param written the value that is written
     */
    private record Views(List<Integer> read, List<StridedView> inputs, double factor, int written, StridedView output) {

        Views reading(int input, CopySources.Source source) {
            List<Integer> values = new ArrayList<>(read);
            values.set(input, source.value());
            List<StridedView> others = new ArrayList<>(inputs);
            others.set(input, source.view());
            return new Views(values, others, factor * source.factor(), written, output);
        }

        Views scaled(double by, int value, StridedView view) {
            return new Views(read, inputs, factor * by, value, view);
        }

        Views writing(int value, StridedView view) {
            return new Views(read, inputs, factor, value, view);
        }
    }

    private Striding(Network network, long[][] shapes) {
        this.network = network;
        this.shapes = shapes;
        this.sources = new CopySources(network, shapes);
        this.nodes = network.nodes().toArray(Network.Node[]::new);
        this.views = new Views[nodes.length];
    }

    /**
     * Returns a network with fewer copies that computes the same, up to rounding.
     *
     * @param shapes of the network's values
     */
    static Network of(Network network, long[][] shapes) {
        return new Striding(network, shapes).strided();
    }

    private Network strided() {
        for (int i = 0; i < nodes.length; i++) {
            views[i] = readByStrides(i);
            nodes[i] = views[i] == null ? nodes[i] : reading(nodes[i], views[i].read());
        }
        dropUnread();
        int[] readers = onlyReaders();
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != null && views[i] != null) {
                scale(i, readers);
                writeByStrides(i, readers);
            }
        }
        List<Network.Node> strided = IntStream.range(0, nodes.length)
                .filter(i -> nodes[i] != null)
                .mapToObj(i -> views[i] == null || isAsBefore(i) ? nodes[i] : strided(i))
                .toList();
        return strided.equals(network.nodes()) ? network : network.withNodes(network.values(), strided);
    }

    private static Network.Node reading(Network.Node node, List<Integer> read) {
        return new Network.Node(node.name(), node.type(), node.operator(), read, node.outputs());
    }

    private boolean isAsBefore(int node) {
        Network.Node before = network.nodes().get(node);
        return views[node].read().equals(before.inputs()) && before.outputs().equals(List.of(views[node].written()));
    }

    private Network.Node strided(int node) {
        Operator operator = operator(node, views[node]).orElseThrow();
        return new Network.Node(
                nodes[node].name(), "Strided", operator, views[node].read(), List.of(views[node].written()));
    }

    private Optional<Operator> operator(int node, Views with) {
        Operator operator = network.nodes().get(node).operator();
        return operator.strided(
                new Operator.Strides(with.inputs(), with.factor(), with.output(), shapes[with.written()]));
    }

    private StridedView plain(int value) {
        return StridedView.of(shapes[value]);
    }

    /** Returns the views by which a node reads its inputs, each from as far back as it can; null if it does not by any. */
    private Views readByStrides(int node) {
        List<Integer> read = nodes[node].inputs();
        int written = nodes[node].outputs().get(0);
        if (nodes[node].outputs().size() > 1 || written < 0 || read.contains(-1)) {
            return null;
        }
        Views found = new Views(read, read.stream().map(this::plain).toList(), 1, written, plain(written));
        if (operator(node, found).isEmpty()) {
            return null;
        }
        for (int i = 0; i < read.size(); i++) {
            for (CopySources.Source source : sources.of(read.get(i))) {
                Views further = found.reading(i, source);
                if (operator(node, further).isPresent()) {
                    found = further;
                    break;
                }
            }
        }
        return found;
    }

    /** Has a node multiply its output as the nodes do that alone read it, and drops these. */
    private void scale(int node, int[] readers) {
        int reader = readers[views[node].written()];
        while (reader >= 0 && nodes[reader].inputs().get(0) == views[node].written()) {
            int scaled = nodes[reader].outputs().get(0);
            OptionalDouble factor = sources.factor(scaled);
            Views further = views[node].scaled(factor.orElse(1), scaled, plain(scaled));
            if (factor.isEmpty() || operator(node, further).isEmpty()) {
                return;
            }
            views[node] = further;
            nodes[reader] = null;
            reader = readers[scaled];
        }
    }

    /** Lets a node write where nodes that alone read its output would bring it, as far on as it can, and drops these. */
    private void writeByStrides(int node, int[] readers) {
        Views plain = views[node];
        List<Integer> chain = new ArrayList<>();
        int spared = 0;
        boolean isCopied = false;
        int value = plain.written();
        while (readers[value] >= 0 && isHandedBack(readers[value], value)) {
            chain.add(readers[value]);
            isCopied |= !nodes[readers[value]].operator().isView();
            value = nodes[readers[value]].outputs().get(0);
            Optional<Views> further = isCopied ? further(plain, chain, value) : Optional.empty();
            if (further.isPresent() && operator(node, further.get()).isPresent()) {
                views[node] = further.get();
                spared = chain.size();
            }
        }
        chain.subList(0, spared).forEach(reader -> nodes[reader] = null);
    }

    private boolean isHandedBack(int reader, int value) {
        return nodes[reader].outputs().size() == 1
                && nodes[reader].inputs().get(0) == value
                && handedBack(reader, plain(nodes[reader].outputs().get(0))).isPresent();
    }

    private Optional<StridedView> handedBack(int node, StridedView output) {
        return nodes[node].operator().handedBack(output, nodes[node].inputShapes(shapes));
    }

    /** Returns the views with the output in the array of the value that a chain of nodes makes of it. */
    private Optional<Views> further(Views views, List<Integer> chain, int value) {
        Optional<StridedView> view = Optional.of(plain(value));
        for (int i = chain.size() - 1; i >= 0; i--) {
            int node = chain.get(i);
            view = view.flatMap(found -> handedBack(node, found));
        }
        return view.map(found -> views.writing(value, found));
    }

    private Stream<Integer> readBy(int node) {
        return nodes[node] == null
                ? Stream.empty()
                : nodes[node].inputs().stream().filter(value -> value >= 0);
    }

    private int[] uses() {
        int[] uses = new int[network.values().size()];
        for (int i = 0; i < nodes.length; i++) {
            readBy(i).forEach(value -> uses[value]++);
        }
        network.outputs().forEach(port -> uses[network.indexOf(port.name())]++);
        return uses;
    }

    /** Drops the nodes that handed on what is now read further back. */
    private void dropUnread() {
        int[] uses = uses();
        for (int i = nodes.length - 1; i >= 0; i--) {
            if (nodes[i].outputs().stream().noneMatch(value -> value >= 0 && uses[value] > 0)) {
                readBy(i).forEach(value -> uses[value]--);
                nodes[i] = null;
            }
        }
    }

    /** Returns for each value the node that reads it if nobody else does, and only once; -1 for any other. */
    private int[] onlyReaders() {
        int[] uses = uses();
        int[] readers = new int[uses.length];
        Arrays.fill(readers, -1);
        for (int i = 0; i < nodes.length; i++) {
            int index = i;
            readBy(i).filter(value -> uses[value] == 1).forEach(value -> readers[value] = index);
        }
        network.outputs().forEach(port -> readers[network.indexOf(port.name())] = -1);
        return readers;
    }
}
