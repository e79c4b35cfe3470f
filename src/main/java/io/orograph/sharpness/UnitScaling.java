package io.orograph.sharpness;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.RunningStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place where units of a network can be multiplied and what follows divided: a layer's rows, or the scale and shift of a
 * normalisation, and the next layer's columns; or a layer's rows with the mean of the normalisation behind it, and the
 * normalisation's scale. It is found by the operators between them, and whether the function stays has to be tried.
 *
 * @param rescaling {@link Rescaling#UNITS} or {@link Rescaling#CHANNELS}
 * @param units how many
 * @param multiplied what leads into them
 * @param divided what leads out of them
 */
record UnitScaling(Rescaling rescaling, int units, List<Slices> multiplied, List<Slices> divided) {

    /** Operators that a positive factor passes through. */
    private static final Set<String> PASSING = Set.of(
            "Relu",
            "LeakyRelu",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "Flatten",
            "Reshape",
            "Squeeze",
            "Identity",
            "Dropout");

    private static final Set<String> LAYERS = Set.of("Gemm", "MatMul", "Conv");

    UnitScaling {
        multiplied = List.copyOf(multiplied);
        divided = List.copyOf(divided);
    }

    /**
     * Entries of a vector that belong to units: unit u has those of index u along an axis.
     *
     * @param offset in θ, behind which running statistics follow
     * @param units along the axis, each so many entries wide
     * @param inner entries that follow one another below the axis, width included
     */
    record Slices(int offset, int size, int units, int inner) {

        static Slices of(Parameter parameter, int axis, int units) {
            long[] shape = parameter.shape();
            int below = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                below *= (int) shape[i];
            }
            return new Slices(parameter.offset(), parameter.size(), units, below * (int) (shape[axis] / units));
        }

        void scale(double[] state, int[] powers, int sign) {
            for (int i = 0; i < size; i++) {
                int place = offset + i;
                state[place] = Math.scalb(state[place], sign * powers[i / inner % units]);
            }
        }
    }

    /** Multiplies by 2^power in place, and divides. */
    void apply(double[] state, int[] powers) {
        multiplied.forEach(slices -> slices.scale(state, powers, 1));
        divided.forEach(slices -> slices.scale(state, powers, -1));
    }

    /** Returns the places of a network, over the vector of its weights and the running statistics behind them. */
    static List<UnitScaling> of(Network network) {
        Network stated = RunningStatistics.of(network).tracked();
        List<UnitScaling> found = new ArrayList<>();
        for (Network.Node node : stated.nodes()) {
            new Walk(stated).from(node, found);
        }
        return found;
    }

    /** From a layer or a normalisation to what follows it. */
    private record Walk(Network network) {

        void from(Network.Node node, List<UnitScaling> found) {
            List<Slices> multiplied = new ArrayList<>();
            int units = 0;
            if (LAYERS.contains(node.type())) {
                Optional<Parameter> weight = parameter(node, 1).filter(parameter -> parameter.outputAxis() >= 0);
                if (weight.isEmpty()) {
                    return;
                }
                units = (int) weight.get().shape()[weight.get().outputAxis()];
                multiplied.add(Slices.of(weight.get(), weight.get().outputAxis(), units));
                addVector(multiplied, node, 2, units);
            } else if (isNormalization(node) && parameter(node, 1).isPresent()) {
                units = parameter(node, 1).get().size();
                addVector(multiplied, node, 1, units);
                addVector(multiplied, node, 2, units);
            }
            if (!multiplied.isEmpty()) {
                onward(node, units, multiplied, found);
            }
        }

        private void onward(Network.Node from, int units, List<Slices> multiplied, List<UnitScaling> found) {
            Network.Node at = from;
            int value = at.outputs().get(0);
            while ((at = only(value)) != null) {
                boolean isFirst = at.inputs().get(0) == value;
                if (LAYERS.contains(at.type()) && isFirst) {
                    columns(at, units)
                            .ifPresent(slices ->
                                    found.add(new UnitScaling(Rescaling.UNITS, units, multiplied, List.of(slices))));
                    return;
                }
                if (isNormalization(at) && isFirst && LAYERS.contains(from.type())) {
                    normalized(at, units, multiplied).ifPresent(found::add);
                    return;
                }
                if (at.type().equals("Add") && addsBias(at, value, units, multiplied)) {
                    value = at.outputs().get(0);
                } else if (PASSING.contains(at.type()) && isFirst) {
                    value = at.outputs().get(0);
                } else {
                    return;
                }
            }
        }

        private Optional<UnitScaling> normalized(Network.Node node, int units, List<Slices> multiplied) {
            List<Slices> all = new ArrayList<>(multiplied);
            List<Slices> scale = new ArrayList<>();
            boolean complete = addVector(all, node, 3, units) && addVector(scale, node, 1, units);
            return complete ? Optional.of(new UnitScaling(Rescaling.CHANNELS, units, all, scale)) : Optional.empty();
        }

        private boolean addsBias(Network.Node node, int value, int units, List<Slices> multiplied) {
            return addVector(multiplied, node, node.inputs().get(0) == value ? 1 : 0, units);
        }

        private boolean addVector(List<Slices> to, Network.Node node, int input, int units) {
            Optional<Parameter> vector = parameter(node, input).filter(parameter -> parameter.size() == units);
            vector.ifPresent(parameter -> to.add(new Slices(parameter.offset(), units, units, 1)));
            return vector.isPresent();
        }

        /** Weights that the units lead to; a flattened channel has several side by side. */
        private Optional<Slices> columns(Network.Node node, int units) {
            return parameter(node, 1)
                    .filter(parameter -> parameter.outputAxis() >= 0)
                    .flatMap(parameter -> {
                        int rank = parameter.shape().length;
                        int axis = rank == 2 ? 1 - parameter.outputAxis() : 1;
                        boolean fits = rank >= 2
                                && parameter.outputAxis() != axis
                                && parameter.shape()[axis] % units == 0
                                && (rank == 2 || parameter.shape()[axis] == units);
                        return fits ? Optional.of(Slices.of(parameter, axis, units)) : Optional.empty();
                    });
        }

        private static boolean isNormalization(Network.Node node) {
            return node.type().equals("BatchNormalization");
        }

        private Optional<Parameter> parameter(Network.Node node, int input) {
            return input < node.inputs().size() && node.inputs().get(input) >= 0
                    ? network.layout().find(network.values().get(node.inputs().get(input)))
                    : Optional.empty();
        }

        /** The only node that reads a value; null if there are others, or it is what the network gives. */
        private Network.Node only(int value) {
            String name = network.values().get(value);
            List<Network.Node> readers = network.nodes().stream()
                    .filter(node -> node.inputs().contains(value))
                    .toList();
            boolean isOutput =
                    network.outputs().stream().anyMatch(port -> port.name().equals(name));
            return readers.size() == 1 && !isOutput ? readers.get(0) : null;
        }
    }
}
