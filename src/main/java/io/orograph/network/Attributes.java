package io.orograph.network;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The named settings of a node, as its file gives them: {@code Long}, {@code Float}, {@code String}, {@code String[]}, {@code long[]},
 * {@code float[]} or {@link Tensor}.
 */
public final class Attributes {

    private final Map<String, Object> values;

    public Attributes(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    public static Attributes none() {
        return new Attributes(Map.of());
    }

    public Set<String> names() {
        return values.keySet();
    }

    public long integer(String name, long defaultValue) {
        return find(name, Long.class).orElse(defaultValue);
    }

    public double number(String name, double defaultValue) {
        return find(name, Float.class).map(Float::doubleValue).orElse(defaultValue);
    }

    public String text(String name, String defaultValue) {
        return find(name, String.class).orElse(defaultValue);
    }

    public long[] integers(String name, long... defaultValue) {
        return find(name, long[].class).map(long[]::clone).orElse(defaultValue);
    }

    /** Returns the texts of an attribute; no texts if there are none. */
    public String[] texts(String name) {
        return find(name, String[].class).map(String[]::clone).orElse(new String[0]);
    }

    public Optional<float[]> numbers(String name) {
        return find(name, float[].class);
    }

    public Optional<Tensor> tensor(String name) {
        return find(name, Tensor.class);
    }

    /**
     * Returns an attribute of a kind, if it is there.
     *
     * @throws IllegalArgumentException if it is there but of another kind
     */
    private <T> Optional<T> find(String name, Class<T> kind) {
        Object value = values.get(name);
        if (value != null && !kind.isInstance(value)) {
            throw new IllegalArgumentException("the attribute " + name + " has the wrong type");
        }
        return Optional.ofNullable(kind.cast(value));
    }
}
