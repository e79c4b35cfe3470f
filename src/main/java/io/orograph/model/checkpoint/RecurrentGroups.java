package io.orograph.model.checkpoint;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NamedArrays.Array;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The arrays of PyTorch's recurrent layers as ONNX has them. PyTorch keeps an array for each direction and each bias, with
 * the gates of an LSTM in the order i, f, g, o and those of a GRU r, z, n; ONNX has one array for both directions, both biases
 * in one, and the gates i, o, f, c and z, r, h.
 */
final class RecurrentGroups {

    private static final Pattern NAME = Pattern.compile(
            "(?<layer>.*)(?<part>weight_ih|weight_hh|bias_ih|bias_hh)_l(?<number>\\d+)(?<back>_reverse)?");

    /** Place in PyTorch of each of ONNX's gates, by how many there are. */
    private static final Map<Integer, int[]> ORDERS =
            Map.of(1, new int[] {0}, 3, new int[] {1, 0, 2}, 4, new int[] {0, 3, 1, 2});

    private final Map<String, Array> arrays = new LinkedHashMap<>();

    private RecurrentGroups() {}

    /**
     * Returns a file's arrays with those of recurrent layers as ONNX has them, of layers for which the network has a parameter
     * of such a shape.
     */
    static Regrouping regrouped(NamedArrays file, ParameterLayout layout) throws IOException {
        Regrouping regrouping = Regrouping.of(file);
        Map<String, RecurrentGroups> layers = new LinkedHashMap<>();
        for (Array array : file.arrays()) {
            Matcher matcher = NAME.matcher(array.name());
            if (matcher.matches()) {
                String part = matcher.group("part") + (matcher.group("back") == null ? "" : "_reverse");
                layers.computeIfAbsent(matcher.group("layer") + matcher.group("number"), layer -> new RecurrentGroups())
                        .arrays
                        .put(part, array);
            }
        }
        layers.values().forEach(layer -> layer.regroup(regrouping, layout));
        return regrouping;
    }

    private void regroup(Regrouping regrouping, ParameterLayout layout) {
        Array ofInput = arrays.get("weight_ih");
        Array ofState = arrays.get("weight_hh");
        if (ofInput == null || ofState == null || ofInput.shape().length != 2 || ofState.shape().length != 2) {
            return;
        }
        int units = (int) ofState.shape()[1];
        int rows = (int) ofInput.shape()[0];
        int directions = arrays.containsKey("weight_ih_reverse") ? 2 : 1;
        int[] order = units > 0 && rows % units == 0 ? ORDERS.get(rows / units) : null;
        long[] shape = {directions, rows, ofInput.shape()[1]};
        if (order == null || ofState.shape()[0] != rows || !has(layout, shape)) {
            return;
        }
        List<Composition> made = new ArrayList<>();
        List<long[]> shapes = new ArrayList<>();
        joined(directions, order, "weight_ih").ifPresent(weights -> {
            made.add(weights);
            shapes.add(shape);
        });
        joined(directions, order, "weight_hh").ifPresent(weights -> {
            made.add(weights);
            shapes.add(new long[] {directions, rows, units});
        });
        joined(directions, order, "bias_ih", "bias_hh").ifPresent(biases -> {
            made.add(biases);
            shapes.add(new long[] {directions, 2L * rows});
        });
        regrouping.replace(List.copyOf(arrays.values()), made, shapes);
    }

    /** Tells whether a network has a parameter of a shape, of which the directions may be split. */
    private static boolean has(ParameterLayout layout, long[] shape) {
        return Stream.concat(
                        layout.parameters().stream(), layout.split().stream().map(split -> split.own()))
                .map(Parameter::shape)
                .anyMatch(own -> Arrays.equals(own, shape));
    }

    /** Returns arrays of all directions with their gates in ONNX's order; empty if one is missing or of another size. */
    private Optional<Composition> joined(int directions, int[] order, String... parts) {
        Composition all = new Composition(List.of());
        for (int direction = 0; direction < directions; direction++) {
            for (String part : parts) {
                Array array = arrays.get(part + (direction == 0 ? "" : "_reverse"));
                Array first = arrays.get(part);
                if (array == null || !Arrays.equals(array.shape(), first.shape())) {
                    return Optional.empty();
                }
                Composition whole = Composition.of(array, false);
                int gate = whole.size() / order.length;
                for (int place : order) {
                    all = all.and(whole.range(place * gate, (place + 1) * gate));
                }
            }
        }
        return Optional.of(all);
    }
}
