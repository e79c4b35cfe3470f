package io.orograph.curvature;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters that a network's first output depends on: those of another head, say, have no curvature. */
final class ReachingParameters {

    private ReachingParameters() {}

    /** Returns the names of the parameters from which operators lead to the output. */
    static Set<String> of(Network network) {
        boolean[] needed = new boolean[network.values().size()];
        needed[network.indexOf(network.outputs().get(0).name())] = true;
        List<Network.Node> reversed = new ArrayList<>(network.nodes());
        Collections.reverse(reversed);
        for (Network.Node node : reversed) {
            if (node.outputs().stream().anyMatch(value -> value >= 0 && needed[value])) {
                node.inputs().stream().filter(value -> value >= 0).forEach(value -> needed[value] = true);
            }
        }
        return network.layout().parameters().stream()
                .map(Parameter::name)
                .filter(name -> needed[network.indexOf(name)])
                .collect(Collectors.toSet());
    }
}
