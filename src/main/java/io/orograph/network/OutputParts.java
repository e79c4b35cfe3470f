package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the units of a product to where they are cut into parts, past what only adds a bias or arranges axes. */
final class OutputParts {

    private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "Conv");
    private static final Set<String> CUTTING = Set.of("Slice", "Gather", "Split");
    private static final Set<String> SHIFTING = Set.of("Add", "Sub");

    private final long[][] shapes;
    private final Map<Integer, List<MergedLayers.Read>> readers;

    OutputParts(long[][] shapes, Map<Integer, List<MergedLayers.Read>> readers) {
        this.shapes = shapes;
        this.readers = readers;
    }

    /** An axis of a value along which blocks of units lie, all of them, one behind the other. */
    private record Place(int value, int axis) {}

    /**
     * Returns the numbers of units of the parts; empty if they are not cut.
     *
     * @param reader of the weights, or of a bias
     * @param units how many there are
     */
    Optional<List<Integer>> of(MergedLayers.Read reader, int units) {
        Network.Node node = reader.node();
        boolean isLayer = reader.input() > 0 && PRODUCTS.contains(node.type());
        if (!isLayer && !SHIFTING.contains(node.type())) {
            return Optional.empty();
        }
        int value = node.outputs().get(0);
        long[] shape = shapes[value];
        if (shape == null || shape.length == 0) {
            return Optional.empty();
        }
        int axis = node.type().equals("Conv") ? 1 : shape.length - 1;
        return shape[axis] == units ? follow(new Place(value, axis), units) : Optional.empty();
    }

    private Optional<List<Integer>> follow(Place first, int units) {
        Place place = first;
        while (place != null) {
            List<MergedLayers.Read> all = readers.getOrDefault(place.value(), List.of()).stream()
                    .filter(read -> !read.node().type().equals("Shape"))
                    .toList();
            Optional<List<Integer>> cut = cut(place, all, units);
            if (cut.isPresent()) {
                return cut;
            }
            place = all.size() == 1 ? next(place, all.get(0)) : null;
        }
        return Optional.empty();
    }

    /** Returns where the units lie behind a node that keeps them together; null if it does not. */
    private Place next(Place place, MergedLayers.Read read) {
        Network.Node node = read.node();
        int output = node.outputs().get(0);
        long[] from = shapes[place.value()];
        long[] to = output < 0 ? null : shapes[output];
        if (to == null) {
            return null;
        }
        if (SHIFTING.contains(node.type())) {
            return Arrays.equals(from, to) ? new Place(output, place.axis()) : null;
        }
        if (node.operator().isView() && read.input() == 0) {
            return viewed(place, from, to, output);
        }
        if (!node.type().equals("Transpose")) {
            return null;
        }
        int[] passed = node.operator().passedAxes(0, List.of(from)).orElseThrow();
        for (int i = 0; i < passed.length; i++) {
            if (passed[i] == place.axis()) {
                return new Place(output, i);
            }
        }
        return null;
    }

    /** Returns the axis of another shape over the same elements that counts the units, or blocks of them. */
    private static Place viewed(Place place, long[] from, long[] to, int output) {
        for (int i = 0; i < to.length; i++) {
            boolean same = before(from, place.axis()) == before(to, i);
            if (same && to[i] > 1 && from[place.axis()] % to[i] == 0) {
                return new Place(output, i);
            }
        }
        return null;
    }

    private static long before(long[] shape, int axis) {
        return Shape.size(Arrays.copyOf(shape, axis));
    }

    /** Returns the units of each part if all who read the units take some of them, and all together take each once. */
    private Optional<List<Integer>> cut(Place place, List<MergedLayers.Read> all, int units) {
        long[] whole = shapes[place.value()];
        List<Integer> sizes = new ArrayList<>();
        long sum = 0;
        for (MergedLayers.Read read : all) {
            if (read.input() != 0 || !CUTTING.contains(read.node().type())) {
                return Optional.empty();
            }
            for (int output : read.node().outputs()) {
                long along = output < 0 || shapes[output] == null ? 0 : along(place.axis(), whole, shapes[output]);
                sizes.add((int) (units / whole[place.axis()] * along));
                sum += along;
            }
        }
        // Of several nodes that each take a piece the order is not known, which matters if these differ in size.
        boolean inOrder = all.size() == 1 || sizes.stream().distinct().count() == 1;
        boolean isCut = sizes.size() > 1 && sum == whole[place.axis()] && !sizes.contains(0) && inOrder;
        return isCut ? Optional.of(sizes) : Optional.empty();
    }

    /** Returns how many entries of an axis a piece has; 0 if it is none that was cut along that axis alone. */
    private static long along(int axis, long[] whole, long[] piece) {
        long size = piece.length < whole.length ? 1 : piece[axis];
        long[] expected = whole.clone();
        expected[axis] = size;
        boolean fits = Arrays.equals(expected, piece)
                || piece.length == whole.length - 1 && Arrays.equals(without(axis, whole), piece);
        return fits ? size : 0;
    }

    private static long[] without(int axis, long[] shape) {
        long[] rest = new long[shape.length - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = shape[i < axis ? i : i + 1];
        }
        return rest;
    }
}
