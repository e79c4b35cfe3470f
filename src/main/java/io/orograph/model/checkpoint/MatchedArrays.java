package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.network.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arrays of one checkpoint that a match names. Another file of the same training may keep them in another dictionary,
 * or under names with another prefix, as a training that was resumed on several devices ({@code module.fc1.weight}).
 */
final class MatchedArrays {

    private final NamedArrays arrays;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Composition> made = new HashMap<>();

    /** How many are there in a shape that fits: others are known only to be named in a message. */
    private int fitting;

    private MatchedArrays(NamedArrays arrays) {
        this.arrays = arrays;
    }

    /** Finds the arrays: in the dictionary that has most of them. */
    static MatchedArrays of(NamedArrays checkpoint, List<WeightMatch.Assignment> assignments) throws IOException {
        Map<String, List<Parameter>> wanted = wanted(assignments);
        MatchedArrays best = null;
        for (NamedArrays candidate : checkpoint.candidates()) {
            MatchedArrays found = new MatchedArrays(candidate);
            found.find(wanted);
            if (best == null || found.fitting > best.fitting) {
                best = found;
            }
            if (best.fitting == wanted.size()) {
                break;
            }
        }
        return best;
    }

    private static Map<String, List<Parameter>> wanted(List<WeightMatch.Assignment> assignments) {
        Map<String, List<Parameter>> wanted = new LinkedHashMap<>();
        assignments.forEach(assignment -> wanted.computeIfAbsent(assignment.array(), name -> new ArrayList<>())
                .add(assignment.parameter()));
        return wanted;
    }

    private void find(Map<String, List<Parameter>> wanted) throws IOException {
        List<NamedArrays.Array> all = arrays.arrays();
        Map<String, NamedArrays.Array> byName = new HashMap<>();
        all.forEach(array -> byName.put(array.name(), array));
        for (Map.Entry<String, List<Parameter>> entry : wanted.entrySet()) {
            String name = entry.getKey();
            NamedArrays.Array same = byName.get(name);
            if (same != null) {
                names.put(name, name);
                fitting += fits(same, entry.getValue()) ? 1 : 0;
                continue;
            }
            Optional<Composition> composition =
                    Composition.parse(name).flatMap(c -> c.renamed(piece -> piece(piece, all)));
            if (composition.isPresent()) {
                made.put(name, composition.get());
                fitting++;
                continue;
            }
            List<NamedArrays.Array> alike = all.stream()
                    .filter(array -> isSameBehindPrefix(array.name(), name) && fits(array, entry.getValue()))
                    .toList();
            if (alike.size() == 1) {
                names.put(name, alike.get(0).name());
                fitting++;
            }
        }
    }

    /** Returns the array that a composition names, here perhaps behind another prefix. */
    private static Optional<NamedArrays.Array> piece(String name, List<NamedArrays.Array> all) {
        List<NamedArrays.Array> same =
                all.stream().filter(array -> array.name().equals(name)).toList();
        List<NamedArrays.Array> alike = same.isEmpty()
                ? all.stream()
                        .filter(array -> isSameBehindPrefix(array.name(), name))
                        .toList()
                : same;
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private static boolean fits(NamedArrays.Array array, List<Parameter> parameters) {
        return parameters.stream().allMatch(p -> WeightMatch.Fit.of(p, array.shape()) != WeightMatch.Fit.NONE);
    }

    private static boolean isSameBehindPrefix(String one, String other) {
        return one.endsWith("." + other) || other.endsWith("." + one);
    }

    /** Returns how many of the arrays are there. */
    int count() {
        return names.size() + made.size();
    }

    /** Tells whether an array is put together from pieces of what the file holds, and all of these are there. */
    boolean isMade(WeightMatch.Assignment assignment) {
        Composition composition = made.get(assignment.array());
        return composition != null
                && composition.size() == assignment.parameter().size();
    }

    /** Returns an array by the name that the match has for it, as the file holds it. */
    Optional<NamedArrays.Array> find(String matched) throws IOException {
        String name = names.get(matched);
        return name == null ? Optional.empty() : arrays.find(name);
    }

    double[] read(WeightMatch.Assignment assignment) throws IOException {
        return made.containsKey(assignment.array())
                ? read(assignment, 0, assignment.parameter().size())
                : arrays.read(names.get(assignment.array()));
    }

    double[] read(WeightMatch.Assignment assignment, int from, int to) throws IOException {
        Composition composition = made.get(assignment.array());
        return composition == null
                ? arrays.read(names.get(assignment.array()), from, to)
                : composition.read(arrays, from, to);
    }
}
