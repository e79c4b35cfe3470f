package io.orograph.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which inputs of a network count the samples along their first axis. The only input does; of several, those whose first
 * axis is open, unless it has the name of an axis that lies behind the first in another input, as the positions of a
 * sequence do. The others are given once, whatever the samples: a table of positions, the neighbours in a graph.
 *
 * @param inputs of the network
 * @param counts for each input, whether its first axis counts the samples
 * @param fixed how many samples the file fixes for a run; 0 where they are open
 * @param name the name of that axis; empty if it has none
 */
public record SampleAxes(List<Port> inputs, List<Boolean> counts, int fixed, String name) {

    /** The axes where no network is known. */
    public static final SampleAxes UNKNOWN = new SampleAxes(List.of(), List.of(), 0, "");

    /** The names that exporters give to the axis of the samples. */
    private static final Set<String> NAMES = Set.of("batch", "batch_size", "batchsize", "n", "bs");

    public SampleAxes {
        inputs = List.copyOf(inputs);
        counts = List.copyOf(counts);
    }

    /** Finds the axes of a network's inputs. */
    public static SampleAxes of(Network network) {
        return of(network.inputs(), network.outputs());
    }

    /** Finds the axes of inputs of a network that has such outputs. */
    public static SampleAxes of(List<Port> inputs, List<Port> outputs) {
        if (inputs.size() == 1) {
            Port only = inputs.get(0);
            boolean isFixed = only.rank() > 0 && !only.isOpen(0);
            return new SampleAxes(inputs, List.of(only.rank() > 0), isFixed ? (int) only.shape()[0] : 0, first(only));
        }
        if (inputs.stream().noneMatch(port -> port.isOpen(0))) {
            return fixed(inputs, outputs);
        }
        SampleAxes found = open(inputs, name(inputs, outputs));
        // Where all are named as inner axes too, as the nodes of a graph, they count the samples all the same.
        return found.counts.contains(true) ? found : open(inputs, firstName(inputs));
    }

    private static SampleAxes open(List<Port> inputs, String name) {
        List<Boolean> counts = new ArrayList<>();
        for (Port port : inputs) {
            String own = first(port);
            boolean isOther = !own.isEmpty() && !own.equals(name) && isBehind(own, inputs);
            counts.add(port.isOpen(0) && !isOther);
        }
        return new SampleAxes(inputs, counts, 0, name);
    }

    private static String firstName(List<Port> inputs) {
        return inputs.stream()
                .map(SampleAxes::first)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Takes the number of samples of the first output, else that of the first input, for that of all. */
    private static SampleAxes fixed(List<Port> inputs, List<Port> outputs) {
        List<Long> sizes = inputs.stream()
                .filter(port -> port.rank() > 0)
                .map(port -> port.shape()[0])
                .toList();
        Optional<Long> ofOutput = outputs.stream()
                .filter(port -> port.rank() > 0)
                .map(port -> port.shape()[0])
                .filter(sizes::contains)
                .findFirst();
        long size = ofOutput.orElse(sizes.isEmpty() ? 0L : sizes.get(0));
        return new SampleAxes(
                inputs,
                inputs.stream()
                        .map(port -> port.rank() > 0 && port.shape()[0] == size)
                        .toList(),
                (int) size,
                "");
    }

    /** Returns the name of the axis of the samples: a usual one, else that of an output's first axis. */
    private static String name(List<Port> inputs, List<Port> outputs) {
        List<String> first = inputs.stream()
                .map(SampleAxes::first)
                .filter(name -> !name.isEmpty())
                .toList();
        Stream<String> usual = first.stream().filter(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
        Stream<String> ofOutputs = outputs.stream().map(SampleAxes::first).filter(first::contains);
        Stream<String> unshared = first.stream().filter(name -> !isBehind(name, inputs));
        return Stream.of(usual, ofOutputs, unshared)
                .flatMap(names -> names)
                .findFirst()
                .orElse("");
    }

    private static String first(Port port) {
        return port.isOpen(0) ? port.axes().get(0) : "";
    }

    private static boolean isBehind(String name, List<Port> inputs) {
        return inputs.stream().anyMatch(port -> port.axes().stream().skip(1).anyMatch(name::equals));
    }

    /** Tells whether all that a file of data holds is one sample, as the nodes and edges of a graph are. */
    public boolean isOneSample() {
        return !inputs.isEmpty() && inputs.stream().allMatch(Port::isOfOneSample);
    }

    /** Tells whether an input counts the samples. */
    public boolean counts(int input) {
        return counts.get(input);
    }

    /** Tells whether the file fixes how many samples run at once. */
    public boolean areFixed() {
        return fixed > 0;
    }
}
