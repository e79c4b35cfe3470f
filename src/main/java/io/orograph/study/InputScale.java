package io.orograph.study;

import io.orograph.network.Network;
import java.util.Map;
import java.util.Set;

/** What the first operators of a network tell about the scale of its input. */
final class InputScale {

    private static final Set<String> SCALING = Set.of("Div", "Mul", "Sub", "BatchNormalization");

    /** Operators that look something up, with the place of the operand that says which. */
    private static final Map<String, Integer> LOOKUPS =
            Map.of("Gather", 1, "GatherElements", 1, "GatherND", 1, "OneHot", 0);

    private static final Set<String> PASSING = Set.of("Cast", "Slice", "Split", "Transpose", "Concat");

    private InputScale() {}

    /** Tells whether bytes may have been divided by 255 before the network saw them: it neither scales nor counts them. */
    static boolean isOpen(Network network) {
        int input = network.values().indexOf(network.inputs().get(0).name());
        return !scales(network, input) && !looksUp(network, input);
    }

    /** Whether the first thing a network does is to scale or normalise its input: then bytes are what it expects. */
    private static boolean scales(Network network, int input) {
        return network.nodes().stream()
                .filter(node -> node.inputs().contains(input))
                .anyMatch(node -> SCALING.contains(node.type()));
    }

    /** Whether the input holds numbers of tokens, whose vectors are looked up; found in one pass over the nodes. */
    private static boolean looksUp(Network network, int input) {
        boolean[] handedOn = new boolean[network.values().size()];
        handedOn[input] = true;
        for (Network.Node node : network.nodes()) {
            int lookup = LOOKUPS.getOrDefault(node.type(), -1);
            boolean passes = node.operator().isView() || PASSING.contains(node.type());
            for (int place = 0; place < node.inputs().size(); place++) {
                int value = node.inputs().get(place);
                if (value >= 0 && handedOn[value]) {
                    if (place == lookup) {
                        return true;
                    }
                    if (passes) {
                        node.outputs().stream()
                                .filter(output -> output >= 0)
                                .forEach(output -> handedOn[output] = true);
                    }
                }
            }
        }
        return false;
    }
}
