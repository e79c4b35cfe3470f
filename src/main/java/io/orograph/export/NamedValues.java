package io.orograph.export;

import io.orograph.network.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arrays and texts by the names that a file has them under, in their order. */
public final class NamedValues {

    private final Map<String, Tensor> arrays = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Adds an array. */
    public NamedValues put(String name, Tensor array) {
        arrays.put(name, array);
        return this;
    }

    /** Adds an array of one axis. */
    public NamedValues put(String name, double[] values) {
        return put(name, Tensor.of(values, values.length));
    }

    /** Adds a text. */
    public NamedValues put(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /** Adds all of others. */
    public NamedValues putAll(NamedValues others) {
        arrays.putAll(others.arrays);
        texts.putAll(others.texts);
        return this;
    }

    /** Returns those whose names are not among those of others, which may be fewer. */
    public NamedValues without(NamedValues others) {
        NamedValues rest = new NamedValues().putAll(this);
        rest.arrays.keySet().removeAll(others.arrays.keySet());
        rest.texts.keySet().removeAll(others.texts.keySet());
        return rest;
    }

    /** Returns the arrays by name; not to be changed. */
    public Map<String, Tensor> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Returns the texts by name; not to be changed. */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }
}
