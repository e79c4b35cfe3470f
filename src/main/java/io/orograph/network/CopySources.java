package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which values of a network hold elements of earlier ones, in another order or a part of them, and where in those they lie: chains
 * of operators that only hand on elements, or multiply all by one number.
 */
final class CopySources {

    private final long[][] shapes;
    private final Network.Node[] writers;
    private final Tensor[] constants;

    /**
     * An earlier value that holds all elements of another one, or the same elements but for a factor.
     *
     * @param view where they lie in its array
     * @param factor what they are to be multiplied by
     */
    record Source(int value, StridedView view, double factor) {}

    /**
     * Takes down what computes the values.
     *
     * @param shapes of the network's values
     */
    CopySources(Network network, long[][] shapes) {
        this.shapes = shapes;
        this.writers = new Network.Node[network.values().size()];
        for (Network.Node node : network.nodes()) {
            node.outputs().stream().filter(value -> value >= 0).forEach(value -> writers[value] = node);
        }
        this.constants = new Tensor[writers.length];
        network.constants().forEach(constant -> constants[constant.value()] = constant.tensor());
    }

    /** Returns what a value is a copy of, the furthest first; values of which it is only another shape do not count. */
    List<Source> of(int value) {
        List<Source> sources = new ArrayList<>();
        List<Integer> chain = new ArrayList<>();
        boolean isCopied = false;
        int from = value;
        while (from >= 0 && handedOn(from).isPresent()) {
            chain.add(0, from);
            isCopied |= !writers[from].operator().isView();
            from = writers[from].inputs().get(0);
            if (isCopied) {
                addSource(from, chain, sources);
            }
        }
        return sources;
    }

    private void addSource(int from, List<Integer> chain, List<Source> sources) {
        Optional<StridedView> view = Optional.of(StridedView.of(shapes[from]));
        double factor = 1;
        for (int value : chain) {
            view = view.flatMap(found -> handedOn(value, found));
            factor *= factor(value).orElse(1);
        }
        double product = factor;
        view.ifPresent(found -> sources.add(0, new Source(from, found, product)));
    }

    /** Returns where the elements of a value lie in the array of the first input of its node; empty if it is none of them. */
    private Optional<StridedView> handedOn(int value) {
        Network.Node node = writers[value];
        return node == null || node.inputs().isEmpty() || node.inputs().get(0) < 0
                ? Optional.empty()
                : handedOn(value, StridedView.of(shapes[node.inputs().get(0)]));
    }

    private Optional<StridedView> handedOn(int value, StridedView input) {
        return factor(value).isPresent()
                ? input.reshaped(shapes[value])
                : writers[value].operator().handedOn(input, handing(value));
    }

    /** Returns what a computed value is its node's first input multiplied by; not 0 or infinity, which NaN may come from. */
    OptionalDouble factor(int value) {
        OptionalDouble factor = writers[value].operator().factor(handing(value));
        float number = (float) factor.orElse(0);
        return Float.isFinite(number) && Float.isFinite(1 / number) ? factor : OptionalDouble.empty();
    }

    private Operator.Handing handing(int value) {
        Network.Node node = writers[value];
        List<Tensor> known = Arrays.asList(node.inputs().stream()
                .map(read -> read < 0 ? null : constants[read])
                .toArray(Tensor[]::new));
        return new Operator.Handing(node.outputs().indexOf(value), node.inputShapes(shapes), known);
    }
}
