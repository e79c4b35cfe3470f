package io.orograph.data;

import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Samples and what they should give. Immutable.
 *
 * @param name what to call it in a caption: usually the file's name
 * @param arrays what is given to the inputs of a network, with an entry of the first axis for each sample
 * @param targets [n] or [n, …]: class indices (an integer type, or whole numbers) or real values
 * @param classes the names of the classes in the order of their indices, where the file had names; else empty
 * @param strata how the samples were drawn from those of a file; empty for all of a file, or samples drawn otherwise
 */
public record Dataset(String name, Inputs arrays, Tensor targets, List<String> classes, Optional<Strata> strata) {

    /** Data that are all there is. */
    public Dataset(String name, Inputs arrays, Tensor targets, List<String> classes) {
        this(name, arrays, targets, classes, Optional.empty());
    }

    /** Makes a data set for a network with a single input, [n, …]. */
    public Dataset(String name, Tensor inputs, Tensor targets, List<String> classes) {
        this(name, Inputs.of(inputs), targets, classes);
    }

    /** Makes a data set whose targets are numbers. */
    public Dataset(String name, Tensor inputs, Tensor targets) {
        this(name, inputs, targets, List.of());
    }

    /**
     * Checks the counts of samples.
     *
     * @throws IllegalArgumentException if there are no samples or the counts of inputs and targets differ
     */
    public Dataset {
        Objects.requireNonNull(name);
        classes = List.copyOf(classes);
        arrays.requireSamples();
        if (targets.rank() == 0 || targets.size(0) != arrays.samples()) {
            throw new IllegalArgumentException("the data hold " + arrays.samples() + " inputs, shape "
                    + Shape.text(arrays.first().shape()) + ", but targets of shape " + Shape.text(targets.shape()));
        }
    }

    /** Returns the array of the first input that has an entry for every sample: of most networks the only one. */
    public Tensor inputs() {
        return arrays.first();
    }

    /** Returns the same targets for other inputs. */
    public Dataset with(Inputs other) {
        return new Dataset(name, other, targets, classes, strata);
    }

    /** Returns the number of samples n. */
    public int samples() {
        return arrays.samples();
    }

    /** Returns the samples at the given places, in that order. */
    public Dataset subset(int[] samples) {
        return new Dataset(name, arrays.entries(samples), targets.entries(samples), classes);
    }

    /** Returns the same samples as ones that were drawn from a file. */
    public Dataset drawn(Strata from) {
        return new Dataset(name, arrays, targets, classes, Optional.of(from));
    }

    /** Returns whether every target is a whole number, as class indices and 0/1 labels are. */
    public boolean hasWholeTargets() {
        if (!targets.type().isFloating()) {
            return true;
        }
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) != Math.rint(targets.get(i))) {
                return false;
            }
        }
        return true;
    }
}
