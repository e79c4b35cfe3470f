package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds parameters in which several layers lie one behind the other, because the training code or an exporter merged
 * them: gates and directions of recurrent layers, and the weights of a product whose result is cut into parts, as those
 * of queries, keys and values are.
 */
public final class MergedLayers {

    /** A batch of this size tells a batch axis from the others. */
    private static final int BATCH = 7;

    private final Network network;
    private final OutputParts outputs;
    private final Map<Integer, List<Read>> readers = new HashMap<>();

    /** A node that reads a value as one of its inputs. */
    record Read(Network.Node node, int input) {}

    private MergedLayers(Network network) {
        this.network = network;
        for (Network.Node node : network.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                readers.computeIfAbsent(node.inputs().get(i), value -> new ArrayList<>())
                        .add(new Read(node, i));
            }
        }
        outputs = new OutputParts(shapes(network), readers);
    }

    private static long[][] shapes(Network network) {
        List<long[]> inputs = network.inputs().stream()
                .map(port -> Arrays.stream(port.shape())
                        .map(size -> size == Shape.FREE ? BATCH : size)
                        .toArray())
                .toList();
        return ShapeInference.outline(network, inputs).shapes();
    }

    /**
     * Returns the cuts of each parameter in which layers are merged, by its name, in the order of θ. Several cuts are to be
     * made one after the other: the first of the parameter, the others of each of its parts.
     */
    public static Map<String, List<Partition>> of(Network network) {
        MergedLayers merged = new MergedLayers(network);
        Map<String, List<Partition>> found = new LinkedHashMap<>();
        Map<String, Integer> values = new HashMap<>();
        network.values().forEach(value -> values.put(value, values.size()));
        for (Parameter parameter : network.layout().parameters()) {
            List<Partition> cuts = merged.cuts(parameter, values.get(parameter.name()));
            if (!cuts.isEmpty()) {
                found.put(parameter.name(), cuts);
            }
        }
        return found;
    }

    private List<Partition> cuts(Parameter parameter, int value) {
        for (Read read : readers.getOrDefault(value, List.of())) {
            List<Partition> cuts = new ArrayList<>();
            long[] shape = parameter.shape();
            for (MergedAxis axis : read.node().operator().mergedAxes(read.input())) {
                // Of a part of a tensor that was split already some axes are cut.
                if (axis.axis() < shape.length
                        && shape[axis.axis()] % axis.names().size() == 0) {
                    cuts.add(Partition.equal(axis.axis(), axis.names(), shape[axis.axis()]));
                }
            }
            if (!cuts.isEmpty()) {
                return cuts;
            }
        }
        return product(parameter, value).map(List::of).orElse(List.of());
    }

    /** Returns the cut of the weights or the bias of a product as its result is cut. */
    private Optional<Partition> product(Parameter parameter, int value) {
        int axis = unitAxis(parameter);
        List<Read> all = readers.getOrDefault(value, List.of());
        if (axis < 0 || parameter.outputGroups() != 1 || all.size() != 1) {
            return Optional.empty();
        }
        int units = (int) parameter.shape()[axis];
        return outputs.of(all.get(0), units)
                .map(sizes -> new Partition(axis, names(parameter, all.get(0).node(), sizes), sizes));
    }

    /** Returns the axis that counts units, of weights or of a bias; -1 if none does. */
    public static int unitAxis(Parameter parameter) {
        long[] shape = parameter.shape();
        if (parameter.role() != Parameter.Role.BIAS) {
            return parameter.outputAxis();
        }
        boolean isOneAxis = Arrays.stream(shape).filter(size -> size > 1).count() == 1;
        int axis = 0;
        while (isOneAxis && shape[axis] == 1) {
            axis++;
        }
        return isOneAxis ? axis : -1;
    }

    /** Names of which one says that a layer is one of an attention. */
    private static final List<String> ATTENTION = List.of("attn", "attention", "qkv", "in_proj", "query_key_value");

    private List<String> names(Parameter parameter, Network.Node node, List<Integer> sizes) {
        // An exporter takes a weight's name away, but neither its node's nor that of the bias which follows.
        Stream<Network.Node> nodes = Stream.concat(
                Stream.of(node),
                readers.getOrDefault(node.outputs().get(0), List.of()).stream().map(Read::node));
        String text = nodes.flatMap(each -> Stream.concat(
                        Stream.of(each.name()),
                        each.inputs().stream().filter(i -> i >= 0).map(network.values()::get)))
                .collect(Collectors.joining(" ", parameter.name(), ""))
                .toLowerCase(Locale.ROOT);
        boolean isAttention = ATTENTION.stream().anyMatch(text::contains);
        if (isAttention && sizes.size() == 3) {
            return List.of("q", "k", "v");
        }
        return sizes.size() == 2 && (isAttention || text.contains("kv"))
                ? List.of("k", "v")
                : Partition.numbers(sizes.size());
    }
}
