package io.orograph.arrays;

import io.orograph.arrays.Pickled.TensorView;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the weights in what a checkpoint holds beside them, as the state of an optimiser and the epoch. */
final class StateDict {

    /** What people call the entry with the weights, the likeliest first. */
    private static final List<String> USUAL = List.of("model_state_dict", "state_dict", "model", "net", "network");

    private static final int MOST_NAMED = 8;

    private StateDict() {}

    /**
     * The tensors by their names, in the file's order.
     *
     * @throws UnsupportedFileException if there are none, or it cannot be told which are the weights
     */
    static Map<String, TensorView> find(Path file, Object root) throws UnsupportedFileException {
        if (!(root instanceof Map<?, ?> map)) {
            throw new UnsupportedFileException(
                    file, "holds no dictionary of tensors; save model.state_dict() with torch.save");
        }
        Map<String, TensorView> own = tensors(map);
        if (!own.isEmpty()) {
            return own;
        }
        Map<String, Map<String, TensorView>> inner = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> entry && !tensors(entry).isEmpty()) {
                inner.put(key.toString(), tensors(entry));
            }
        });
        for (String usual : USUAL) {
            if (inner.containsKey(usual)) {
                return inner.get(usual);
            }
        }
        if (inner.size() == 1) {
            return inner.values().iterator().next();
        }
        String keys = map.keySet().stream()
                .limit(MOST_NAMED)
                .map(key -> Excerpt.of(key.toString()))
                .collect(Collectors.joining(", "));
        throw new UnsupportedFileException(
                file,
                (inner.isEmpty() ? "holds no tensors" : "holds several dictionaries of tensors") + " (its entries are: "
                        + keys + "); save model.state_dict() alone, or under the name model_state_dict");
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
}
