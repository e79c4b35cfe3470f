package io.orograph.model;

import io.orograph.network.MergedLayers;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Partition;
import io.orograph.network.SplitTensor;
import io.orograph.network.operators.OperatorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Splits parameters as words say: {@code NAME} as its parts show in the network, {@code NAME=3} into so many equal parts,
 * {@code NAME=q,k,v} into equal parts with names, {@code NAME=0:64,64} along an axis into parts of these sizes,
 * {@code NAME=0:q=64,k=64} with both, {@code all} whatever shows its parts.
 */
public final class SplitWords {

    /** The word for every parameter in which merged layers show. */
    public static final String ALL = "all";

    private static final int MOST_NAMED = 6;

    private SplitWords() {}

    /**
     * Returns a network with parameters split, one word after the other.
     *
     * @throws IllegalArgumentException if a word is not understood or there is no such parameter; the message says so
     */
    static Network applied(Network network, List<String> words) {
        Network split = network;
        for (String word : words) {
            split = applied(split, word);
        }
        return split;
    }

    private static Network applied(Network network, String word) {
        if (word.equals(ALL) && network.layout().find(word).isEmpty()) {
            return all(network);
        }
        if (network.layout().find(word).isPresent()) {
            List<Partition> cuts = MergedLayers.of(network).get(word);
            if (cuts == null) {
                throw new IllegalArgumentException(
                        "\"" + word + "\" does not show which layers are merged in it; say it as " + word + "=3, "
                                + word + "=q,k,v or " + word + "=0:64,64 (axis and sizes)");
            }
            return cut(network, word, cuts);
        }
        for (int i = word.indexOf('='); i >= 0; i = word.indexOf('=', i + 1)) {
            String name = word.substring(0, i);
            if (network.layout().find(name).isPresent()) {
                Partition partition = partition(network.layout().find(name).get(), word.substring(i + 1));
                return cut(network, name, List.of(partition));
            }
        }
        int end = word.lastIndexOf('=');
        throw new IllegalArgumentException(
                "there is no parameter \"" + (end < 0 ? word : word.substring(0, end)) + "\" to split");
    }

    /** Splits all in which layers are merged; what others are tied to stays whole. */
    private static Network all(Network network) {
        Network split = network;
        for (Map.Entry<String, List<Partition>> each : MergedLayers.of(network).entrySet()) {
            boolean isFollowed = network.layout().tied().stream()
                    .anyMatch(tied -> tied.source().equals(each.getKey()));
            split = isFollowed ? split : cut(split, each.getKey(), each.getValue());
        }
        return split;
    }

    private static Network cut(Network network, String name, List<Partition> cuts) {
        Network split = network.splitting(name, cuts.get(0), OperatorTable.standard());
        if (cuts.size() > 1) {
            List<SplitTensor> all = split.layout().split();
            for (String part : all.get(all.size() - 1).parts()) {
                split = cut(split, part, cuts.subList(1, cuts.size()));
            }
        }
        return split;
    }

    /** Returns what words behind the name of a parameter say. */
    private static Partition partition(Parameter parameter, String words) {
        int colon = words.indexOf(':');
        boolean namesAxis = colon > 0 && isNumber(words.substring(0, colon));
        int axis = namesAxis ? Integer.parseInt(words.substring(0, colon)) : MergedLayers.unitAxis(parameter);
        if (axis < 0 || axis >= parameter.shape().length) {
            throw new IllegalArgumentException("\"" + parameter.name() + "\" "
                    + (namesAxis ? "has no axis " + axis : "has no axis of units; name one, as in 0:" + words));
        }
        List<String> parts = Arrays.stream(
                        words.substring(namesAxis ? colon + 1 : 0).split(",", -1))
                .map(String::strip)
                .toList();
        long length = parameter.shape()[axis];
        if (parts.size() == 1 && isNumber(parts.get(0))) {
            int count = Integer.parseInt(parts.get(0));
            return equal(parameter, axis, Partition.numbers((int) Math.min(count, length + 1)), length);
        }
        if (parts.stream().allMatch(SplitWords::isNumber)) {
            return Partition.numbered(axis, parts.stream().map(Integer::valueOf).toList());
        }
        if (parts.stream().noneMatch(part -> part.contains("="))) {
            return equal(parameter, axis, parts, length);
        }
        return named(axis, parts);
    }

    private static Partition equal(Parameter parameter, int axis, List<String> names, long length) {
        if (length % names.size() != 0) {
            throw new IllegalArgumentException(
                    "\"" + parameter.name() + "\" has " + length + " entries along axis " + axis
                            + ", which are no " + names.size() + " equal parts; give their sizes, as in " + axis + ":1,"
                            + (length - 1));
        }
        return Partition.equal(axis, names, length);
    }

    private static Partition named(int axis, List<String> parts) {
        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String part : parts) {
            int at = part.lastIndexOf('=');
            if (at < 1 || !isNumber(part.substring(at + 1))) {
                throw new IllegalArgumentException("\"" + part + "\" is no part with its size, as in q=64");
            }
            names.add(part.substring(0, at));
            sizes.add(Integer.valueOf(part.substring(at + 1)));
        }
        return new Partition(axis, names, sizes);
    }

    /** Tells whether a word is a number of no more digits than a size has. */
    private static boolean isNumber(String word) {
        return word.matches("\\d{1,9}");
    }

    /** Returns the sentence that says which tensors of the file are split; empty if none is. */
    static Optional<String> notice(Network network) {
        List<SplitTensor> all = network.layout().split();
        List<String> parts =
                all.stream().flatMap(split -> split.parts().stream()).toList();
        List<SplitTensor> whole =
                all.stream().filter(split -> !parts.contains(split.name())).toList();
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        String more = whole.size() > MOST_NAMED ? " and " + (whole.size() - MOST_NAMED) + " more" : "";
        return Optional.of("Split into parts as you chose: "
                + whole.stream()
                        .limit(MOST_NAMED)
                        .map(split -> split.name() + " ("
                                + String.join(", ", split.partition().names()) + ")")
                        .collect(Collectors.joining(", "))
                + more + ".");
    }

    /** Returns the word that splits a tensor as it is split. */
    public static String word(SplitTensor split) {
        return split.name() + "=" + split.partition().text();
    }
}
