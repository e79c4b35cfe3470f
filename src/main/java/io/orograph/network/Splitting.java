package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes parameters of the parts of one parameter, which a node then puts together again. */
final class Splitting {

    /** The version of the ONNX operators in which the node is written. */
    private static final int OPSET = 13;

    private final Network network;
    private final SplitTensor split;

    Splitting(Network network, Parameter parameter, Partition partition) {
        this.network = network;
        this.split = new SplitTensor(parameter, partition);
        String misfit = partition.misfit(parameter.shape());
        if (!misfit.isEmpty()) {
            throw new IllegalArgumentException("\"" + parameter.name() + "\" " + misfit);
        }
        boolean isFollowed =
                network.layout().tied().stream().anyMatch(tied -> tied.source().equals(parameter.name()));
        if (isFollowed) {
            throw new IllegalArgumentException("\"" + parameter.name()
                    + "\" cannot be split while another tensor is tied to it; untie that first");
        }
        Set<String> values = new HashSet<>(network.values());
        split.parts().stream().filter(values::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "there is something else called \"" + name + "\"; name the parts otherwise");
        });
    }

    Network network(OperatorSource operators) {
        List<String> values = new ArrayList<>(network.values());
        values.addAll(split.parts());
        List<Network.Node> nodes = new ArrayList<>();
        nodes.add(node(operators));
        nodes.addAll(network.nodes());
        double[] theta = network.weights();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : network.layout().parameters()) {
            if (parameter.name().equals(split.name())) {
                addParts(parameters, theta);
            } else {
                parameters.add(parameter);
            }
        }
        List<SplitTensor> all = new ArrayList<>(network.layout().split());
        all.add(split);
        return network.withNodes(values, nodes)
                .with(
                        network.constants(),
                        new ParameterLayout(parameters, network.layout().tied(), all),
                        theta);
    }

    /** Puts the parts at the place of the whole, each in one piece. */
    private void addParts(List<Parameter> parameters, double[] theta) {
        Parameter whole = split.own();
        List<double[]> parts =
                split.partition().cut(Arrays.copyOfRange(theta, whole.offset(), whole.end()), whole.shape());
        int offset = whole.offset();
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, theta, offset, parts.get(i).length);
            parameters.add(split.part(i, offset));
            offset += parts.get(i).length;
        }
    }

    private Network.Node node(OperatorSource operators) {
        List<String> parts = split.parts();
        NodeSpec spec = new NodeSpec(
                "",
                "Concat",
                OPSET,
                new Attributes(Map.of("axis", (long) split.partition().axis())),
                parts,
                List.of(split.name()),
                Map.of());
        int first = network.values().size();
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            read.add(first + i);
        }
        return new Network.Node("", "Concat", operators.create(spec), read, List.of(network.indexOf(split.name())));
    }
}
