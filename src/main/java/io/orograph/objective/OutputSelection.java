package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The output of a network that a loss is taken of: a chosen one, else the first that fits the targets among those of which no
 * other is computed. Features that a file gives beside its logits are no answer.
 *
 * @param network the same network with this output alone
 * @param notices says which was taken where there are several
 */
record OutputSelection(Network network, List<String> notices) {

    /**
     * Selects an output.
     *
     * @throws IllegalArgumentException if the network has no output of the chosen name; the message lists those it has
     */
    static OutputSelection of(Network network, Dataset data, LossOptions options) {
        List<Network.Port> outputs = network.outputs();
        if (options.output().isPresent()) {
            return new OutputSelection(network.withOutput(options.output().get()), List.of());
        }
        if (outputs.size() == 1) {
            return new OutputSelection(network, List.of());
        }
        List<Network.Port> last = outputs.stream()
                .filter(port -> outputs.stream().noneMatch(other -> other != port && leadsTo(network, port, other)))
                .toList();
        List<Network.Port> candidates = last.isEmpty() ? outputs : last;
        Network.Port taken = candidates.stream()
                .filter(port -> fits(network.withOutput(port), data, options))
                .findFirst()
                .orElse(candidates.get(0));
        String names = Excerpt.of(outputs.stream().map(Network.Port::name).collect(Collectors.joining(", ")));
        return new OutputSelection(
                network.withOutput(taken),
                List.of("The network has the outputs " + names + "; the loss is taken of " + taken.name()
                        + ", another can be chosen (Output, --output)."));
    }

    private static boolean fits(Network network, Dataset data, LossOptions options) {
        try {
            new LossDetection(network, data, options).choice();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Tells whether one output is computed from another. */
    private static boolean leadsTo(Network network, Network.Port from, Network.Port to) {
        int wanted = network.values().indexOf(from.name());
        Deque<Integer> values = new ArrayDeque<>(List.of(network.values().indexOf(to.name())));
        Set<Integer> seen = new HashSet<>(values);
        while (!values.isEmpty()) {
            Network.Node node = network.producer(network.values().get(values.pop()));
            if (node == null) {
                continue;
            }
            if (node.inputs().contains(wanted)) {
                return true;
            }
            node.inputs().stream()
                    .filter(input -> input >= 0 && seen.add(input))
                    .forEach(values::add);
        }
        return false;
    }
}
