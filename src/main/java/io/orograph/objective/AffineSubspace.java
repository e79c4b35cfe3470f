package io.orograph.objective;

import io.orograph.network.StatisticsPolicy;
import java.util.List;

/**
 * An affine subspace of weight space: origin + Σ cᵢ·directionᵢ. A plane has two directions, a line one. Compared by
 * identity: a worker keeps native copies of the last one it saw.
 */
public final class AffineSubspace {

    private final double[] origin;
    private final List<double[]> directions;
    private final StatisticsPolicy statistics;

    /**
     * Makes a subspace with the statistics that are given: what follows the weights in these vectors, if anything does.
     */
    public AffineSubspace(double[] origin, double[]... directions) {
        this(StatisticsPolicy.OWN, origin, directions);
    }

    /**
     * Makes a subspace of arrays that are not copied: whoever makes it no longer writes to them.
     *
     * @param statistics what batch normalisations are evaluated with
     */
    public AffineSubspace(StatisticsPolicy statistics, double[] origin, double[]... directions) {
        this.statistics = statistics;
        this.origin = origin;
        this.directions = List.of(directions);
    }

    /** Returns origin + Σ coefficientᵢ·directionᵢ. */
    double[] point(double... coefficients) {
        double[] point = origin.clone();
        for (int k = 0; k < coefficients.length; k++) {
            double[] direction = directions.get(k);
            for (int i = 0; i < direction.length; i++) {
                point[i] += coefficients[k] * direction[i];
            }
        }
        return point;
    }

    StatisticsPolicy statistics() {
        return statistics;
    }

    public double[] origin() {
        return origin;
    }

    public List<double[]> directions() {
        return directions;
    }
}
