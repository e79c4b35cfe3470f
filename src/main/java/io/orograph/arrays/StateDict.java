package io.orograph.arrays;

import io.orograph.arrays.Pickled.Opaque;
import io.orograph.arrays.Pickled.TensorView;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.format.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the dictionaries of tensors in what a checkpoint holds beside them, as the state of an optimiser and the epoch. A
 * module that was saved whole is one too.
 */
final class StateDict {

    /** What people call the entry with the weights, the likeliest first. */
    private static final List<String> USUAL =
            List.of("model_state_dict", "state_dict", "model", "net", "network", "model_state", "module", "state");

    private static final String AS_DATA = "inputs and targets as torch.save({\"x\": inputs, \"y\": targets}, path)";

    private static final int MOST_NAMED = 8;

    /** Beyond it there are no weights, only what refers to itself. */
    private static final int DEEPEST = 12;

    /** More dictionaries than any script writes; the state of an optimiser has one a parameter. */
    private static final int MOST_FOUND = 64;

    /** How many objects are looked into: a small file can refer to one from very many places. */
    private static final int MOST_VISITED = 200_000;

    private int visited;
    private final List<Map<String, TensorView>> found = new ArrayList<>();
    private final Map<String, TensorView> union = new LinkedHashMap<>();

    private StateDict() {}

    /**
     * The dictionaries, the likeliest first; the last is the union of all but optimisers' where there are several.
     *
     * @param names classes and functions that the pickle asks for, for a message
     * @param role what the file was opened as, for a message
     * @throws UnsupportedFileException if there are none
     */
    static List<Map<String, TensorView>> find(Path file, Object root, Set<String> names, Role role)
            throws UnsupportedFileException {
        StateDict dictionaries = new StateDict();
        dictionaries.search(root, "", 0);
        List<Map<String, TensorView>> found = dictionaries.found;
        if (found.isEmpty()) {
            throw none(file, root, names, role);
        }
        if (found.size() > 1 && dictionaries.union.size() > found.get(0).size()) {
            found.add(dictionaries.union);
        }
        return found;
    }

    private static UnsupportedFileException none(Path file, Object root, Set<String> names, Role role) {
        boolean isData = role == Role.DATA;
        String asked = names.isEmpty()
                ? ""
                : "; it asks for " + names.stream().map(Excerpt::of).collect(Collectors.joining(", "))
                        + ", which is not run here";
        if (!(root instanceof Map<?, ?> map)) {
            return new UnsupportedFileException(
                    file,
                    "holds no dictionary of tensors" + asked + "; save "
                            + (isData ? AS_DATA : "model.state_dict() with torch.save"));
        }
        String keys = map.keySet().stream()
                .limit(MOST_NAMED)
                .map(key -> Excerpt.of(String.valueOf(key)))
                .collect(Collectors.joining(", "));
        return new UnsupportedFileException(
                file,
                "holds no tensors (its entries are: " + keys + ")" + asked
                        + "; save "
                        + (isData ? AS_DATA : "model.state_dict() alone, or under the name model_state_dict"));
    }

    private void search(Object value, String path, int depth) {
        if (depth > DEEPEST || found.size() >= MOST_FOUND || isOfOptimizer(path) || visited++ > MOST_VISITED) {
            return;
        }
        if (value instanceof Opaque object) {
            Map<String, TensorView> module = new LinkedHashMap<>();
            module(object, "", depth, module);
            add(module, path);
            if (module.isEmpty()) {
                search(object.state(), path, depth + 1);
            }
        } else if (value instanceof List<?> list) {
            add(tensors(list), path);
        } else if (value instanceof Tuple tuple) {
            add(tensors(tuple.items()), path);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, TensorView> own = tensors(map);
            List<Map.Entry<?, ?>> inner = usualFirst(map.entrySet());
            boolean hasUsual = inner.stream().anyMatch(entry -> isUsual(entry.getKey()) && isNested(entry.getValue()));
            if (!hasUsual) {
                add(own, path);
            }
            inner.forEach(entry -> search(entry.getValue(), joined(path, entry.getKey()), depth + 1));
            if (hasUsual) {
                add(own, path);
            }
        }
    }

    private void add(Map<String, TensorView> tensors, String path) {
        if (!tensors.isEmpty()) {
            found.add(tensors);
            tensors.forEach((name, view) -> union.putIfAbsent(joined(path, name), view));
        }
    }

    private static boolean isNested(Object value) {
        return value instanceof Map || value instanceof Opaque;
    }

    private static boolean isUsual(Object key) {
        return key instanceof String name && USUAL.contains(name);
    }

    private static List<Map.Entry<?, ?>> usualFirst(Collection<? extends Map.Entry<?, ?>> entries) {
        List<Map.Entry<?, ?>> ordered = new ArrayList<>();
        for (String usual : USUAL) {
            entries.stream().filter(entry -> usual.equals(entry.getKey())).forEach(ordered::add);
        }
        entries.stream().filter(entry -> !isUsual(entry.getKey())).forEach(ordered::add);
        return ordered;
    }

    private static boolean isOfOptimizer(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return last.contains("optim") || last.contains("scheduler");
    }

    private static String joined(String path, Object key) {
        return path.isEmpty() ? String.valueOf(key) : path + "." + key;
    }

    /** Returns tensors without names by their places, from 0. */
    private static Map<String, TensorView> tensors(List<?> list) {
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof TensorView view) {
                tensors.put(Integer.toString(i), view);
            }
        }
        return tensors;
    }

    private static Map<String, TensorView> tensors(Map<?, ?> map) {
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (key instanceof String name && value instanceof TensorView view) {
                tensors.put(name, view);
            }
        });
        return tensors;
    }

    /** Adds the tensors of a module by the names that its state dict would give them. */
    private void module(Opaque object, String prefix, int depth, Map<String, TensorView> tensors) {
        if (depth > DEEPEST || visited++ > MOST_VISITED || !(object.state() instanceof Map<?, ?> state)) {
            return;
        }
        for (String part : List.of("_parameters", "_buffers")) {
            if (state.get(part) instanceof Map<?, ?> map) {
                tensors(map).forEach((name, view) -> tensors.put(prefix + name, view));
            }
        }
        if (state.get("_modules") instanceof Map<?, ?> modules) {
            modules.forEach((name, inner) -> {
                if (inner instanceof Opaque module) {
                    module(module, prefix + name + ".", depth + 1, tensors);
                }
            });
        }
    }
}
