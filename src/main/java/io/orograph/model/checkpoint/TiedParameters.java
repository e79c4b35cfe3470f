package io.orograph.model.checkpoint;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds parameters that a model holds twice, equal or transposed: weights that were tied, as exporters write them. */
public final class TiedParameters {

    /** Smaller ones may be equal by chance, or because all were begun with the same number. */
    private static final int FEWEST = 8;

    private final ParameterLayout layout;
    private final double[] theta;

    /**
     * Looks at a network.
     *
     * @param theta its weights
     */
    public TiedParameters(ParameterLayout layout, double[] theta) {
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
     * Two parameters with the same values.
     *
     * @param second the later one in θ
     * @param twin the earlier one
     */
    public record Pair(Parameter second, Twin twin) {}

    /** Returns all pairs, each parameter with the first of its values. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        List<Parameter> before = new ArrayList<>();
        for (Parameter parameter : layout.parameters()) {
            twin(parameter, before).ifPresent(twin -> pairs.add(new Pair(parameter, twin)));
            before.add(parameter);
        }
        return pairs;
    }

    /** Returns which of some parameters has the values of another. */
    Optional<Twin> twin(Parameter parameter, List<Parameter> among) {
        if (!tellsApart(parameter)) {
            return Optional.empty();
        }
        for (Parameter other : among) {
            if (other == parameter || other.end() - other.offset() != parameter.end() - parameter.offset()) {
                continue;
            }
            if (Arrays.equals(parameter.shape(), other.shape()) && isEqual(parameter, other)) {
                return Optional.of(new Twin(other, false));
            }
            if (isTransposed(parameter, other)) {
                return Optional.of(new Twin(other, true));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a parameter has enough different values for equality to mean something. */
    private boolean tellsApart(Parameter parameter) {
        return parameter.end() - parameter.offset() >= FEWEST
                && Arrays.stream(theta, parameter.offset(), parameter.end())
                                .distinct()
                                .limit(FEWEST)
                                .count()
                        >= FEWEST;
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
