package io.orograph.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes parameters of a network follow others, of which they hold the numbers. */
final class Tying {

    /** The version of the ONNX operators in which the nodes are written. */
    private static final int OPSET = 13;

    private final Network network;
    private final Map<String, TiedTensor> tied = new HashMap<>();

    Tying(Network network, List<TiedTensor> tied) {
        this.network = network;
        tied.forEach(each -> this.tied.put(each.name(), each));
    }

    Network network(OperatorSource operators) {
        double[] theta = network.weights();
        List<Parameter> kept = new ArrayList<>();
        double[] weights = new double
                [theta.length
                        - tied.values().stream()
                                .mapToInt(each -> each.own().size())
                                .sum()];
        int size = 0;
        for (Parameter parameter : network.layout().parameters()) {
            if (!tied.containsKey(parameter.name())) {
                System.arraycopy(theta, parameter.offset(), weights, size, parameter.size());
                kept.add(parameter.at(size));
                size += parameter.size();
            }
        }
        List<TiedTensor> all = new ArrayList<>(network.layout().tied());
        List<Network.Node> nodes = new ArrayList<>();
        for (Parameter parameter : network.layout().parameters()) {
            TiedTensor each = tied.get(parameter.name());
            if (each != null) {
                all.add(each);
                nodes.add(node(each, operators));
            }
        }
        nodes.addAll(network.nodes());
        return network.withNodes(network.values(), nodes)
                .with(
                        network.constants(),
                        new ParameterLayout(kept, all, network.layout().split()),
                        weights);
    }

    private Network.Node node(TiedTensor tensor, OperatorSource operators) {
        String type = tensor.transposed() ? "Transpose" : "Identity";
        NodeSpec spec = new NodeSpec(
                "", type, OPSET, Attributes.none(), List.of(tensor.source()), List.of(tensor.name()), Map.of());
        List<String> values = network.values();
        return new Network.Node(
                "",
                type,
                operators.create(spec),
                List.of(values.indexOf(tensor.source())),
                List.of(values.indexOf(tensor.name())));
    }
}
