package io.orograph.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layout of the parameters of a network in one flat vector θ: one after the other, in the order of first use. */
public final class ParameterLayout {

    private final List<Parameter> parameters;
    private final List<TiedTensor> tied;
    private final List<SplitTensor> split;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final int size;

    /**
     * Makes a layout of parameters.
     *
     * @throws IllegalArgumentException if the parameters do not follow one another without gap, or two share a name
     */
    public ParameterLayout(List<Parameter> parameters) {
        this(parameters, List.of(), List.of());
    }

    /**
     * Makes a layout of parameters that other tensors follow, or are put together from.
     *
     * @throws IllegalArgumentException if the parameters do not follow one another without gap, or two share a name
     */
    ParameterLayout(List<Parameter> parameters, List<TiedTensor> tied, List<SplitTensor> split) {
        this.parameters = List.copyOf(parameters);
        this.tied = List.copyOf(tied);
        this.split = List.copyOf(split);
        int end = 0;
        for (Parameter parameter : this.parameters) {
            if (parameter.offset() != end || byName.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException("parameter " + parameter.name() + " is out of its place");
            }
            end = Math.addExact(end, parameter.size());
        }
        this.size = end;
    }

    /** Returns the parameters in the order in which they lie in θ. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns the tensors of the model that follow a parameter, and lie in θ as that one only. */
    public List<TiedTensor> tied() {
        return tied;
    }

    /** Returns the tensors of the model that are put together from parameters, in the order in which they were split. */
    public List<SplitTensor> split() {
        return split;
    }

    public Optional<Parameter> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the length of θ: the number of trainable numbers. */
    public int size() {
        return size;
    }
}
