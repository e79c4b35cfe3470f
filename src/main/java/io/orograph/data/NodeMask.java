package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NamedArrays.Array;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which nodes of a graph count: those that an array marks, or whose places it lists. */
final class NodeMask {

    private static final String ALL = "all";

    /** The parts that masks are called after, the one that is taken where none is asked for first. */
    private static final List<List<String>> PARTS =
            List.of(List.of("train", "training", "tr"), List.of("val", "valid", "validation"), List.of("test", "te"));

    private final String name;
    private final boolean[] counts;
    private final List<String> others;

    private NodeMask(String name, boolean[] counts, List<String> others) {
        this.name = name;
        this.counts = counts;
        this.others = others;
    }

    /**
     * Finds the array that says which nodes count: the one asked for, else one that is called after training.
     *
     * @return empty if all count
     * @throws UnsupportedFileException if there is no such array, or it says nothing of these nodes
     */
    static Optional<NodeMask> find(NamedArrays arrays, DataSource source, InputMatch.Found found, int nodes)
            throws IOException {
        List<Array> masks = new ArrayList<>();
        for (Array array : arrays.arrays()) {
            boolean isTaken =
                    found.inputs().stream().anyMatch(each -> each.name().equals(array.name()))
                            || found.targets()
                                    .filter(each -> each.name().equals(array.name()))
                                    .isPresent();
            if (!isTaken && array.shape().length == 1 && part(array.name()) >= 0) {
                masks.add(array);
            }
        }
        String asked = source.nodes().orElse("");
        if (asked.equals(ALL)) {
            return Optional.empty();
        }
        int wanted = asked.isEmpty() ? 0 : part(asked);
        Optional<Array> mask = arrays.find(asked)
                .or(() -> masks.stream()
                        .filter(array -> part(array.name()) == wanted)
                        .findFirst());
        if (mask.isEmpty() && !asked.isEmpty()) {
            throw new UnsupportedFileException(
                    arrays.file(),
                    "holds no array that says which nodes are meant by --nodes " + Excerpt.of(asked) + "; it holds "
                            + arrays.describe());
        }
        if (mask.isEmpty()) {
            return Optional.empty();
        }
        List<String> others = masks.stream()
                .map(Array::name)
                .filter(name -> !name.equals(mask.get().name()))
                .toList();
        return Optional.of(read(arrays, mask.get(), nodes, others));
    }

    /** Returns which part a name is of, by one of its words; -1 if of none. */
    private static int part(String name) {
        List<String> words = Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        for (int part = 0; part < PARTS.size(); part++) {
            if (PARTS.get(part).stream().anyMatch(words::contains)) {
                return part;
            }
        }
        return -1;
    }

    private static NodeMask read(NamedArrays arrays, Array array, int nodes, List<String> others) throws IOException {
        Tensor values = arrays.tensor(array.name());
        boolean[] counts = new boolean[nodes];
        boolean isMask = values.size() == nodes;
        for (int i = 0; isMask && i < nodes; i++) {
            isMask = values.get(i) == 0 || values.get(i) == 1;
            counts[i] = values.get(i) == 1;
        }
        if (!isMask) {
            Arrays.fill(counts, false);
            for (int i = 0; i < values.size(); i++) {
                double place = values.get(i);
                if (place != Math.rint(place) || place < 0 || place >= nodes) {
                    throw new UnsupportedFileException(
                            arrays.file(),
                            "holds " + Excerpt.of(array.name()) + ", which is neither true or false for each of the "
                                    + nodes + " nodes nor a list of their places from 0 to " + (nodes - 1));
                }
                counts[(int) place] = true;
            }
        }
        return new NodeMask(array.name(), counts, others);
    }

    String name() {
        return name;
    }

    boolean counts(int node) {
        return counts[node];
    }

    /** Says how many nodes count, and what else there is to choose. */
    String notice() {
        int count = 0;
        for (boolean each : counts) {
            count += each ? 1 : 0;
        }
        return count + " of the graph's " + counts.length + " nodes count, those of " + Excerpt.of(name)
                + ". Choose others (Nodes, --nodes): all"
                + (others.isEmpty() ? "." : ", " + Excerpt.of(String.join(", ", others)) + ".");
    }
}
