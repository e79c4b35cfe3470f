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
 * @param inputs [n, …], one entry of the first axis a sample
 * @param targets [n] or [n, …]: class indices (an integer type, or whole numbers) or real values
 * @param classes the names of the classes in the order of their indices, where the file had names; else empty
 * @param strata how the samples were drawn from those of a file; empty for all of a file, or samples drawn otherwise
 */
public record Dataset(String name, Tensor inputs, Tensor targets, List<String> classes, Optional<Strata> strata) {

    /** Data that are all there is. */
    public Dataset(String name, Tensor inputs, Tensor targets, List<String> classes) {
        this(name, inputs, targets, classes, Optional.empty());
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
        if (inputs.rank() == 0 || inputs.size(0) == 0) {
            throw new IllegalArgumentException("the data hold no samples");
        }
        if (targets.rank() == 0 || targets.size(0) != inputs.size(0)) {
            throw new IllegalArgumentException("the data hold " + inputs.size(0) + " inputs, shape "
                    + Shape.text(inputs.shape()) + ", but targets of shape " + Shape.text(targets.shape()));
        }
    }

    /** Returns the number of samples n. */
    public int samples() {
        return (int) inputs.size(0);
    }

    /** Returns the samples at the given places, in that order. */
    public Dataset subset(int[] samples) {
        return new Dataset(name, inputs.entries(samples), targets.entries(samples), classes);
    }

    /** Returns the same samples as ones that were drawn from a file. */
    public Dataset drawn(Strata from) {
        return new Dataset(name, inputs, targets, classes, Optional.of(from));
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
