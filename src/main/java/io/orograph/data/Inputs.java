package io.orograph.data;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The arrays of a data set, one for each input of a network and in the network's order. Immutable.
 *
 * @param all at least one has an entry for every sample
 */
public record Inputs(List<Input> all) {

    /** How an array is given to an input. */
    public enum Form {
        /** An entry of the first axis for each sample. */
        BY_SAMPLE("by sample"),
        /** A single entry, the same for every sample. */
        REPEATED("once for all samples"),
        /** As a whole, whatever the samples: the input has no axis for them. */
        WHOLE("as a whole");

        private final String label;

        Form(String label) {
            this.label = label;
        }

        /** Returns how a file of results calls it. */
        public String label() {
            return label;
        }
    }

    /**
     * An array.
     *
     * @param name the network's input; empty where there is only one
     * @param array what the array is called in its file; empty where there is only one
     * @param values [n, …], [1, …] where all samples share them, or of any shape as a whole
     */
    public record Input(String name, String array, Tensor values, Form form) {

        /** Returns its shape in a run of so many samples. */
        public long[] shape(long batch) {
            long[] shape = values.shape();
            if (form != Form.WHOLE) {
                shape[0] = batch;
            }
            return shape;
        }

        /** Tells whether it changes from sample to sample. */
        public boolean isBySample() {
            return form == Form.BY_SAMPLE;
        }

        /** Returns the same input with other values. */
        public Input with(Tensor other) {
            return new Input(name, array, other, form);
        }
    }

    /**
     * Checks that something changes from sample to sample.
     *
     * @throws IllegalArgumentException if nothing does
     */
    public Inputs {
        all = List.copyOf(all);
        if (all.stream().noneMatch(Input::isBySample)) {
            throw new IllegalArgumentException("none of the inputs has an entry for every sample");
        }
    }

    /**
     * Checks that there are samples, as many in each array that has them.
     *
     * @throws IllegalArgumentException if there are none, or their numbers differ; the message is a clause
     */
    void requireSamples() {
        Input first = all.stream().filter(Input::isBySample).findFirst().orElseThrow();
        for (Input input : all) {
            Tensor values = input.values();
            if (input.isBySample() && (values.rank() == 0 || values.size(0) == 0)) {
                throw new IllegalArgumentException("the data hold no samples");
            }
            if (input.isBySample() && values.size(0) != first.values().size(0)) {
                throw new IllegalArgumentException(
                        "the data hold " + first.values().size(0) + " samples of " + first.name() + ", but "
                                + values.size(0) + " of " + input.name());
            }
        }
    }

    /** Returns the array of a network's only input. */
    public static Inputs of(Tensor values) {
        return new Inputs(List.of(new Input("", "", values, Form.BY_SAMPLE)));
    }

    /** Returns how many arrays there are. */
    public int count() {
        return all.size();
    }

    public Input get(int input) {
        return all.get(input);
    }

    /** Returns the array of an input by its name. */
    Optional<Input> find(String name) {
        return all.stream().filter(input -> input.name().equals(name)).findFirst();
    }

    /** Returns the array that is looked at where one has to do: the first that has an entry for every sample. */
    public Tensor first() {
        return all.stream().filter(Input::isBySample).findFirst().orElseThrow().values();
    }

    /** Returns the number of samples. */
    public int samples() {
        return (int) first().size(0);
    }

    /** Returns the shapes of a run of so many samples, one for each input. */
    public List<long[]> shapes(long batch) {
        return all.stream().map(input -> input.shape(batch)).toList();
    }

    /** Returns the samples at the given places, in that order. */
    public Inputs entries(int... samples) {
        return mapped(input -> input.isBySample() ? input.with(input.values().entries(samples)) : input);
    }

    /** Returns the same inputs, each changed. */
    public Inputs mapped(UnaryOperator<Input> change) {
        List<Input> changed = new ArrayList<>();
        all.forEach(input -> changed.add(change.apply(input)));
        return new Inputs(changed);
    }
}
