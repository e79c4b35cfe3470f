package io.orograph.study;

import io.orograph.data.ArrayWords;
import io.orograph.data.Dataset;
import io.orograph.data.InputFitter;
import io.orograph.data.Inputs;
import io.orograph.data.Preparation;
import io.orograph.network.Network;
import io.orograph.network.Port;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What the first operators of a network tell about the scale of its input. */
final class InputScale {

    private static final Set<String> SCALING = Set.of("Div", "Mul", "Sub", "BatchNormalization");

    /** Operators that look something up, with the place of the operand that says which. */
    private static final Map<String, Integer> LOOKUPS =
            Map.of("Gather", 1, "GatherElements", 1, "GatherND", 1, "OneHot", 0);

    private static final Set<String> PASSING = Set.of("Cast", "Slice", "Split", "Transpose", "Concat");

    private InputScale() {}

    /** Tells whether bytes may have been divided by 255 before the network saw them: it neither scales nor counts them. */
    static boolean isOpen(Network network, int input) {
        int value = network.indexOf(network.inputs().get(input).name());
        return !scales(network, value) && !looksUp(network, value);
    }

    /**
     * Tells for each input whether it is scaled where a person asks for it: the only one, else those of real numbers, which are
     * no masks and nothing that is looked up; the pictures and series among them, if there are such.
     */
    static List<Boolean> scaled(Network network, Inputs inputs) {
        if (inputs.count() == 1) {
            return List.of(true);
        }
        List<Boolean> real = IntStream.range(0, inputs.count())
                .mapToObj(i -> isReal(network, i, inputs.get(i)))
                .toList();
        boolean arePictures = IntStream.range(0, inputs.count()).anyMatch(i -> real.get(i) && isPicture(inputs.get(i)));
        return IntStream.range(0, inputs.count())
                .mapToObj(i -> real.get(i) && (!arePictures || isPicture(inputs.get(i))))
                .toList();
    }

    /**
     * Returns data with what a person wants done to the inputs.
     *
     * @param scaled the inputs that it is done to
     * @throws IllegalArgumentException if something is to be done and there are none; the message is a clause
     */
    static Dataset prepared(Dataset data, List<Boolean> scaled, boolean scaleBytes, Preparation preparation) {
        return data.with(prepared(data.arrays(), scaled, scaleBytes, preparation));
    }

    /** Returns inputs with what a person wants done to them; see {@link #prepared(Dataset, List, boolean, Preparation)}. */
    static Inputs prepared(Inputs inputs, List<Boolean> scaled, boolean scaleBytes, Preparation preparation) {
        if (!scaled.contains(true) && (scaleBytes || !preparation.keepsNumbers())) {
            throw new IllegalArgumentException("none of the network's inputs holds real numbers that a scale, mean or"
                    + " deviation could be applied to");
        }
        Inputs units = scaleBytes ? InputFitter.scaledToUnit(inputs, scaled) : inputs;
        return InputFitter.prepared(units, scaled, preparation);
    }

    private static boolean isReal(Network network, int place, Inputs.Input input) {
        Port port = network.inputs().get(place);
        return input.isBySample()
                && !port.whole()
                && !ArrayWords.isTarget(port.name())
                && !looksUp(network, network.indexOf(port.name()))
                && !isMask(input.values());
    }

    private static boolean isMask(Tensor values) {
        return IntStream.range(0, values.size()).allMatch(i -> values.get(i) == 0 || values.get(i) == 1);
    }

    private static boolean isPicture(Inputs.Input input) {
        return input.values().rank() > 2;
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
