package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.file.Excerpt;
import io.orograph.network.LabelRule;
import io.orograph.network.Network;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import java.util.Optional;
import java.util.Set;

/** Looks at the labels that are data of a network which computes its loss itself: each has to be one of its classes. */
final class OwnLabels {

    private static final Set<String> PASSING = Set.of("Cast", "Identity");

    private final Network network;
    private final Dataset data;
    private final long[][] shapes;

    private OwnLabels(Network network, Dataset data) {
        this.network = network;
        this.data = data;
        int fixed = LossChoice.fixedBatch(network);
        this.shapes = ShapeInference.infer(network, data.arrays().shapes(fixed > 0 ? fixed : 1));
    }

    /**
     * Checks the labels.
     *
     * @throws IllegalArgumentException if one is no class of the network; the message names it
     */
    static void check(Network network, Dataset data) {
        OwnLabels labels = null;
        for (Network.Node node : network.nodes()) {
            Optional<LabelRule> rule = node.operator().labelRule();
            if (rule.isPresent()) {
                labels = labels == null ? new OwnLabels(network, data) : labels;
                labels.check(node, rule.get());
            }
        }
    }

    private void check(Network.Node node, LabelRule rule) {
        Optional<Inputs.Input> input = input(node.inputs().get(rule.labels()));
        long[] scores = shapes[node.inputs().get(rule.scores())];
        if (input.isEmpty() || scores == null) {
            return;
        }
        long classes = scores[1];
        Tensor values = input.get().values();
        for (int i = 0; i < values.size(); i++) {
            double label = values.get(i);
            boolean isIgnored =
                    rule.ignored().isPresent() && label == rule.ignored().getAsLong();
            if (!isIgnored && !(label >= 0 && label < classes && label == Math.rint(label))) {
                throw new IllegalArgumentException("the network computes its loss over " + classes
                        + " classes, labels 0 to " + (classes - 1) + ", but "
                        + Excerpt.of(input.get().array())
                        + " holds " + text(label) + " at place " + i + " (counted from 0)"
                        + (rule.ignored().isPresent()
                                ? "; what is left out has the label "
                                        + rule.ignored().getAsLong() + " there"
                                : ""));
            }
        }
    }

    private static String text(double label) {
        return label == Math.rint(label) ? Long.toString((long) label) : Double.toString(label);
    }

    /** Returns the input of the network that a value is, perhaps under another type or shape; empty if it is none. */
    private Optional<Inputs.Input> input(int value) {
        String name = network.values().get(value);
        Optional<Inputs.Input> input = data.arrays().all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (input.isPresent()) {
            return input;
        }
        Network.Node producer = network.producer(name);
        boolean passes = producer != null && (producer.operator().isView() || PASSING.contains(producer.type()));
        return passes ? input(producer.inputs().get(0)) : Optional.empty();
    }
}
