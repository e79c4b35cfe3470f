package io.orograph.network;

import io.orograph.network.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes constants of a network parameters and the other way round, and unties tensors, as a person asks. */
final class ParameterChoice {

    private static final String CHOSEN = "as you chose";

    private final Network network;
    private final Set<String> asParameters;
    private final Set<String> asConstants;
    private final double[] theta;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Network.Constant> constants = new ArrayList<>();
    /** What θ consists of, part by part. */
    private final List<double[]> parts = new ArrayList<>();

    private int size;

    ParameterChoice(Network network, Set<String> asParameters, Set<String> asConstants) {
        this.network = network;
        this.asParameters = Set.copyOf(asParameters);
        this.asConstants = Set.copyOf(asConstants);
        this.theta = network.sharedWeights();
    }

    Network network() {
        requireKnown();
        addOldAndUntied();
        for (Network.Constant constant : network.constants()) {
            String name = network.values().get(constant.value());
            if (asParameters.contains(name)) {
                append(name, constant.tensor());
            } else {
                constants.add(constant);
            }
        }
        List<TiedTensor> tied = network.layout().tied().stream()
                .filter(each -> !isUntied(each.name()))
                .toList();
        return withoutTies()
                .with(
                        constants,
                        new ParameterLayout(parameters, tied, network.layout().split()),
                        joined());
    }

    private double[] joined() {
        double[] joined = new double[size];
        int from = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, joined, from, part.length);
            from += part.length;
        }
        return joined;
    }

    private boolean isUntied(String tied) {
        return asParameters.contains(tied) || asConstants.contains(tied);
    }

    /** Takes what were parameters, and what is untied at the place where it was before it was tied. */
    private void addOldAndUntied() {
        Iterator<TiedTensor> tied = network.layout().tied().iterator();
        TiedTensor next = tied.hasNext() ? tied.next() : null;
        int place = 0;
        for (Parameter old : network.layout().parameters()) {
            while (next != null && next.own().offset() <= place) {
                place += next.own().size();
                untie(next);
                next = tied.hasNext() ? tied.next() : null;
            }
            place += old.size();
            add(old, Arrays.copyOfRange(theta, old.offset(), old.end()), asConstants.contains(old.name()));
        }
        for (; next != null; next = tied.hasNext() ? tied.next() : null) {
            untie(next);
        }
    }

    private void untie(TiedTensor tied) {
        if (isUntied(tied.name())) {
            add(tied.own(), tied.values(source(tied.source())), asConstants.contains(tied.name()));
        }
    }

    /** Returns the numbers of a tensor that others follow: a parameter, or a constant if that was chosen before. */
    private double[] source(String name) {
        Optional<Parameter> parameter = network.layout().find(name);
        return parameter.isPresent()
                ? Arrays.copyOfRange(
                        theta, parameter.get().offset(), parameter.get().end())
                : constant(name).orElseThrow().tensor().doubles();
    }

    private void add(Parameter parameter, double[] own, boolean asConstant) {
        if (asConstant) {
            int value = network.indexOf(parameter.name());
            constants.add(new Network.Constant(value, Tensor.of(own, parameter.shape()), CHOSEN));
            return;
        }
        parameters.add(parameter.at(size));
        take(own);
    }

    private void take(double[] own) {
        parts.add(own);
        size = Math.addExact(size, own.length);
    }

    private void append(String name, Tensor tensor) {
        long axes = Arrays.stream(tensor.shape()).filter(length -> length > 1).count();
        parameters.add(new Parameter(name, tensor.shape(), size, axes > 1 ? Role.WEIGHT : Role.BIAS, -1));
        take(tensor.doubles());
    }

    /** Returns the network without the nodes that hand the parameters on to what is untied. */
    private Network withoutTies() {
        List<Integer> untied = network.layout().tied().stream()
                .map(TiedTensor::name)
                .filter(this::isUntied)
                .map(network.values()::indexOf)
                .toList();
        if (untied.isEmpty()) {
            return network;
        }
        List<Network.Node> nodes = network.nodes().stream()
                .filter(node -> node.outputs().stream().noneMatch(untied::contains))
                .toList();
        return network.withNodes(network.values(), nodes);
    }

    private Optional<Network.Constant> constant(String name) {
        return network.constants().stream()
                .filter(each -> network.values().get(each.value()).equals(name))
                .findFirst();
    }

    private boolean isTied(String name) {
        return network.layout().tied().stream().anyMatch(each -> each.name().equals(name));
    }

    private void requireKnown() {
        for (String name : asConstants) {
            if (network.layout().find(name).isEmpty() && !isTied(name)) {
                throw new IllegalArgumentException("there is no parameter \"" + name + "\"");
            }
        }
        for (String name : asParameters) {
            boolean isReal = constant(name)
                    .map(constant -> constant.tensor().type().isFloating())
                    .orElse(isTied(name));
            if (!isReal) {
                throw new IllegalArgumentException("there is no constant of real numbers \"" + name + "\"");
            }
        }
    }
}
