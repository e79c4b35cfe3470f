package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays.Array;
import io.orograph.model.checkpoint.WeightMatch.Fit;
import io.orograph.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The arrays of queries, keys and values that a file keeps apart or in one, the other way round. */
enum LayerGroups {
    /** Those that are apart are put together. */
    JOINED {
        @Override
        boolean apply(Regrouping regrouping, ParameterLayout layout) {
            Map<String, List<Array>> groups = new LinkedHashMap<>();
            for (Array array : regrouping.arrays()) {
                List<String> words = words(array.name());
                for (List<String> names : NAMES) {
                    words.stream().filter(names::contains).findFirst().ifPresent(word -> {
                        List<String> others = new ArrayList<>(words);
                        others.set(words.indexOf(word), "*");
                        groups.computeIfAbsent(
                                        names + " " + others, key -> new ArrayList<>(List.of(array, array, array)))
                                .set(names.indexOf(word), array);
                    });
                }
            }
            boolean changed = false;
            for (List<Array> group : groups.values()) {
                changed |= join(regrouping, group, layout);
            }
            return changed;
        }
    },
    /** Those that are in one are taken apart. */
    APART {
        @Override
        boolean apply(Regrouping regrouping, ParameterLayout layout) {
            boolean changed = false;
            for (Array array : regrouping.arrays()) {
                String name = array.name().toLowerCase(Locale.ROOT);
                changed |= MERGED.stream().anyMatch(name::contains) && cut(regrouping, array, layout);
            }
            return changed;
        }
    };

    private static final int PARTS = 3;

    /** Words for query, key and value, of which a name has one. */
    private static final List<List<String>> NAMES = List.of(
            List.of("q", "k", "v"),
            List.of("query", "key", "value"),
            List.of("wq", "wk", "wv"),
            List.of("qw", "kw", "vw"));

    /** Words for the three in one. */
    private static final List<String> MERGED = List.of("qkv", "in_proj", "c_attn", "query_key_value");

    /** Regroups what fits the network so; returns whether that is anything. */
    abstract boolean apply(Regrouping regrouping, ParameterLayout layout);

    private static List<String> words(String name) {
        return Arrays.asList(name.toLowerCase(Locale.ROOT).split("[._/]"));
    }

    /** Keras and JAX keep the weights of a layer [in, out], under this name. */
    private static boolean isInByOut(Array array) {
        return words(array.name()).contains("kernel") && array.shape().length == 2;
    }

    private static boolean join(Regrouping regrouping, List<Array> group, ParameterLayout layout) {
        boolean isWhole = Set.copyOf(group).size() == PARTS
                && group.stream()
                        .allMatch(array ->
                                Arrays.equals(array.shape(), group.get(0).shape()));
        if (!isWhole || group.get(0).shape().length == 0) {
            return false;
        }
        boolean swapped = isInByOut(group.get(0));
        long[] shape = group.get(0).shape();
        long[] joined = swapped ? new long[] {shape[1], shape[0]} : shape.clone();
        joined[0] *= PARTS;
        if (!fits(layout, joined)) {
            return false;
        }
        Composition all = new Composition(List.of());
        for (Array array : group) {
            all = all.and(Composition.of(array, swapped));
        }
        regrouping.replace(group, List.of(all), List.of(joined));
        return true;
    }

    private static boolean cut(Regrouping regrouping, Array array, ParameterLayout layout) {
        long[] shape = array.shape();
        boolean swapped = shape.length == 2 && shape[1] == PARTS * shape[0];
        if (shape.length == 0 || !swapped && shape[0] % PARTS != 0) {
            return false;
        }
        long[] part = swapped ? new long[] {shape[1], shape[0]} : shape.clone();
        part[0] /= PARTS;
        if (!fits(layout, part) || fits(layout, shape)) {
            return false;
        }
        Composition whole = Composition.of(array, swapped);
        int size = whole.size() / PARTS;
        regrouping.replace(
                List.of(array),
                List.of(whole.range(0, size), whole.range(size, 2 * size), whole.range(2 * size, PARTS * size)),
                List.of(part, part, part));
        return true;
    }

    private static boolean fits(ParameterLayout layout, long[] shape) {
        return layout.parameters().stream().anyMatch(parameter -> Fit.of(parameter, shape) != Fit.NONE);
    }
}
