package io.orograph.plane;

import io.orograph.network.ParameterLayout;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.AffineSubspace;
import java.util.Arrays;

/**
 * (α, β) ↦ θ₀ + α·d₁ + β·d₂. The arrays are not copied: whoever makes a plane no longer writes to them.
 *
 * @param layout of the three vectors
 * @param origin θ₀
 * @param first d₁
 * @param second d₂
 * @param statistics what batch normalisations are evaluated with over it
 */
public record Plane(
        ParameterLayout layout, double[] origin, double[] first, double[] second, StatisticsPolicy statistics) {

    /**
     * Makes a plane that is evaluated with the statistics that are given: those that follow the weights in these
     * vectors, else the model file's.
     */
    public Plane(ParameterLayout layout, double[] origin, double[] first, double[] second) {
        this(layout, origin, first, second, StatisticsPolicy.OWN);
    }

    /**
     * Checks the lengths of the vectors.
     *
     * @throws IllegalArgumentException if the lengths differ from the layout's
     */
    public Plane {
        for (double[] vector : new double[][] {origin, first, second}) {
            if (vector.length != layout.size()) {
                throw new IllegalArgumentException(
                        "a direction of " + vector.length + " numbers for " + layout.size() + " parameters");
            }
        }
    }

    /**
     * Returns the same plane in a layout that is longer or shorter at its end, as by the running statistics that follow
     * the weights: along both directions what is added stays 0.
     *
     * @param more what the origin gets at its end; not read where the layout is shorter
     */
    public Plane of(ParameterLayout other, double... more) {
        double[] start = Arrays.copyOf(origin, other.size());
        if (other.size() > origin.length) {
            System.arraycopy(more, 0, start, origin.length, other.size() - origin.length);
        }
        return new Plane(
                other, start, Arrays.copyOf(first, other.size()), Arrays.copyOf(second, other.size()), statistics);
    }

    /** Returns the same plane, evaluated with other statistics of batch normalisations. */
    public Plane with(StatisticsPolicy source) {
        return new Plane(layout, origin, first, second, source);
    }

    /** Returns θ₀ + α·d₁ + β·d₂, a new array in the plane's layout. */
    public double[] at(double alpha, double beta) {
        double[] point = origin.clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += alpha * first[i] + beta * second[i];
        }
        return point;
    }

    /** Returns the plane as the subspace that an objective evaluates; a new one each time, which workers tell apart. */
    public AffineSubspace subspace() {
        return new AffineSubspace(statistics, origin, first, second);
    }

    /** Returns the cosine of the angle between the directions: 0 if orthogonal; NaN if one of them is zero. */
    public double cosine() {
        double dot = 0;
        double firstSquare = 0;
        double secondSquare = 0;
        for (int i = 0; i < first.length; i++) {
            dot += first[i] * second[i];
            firstSquare += first[i] * first[i];
            secondSquare += second[i] * second[i];
        }
        return dot / Math.sqrt(firstSquare * secondSquare);
    }
}
