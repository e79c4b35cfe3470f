package io.orograph.model;

import io.orograph.network.Network;
import io.orograph.network.SplitTensor;
import io.orograph.network.TiedTensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The parameters that a tensor of the file is: itself, the one that it follows, or the parts that it was split into. */
final class TensorSources {

    private final Network network;
    private final Map<String, List<String>> sources = new HashMap<>();
    private final Set<Integer> joined = new HashSet<>();

    TensorSources(Network network) {
        this.network = network;
        for (TiedTensor tied : network.layout().tied()) {
            sources.put(tied.name(), List.of(tied.source()));
        }
        for (SplitTensor split : network.layout().split()) {
            sources.put(split.name(), split.parts());
            joined.add(network.indexOf(split.name()));
        }
    }

    /** Returns the names of the parameters that a value is; none if it is something else. */
    Stream<String> parameters(String value) {
        if (sources.containsKey(value)) {
            return sources.get(value).stream().flatMap(this::parameters);
        }
        return network.layout().find(value).isPresent() ? Stream.of(value) : Stream.empty();
    }

    /** Tells whether a node only puts the parts of a tensor together. */
    boolean joins(Network.Node node) {
        return joined.contains(node.outputs().get(0));
    }
}
