package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.file.Excerpt;
import io.orograph.network.Network;
import io.orograph.network.Port;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
        List<Port> outputs = network.outputs();
        if (options.output().isPresent()) {
            return new OutputSelection(network.withOutput(options.output().get()), List.of());
        }
        if (outputs.size() == 1) {
            return new OutputSelection(network, List.of());
        }
        boolean[] leading = leading(network);
        List<Port> last = outputs.stream()
                .filter(port -> !leading[network.indexOf(port.name())])
                .toList();
        List<Port> candidates = last.isEmpty() ? outputs : last;
        Port taken = ownLoss(network, candidates, options)
                .or(() -> candidates.stream()
                        .filter(port -> fits(network.withOutput(port), data, options))
                        .findFirst())
                .orElse(candidates.get(0));
        String names = Excerpt.of(outputs.stream().map(Port::name).collect(Collectors.joining(", ")));
        return new OutputSelection(
                network.withOutput(taken),
                List.of("The network has the outputs " + names + "; the loss is taken of " + taken.name()
                        + ", another can be chosen (Output, --output)."));
    }

    /** Returns an output that is a loss which the network computes from labels, where no other loss is chosen. */
    private static Optional<Port> ownLoss(Network network, List<Port> candidates, LossOptions options) {
        boolean isAsked =
                options.kind().filter(kind -> !kind.equals(LossKind.OUTPUT)).isEmpty();
        return candidates.stream()
                .filter(port -> isAsked && BatchLoss.isLoss(network.withOutput(port)))
                .findFirst();
    }

    private static boolean fits(Network network, Dataset data, LossOptions options) {
        try {
            new LossDetection(network, data, options).choice();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns which values something is computed from that leads to an output, found from the end in one pass. */
    private static boolean[] leading(Network network) {
        boolean[] leading = new boolean[network.values().size()];
        Set<Integer> outputs = new HashSet<>();
        network.outputs().forEach(port -> outputs.add(network.indexOf(port.name())));
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            Network.Node node = network.nodes().get(i);
            boolean leads = node.outputs().stream()
                    .anyMatch(value -> value >= 0 && (leading[value] || outputs.contains(value)));
            if (leads) {
                node.inputs().stream().filter(input -> input >= 0).forEach(input -> leading[input] = true);
            }
        }
        return leading;
    }
}
