package io.orograph.arrays;

import io.orograph.arrays.Pickled.Bytes;
import io.orograph.arrays.Pickled.Opaque;
import io.orograph.arrays.Pickled.Tuple;
import io.orograph.network.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** An array in a pickle: one of NumPy, whose numbers stay in the file, or a list of numbers or texts. */
final class PickledArray {

    /** Where the bytes and the type of an array stand among what NumPy's {@code _reconstruct} is set to. */
    private static final int STATE_FIELDS = 5;

    /** The same among the arguments of its {@code _frombuffer}. */
    private static final int BUFFER_FIELDS = 4;

    private final String type;
    private final long[] shape;
    private final List<?> items;
    private final Numbers numbers;

    /** Numbers in the file; the first axis is the fastest where NumPy has them in Fortran's order. */
    private record Numbers(StoredType type, ByteOrder order, boolean fortran, Bytes bytes) {}

    private PickledArray(String type, long[] shape, List<?> items, Numbers numbers) {
        this.type = type;
        this.shape = shape;
        this.items = items;
        this.numbers = numbers;
    }

    /** Returns the array that a value of a pickle is; empty if it is none. */
    static Optional<PickledArray> of(Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return ofList(list);
        }
        if (!(value instanceof Opaque object)) {
            return Optional.empty();
        }
        if (object.path().endsWith("multiarray._reconstruct")
                && object.state() instanceof Tuple state
                && state.items().size() >= STATE_FIELDS) {
            List<Object> fields = state.items();
            return ofNumbers(fields.get(1), fields.get(2), Boolean.TRUE.equals(fields.get(3)), fields.get(4));
        }
        if (object.path().endsWith("numeric._frombuffer")
                && object.arguments() instanceof Tuple arguments
                && arguments.items().size() >= BUFFER_FIELDS) {
            List<Object> fields = arguments.items();
            return ofNumbers(
                    fields.get(2), fields.get(1), Pickled.text(fields.get(3)).equals(Optional.of("F")), fields.get(0));
        }
        return Optional.empty();
    }

    private static Optional<PickledArray> ofList(List<?> list) {
        String type = null;
        if (list.stream().allMatch(Long.class::isInstance)) {
            type = StoredType.INT64.label();
        } else if (list.stream().allMatch(item -> item instanceof Long || item instanceof Double)) {
            type = StoredType.FLOAT64.label();
        } else if (list.stream().allMatch(item -> Pickled.text(item).isPresent())) {
            type = ArraysFormat.ANY_TEXT;
        }
        return Optional.ofNullable(type).map(found -> new PickledArray(found, new long[] {list.size()}, list, null));
    }

    private static Optional<PickledArray> ofNumbers(Object shape, Object type, boolean fortran, Object bytes) {
        boolean described = shape instanceof Tuple axes
                && axes.items().stream().allMatch(axis -> axis instanceof Long size && size >= 0)
                && type instanceof Opaque object
                && object.arguments() instanceof Tuple names
                && !names.items().isEmpty()
                && Pickled.text(names.items().get(0)).isPresent();
        if (!described) {
            return Optional.empty();
        }
        long[] sizes =
                ((Tuple) shape).items().stream().mapToLong(axis -> (Long) axis).toArray();
        Opaque dtype = (Opaque) type;
        String code = Pickled.text(((Tuple) dtype.arguments()).items().get(0)).orElseThrow();
        Optional<StoredType> stored = StoredType.ofNumpy(code);
        if (stored.isEmpty() || !(bytes instanceof Bytes place)) {
            // Such as dates and objects: told, but not read.
            return Optional.of(new PickledArray("numpy." + code, sizes, List.of(), null));
        }
        boolean big = dtype.state() instanceof Tuple state
                && state.items().size() > 1
                && Pickled.text(state.items().get(1)).equals(Optional.of(">"));
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return Optional.of(new PickledArray(
                stored.get().label(), sizes, List.of(), new Numbers(stored.get(), order, fortran, place)));
    }

    NamedArrays.Array described(String name) {
        return new NamedArrays.Array(name, type, shape);
    }

    Tensor tensor(FileRanges ranges, Origin origin) throws IOException {
        if (numbers != null) {
            return read(ranges, origin);
        }
        if (type.equals(StoredType.INT64.label())) {
            return Tensor.of(items.stream().mapToLong(item -> (Long) item).toArray(), shape);
        }
        if (type.equals(StoredType.FLOAT64.label())) {
            return Tensor.of(
                    items.stream()
                            .mapToDouble(item -> ((Number) item).doubleValue())
                            .toArray(),
                    shape);
        }
        throw origin.unsupported("is of the type " + type + "; save one of numbers");
    }

    private Tensor read(FileRanges ranges, Origin origin) throws IOException {
        int rank = shape.length;
        ElementReader.checkClaim(numbers.type(), shape, numbers.bytes().count(), origin);
        byte[] bytes =
                ranges.read(numbers.bytes().from(), numbers.bytes().count()).array();
        ElementReader reader =
                new ElementReader(new ByteArrayInputStream(bytes), numbers.type(), numbers.order(), origin);
        if (!numbers.fortran()) {
            return reader.read(shape);
        }
        long[] reversed = IntStream.range(0, rank)
                .mapToLong(axis -> shape[rank - 1 - axis])
                .toArray();
        return reader.read(reversed)
                .transpose(IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
    }

    List<String> texts(Origin origin) throws IOException {
        if (!type.equals(ArraysFormat.ANY_TEXT)) {
            throw origin.unsupported("is of the type " + type + ", which is no text");
        }
        return items.stream().map(item -> Pickled.text(item).orElseThrow()).toList();
    }
}
