package io.orograph.arrays;

import java.util.List;
import java.util.Optional;

/**
 * What a restricted pickle can hold besides Java's own String, Long, Double, Boolean, List and Map.
 */
final class Pickled {

    private Pickled() {}

    /** Python's None. */
    enum None {
        NONE
    }

    /** A place on the stack. */
    enum Mark {
        MARK
    }

    /** One of the few functions and classes that a pickle may name. */
    enum Global {
        ORDERED_DICT("collections.OrderedDict"),
        DEFAULT_DICT("collections.defaultdict"),
        REBUILD_TENSOR("torch._utils._rebuild_tensor_v2"),
        REBUILD_OLD_TENSOR("torch._utils._rebuild_tensor"),
        REBUILD_SUBCLASS("torch._tensor._rebuild_from_type_v2"),
        REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
        REBUILD_PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state"),
        SIZE("torch.Size");

        private final String path;

        Global(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    /**
     * A placeholder for a class, a function, or what they would make: it has its name, and what the pickle says about it,
     * and nothing of it is ever run.
     */
    static final class Opaque {

        private final String path;
        private final Object arguments;
        private Object state = None.NONE;

        Opaque(String path) {
            this(path, None.NONE);
        }

        /** What a class or function would make of its arguments. */
        Opaque(String path, Object arguments) {
            this.path = path;
            this.arguments = arguments;
        }

        /** What the class or function would be given; {@link None} for itself. */
        Object arguments() {
            return arguments;
        }

        /** The name in the pickle, {@code module.name}. */
        String path() {
            return path;
        }

        /** The attributes that the object was to have; {@link None} where the pickle gives none. */
        Object state() {
            return state;
        }

        void setState(Object attributes) {
            state = attributes;
        }
    }

    /** A tuple; compared by identity, as nothing needs more. */
    static final class Tuple {

        private final List<Object> items;

        Tuple(List<Object> items) {
            this.items = List.copyOf(items);
        }

        List<Object> items() {
            return items;
        }
    }

    /**
     * Bytes somewhere in the pickle, which stay there.
     *
     * @param from the place of the first in the file
     * @param text the bytes as text where they are few enough for a name; else empty
     */
    record Bytes(long from, long count, String text) {}

    /** Returns a value as text, whichever Python wrote it; empty if it is none. */
    static Optional<String> text(Object value) {
        if (value instanceof Bytes bytes) {
            return Optional.of(bytes.text());
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * Numbers somewhere in the file.
     *
     * @param key their name there
     * @param count how many
     */
    record Storage(StoredType format, String key, long count) {}

    /**
     * A view on a storage, checked to lie in it and to have no more elements than it.
     *
     * @param offset of the first element, in elements
     * @param strides elements from one entry of an axis to the next
     */
    record TensorView(Storage storage, long offset, long[] shape, long[] strides) {}
}
