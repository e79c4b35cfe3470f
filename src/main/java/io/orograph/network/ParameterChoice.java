package io.orograph.network;

import io.orograph.network.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes constants of a network parameters and the other way round, as a person asks. */
final class ParameterChoice {

    private static final String CHOSEN = "as you chose";

    private final Network network;
    private final Set<String> asParameters;
    private final Set<String> asConstants;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Network.Constant> constants = new ArrayList<>();
    private double[] weights = {};

    ParameterChoice(Network network, Set<String> asParameters, Set<String> asConstants) {
        this.network = network;
        this.asParameters = Set.copyOf(asParameters);
        this.asConstants = Set.copyOf(asConstants);
    }

    Network network() {
        requireKnown();
        double[] theta = network.weights();
        weights = new double[theta.length];
        int kept = 0;
        for (Parameter old : network.layout().parameters()) {
            double[] own = Arrays.copyOfRange(theta, old.offset(), old.end());
            if (asConstants.contains(old.name())) {
                int value = network.values().indexOf(old.name());
                constants.add(new Network.Constant(value, Tensor.of(own, old.shape()), CHOSEN));
            } else {
                System.arraycopy(own, 0, weights, kept, own.length);
                parameters.add(
                        new Parameter(old.name(), old.shape(), kept, old.role(), old.outputAxis(), old.outputGroups()));
                kept += own.length;
            }
        }
        weights = Arrays.copyOf(weights, kept);
        for (Network.Constant constant : network.constants()) {
            String name = network.values().get(constant.value());
            if (asParameters.contains(name)) {
                append(name, constant.tensor());
            } else {
                constants.add(constant);
            }
        }
        return network.with(constants, new ParameterLayout(parameters), weights);
    }

    private void append(String name, Tensor tensor) {
        int offset = weights.length;
        weights = Arrays.copyOf(weights, Math.addExact(offset, tensor.size()));
        System.arraycopy(tensor.doubles(), 0, weights, offset, tensor.size());
        long axes = Arrays.stream(tensor.shape()).filter(size -> size > 1).count();
        parameters.add(new Parameter(name, tensor.shape(), offset, axes > 1 ? Role.WEIGHT : Role.BIAS, -1));
    }

    private void requireKnown() {
        for (String name : asConstants) {
            if (network.layout().find(name).isEmpty()) {
                throw new IllegalArgumentException("there is no parameter \"" + name + "\"");
            }
        }
        for (String name : asParameters) {
            Optional<Network.Constant> constant = network.constants().stream()
                    .filter(each -> network.values().get(each.value()).equals(name))
                    .findFirst();
            if (constant.isEmpty() || !constant.get().tensor().type().isFloating()) {
                throw new IllegalArgumentException("there is no constant of real numbers \"" + name + "\"");
            }
        }
    }
}
