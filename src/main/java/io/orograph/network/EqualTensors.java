package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds parameters that a model holds twice, equal or transposed: weights that were tied, as exporters write them.
 *
 * <p>Two weights that were trained are never equal by chance. What may be equal without having been tied is left apart:
 * few numbers, numbers of few values (all zeros or ones, a table that repeats a row), and rising or falling sequences,
 * with which layers begin alike.
 */
public final class EqualTensors {

    /** Smaller ones may be equal by chance. */
    private static final int FEWEST = 8;

    /** So many different numbers are enough, of however many: weights in 8 or 16 bits have no more than some hundred. */
    private static final int ENOUGH_DIFFERENT = 64;

    private final ParameterLayout layout;
    private final double[] theta;

    /**
     * Looks at the parameters of a network.
     *
     * @param theta its weights
     */
    public EqualTensors(ParameterLayout layout, double[] theta) {
        this.layout = layout;
        this.theta = theta;
    }

    /**
     * A parameter with the values of another one.
     *
     * @param transposed whether its axes are swapped
     */
    public record Twin(Parameter parameter, boolean transposed) {}

    /**
     * Returns all that repeat another parameter, in their order. Of several with the same values the first with a name
     * from the training code is the one that they follow, else the first.
     */
    public List<TiedTensor> tied() {
        List<Parameter> sources = new ArrayList<>();
        List<TiedTensor> tied = new ArrayList<>();
        for (boolean named : new boolean[] {true, false}) {
            for (Parameter parameter : layout.parameters()) {
                if (named == NetworkBuilder.isNamed(parameter.name())) {
                    Optional<Twin> twin = twin(parameter, sources);
                    twin.ifPresent(t ->
                            tied.add(new TiedTensor(parameter, t.parameter().name(), t.transposed())));
                    if (twin.isEmpty()) {
                        sources.add(parameter);
                    }
                }
            }
        }
        tied.sort(Comparator.comparingInt(each -> each.own().offset()));
        return tied;
    }

    /** Returns which of some parameters has the values of another. */
    public Optional<Twin> twin(Parameter parameter, List<Parameter> among) {
        for (Parameter other : among) {
            if (other == parameter || other.size() != parameter.size()) {
                continue;
            }
            boolean equal = Arrays.equals(parameter.shape(), other.shape()) && isEqual(parameter, other);
            if (equal || isTransposed(parameter, other)) {
                return tellsApart(parameter) ? Optional.of(new Twin(other, !equal)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Returns whether a parameter has enough different values, in no order, for equality to mean something. */
    private boolean tellsApart(Parameter parameter) {
        int size = parameter.size();
        long enough = Math.max(FEWEST, Math.min(ENOUGH_DIFFERENT, size / 2));
        return size >= FEWEST
                && Arrays.stream(theta, parameter.offset(), parameter.end())
                                .distinct()
                                .limit(enough)
                                .count()
                        >= enough
                && !isSequence(parameter);
    }

    private boolean isSequence(Parameter parameter) {
        boolean rises = true;
        boolean falls = true;
        for (int i = parameter.offset() + 1; i < parameter.end(); i++) {
            rises &= theta[i] >= theta[i - 1];
            falls &= theta[i] <= theta[i - 1];
        }
        return rises || falls;
    }

    private boolean isEqual(Parameter one, Parameter other) {
        return Arrays.equals(theta, one.offset(), one.end(), theta, other.offset(), other.end());
    }

    private boolean isTransposed(Parameter one, Parameter other) {
        long[] shape = one.shape();
        long[] swapped = other.shape();
        if (shape.length != 2 || swapped.length != 2 || shape[0] != swapped[1] || shape[1] != swapped[0]) {
            return false;
        }
        int rows = (int) shape[0];
        int columns = (int) shape[1];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (theta[one.offset() + row * columns + column] != theta[other.offset() + column * rows + row]) {
                    return false;
                }
            }
        }
        return true;
    }
}
