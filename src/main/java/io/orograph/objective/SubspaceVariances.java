package io.orograph.objective;

import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * The running variances of batch normalisations over a subspace in which they move: those of several models, each model's own
 * at its place. Between models they lie between; beyond the models they go on changing, and may become negative. A network
 * has no loss there, and some kernels would make a finite number of the square root all the same.
 */
public final class SubspaceVariances {

    /** The part that rounding may leave of a variance that would be 0, in units of its summands. */
    private static final double ROUNDING = 1e-12;

    /**
     * The part that rounding may leave in single precision, so large that above it four digits of the sum are right.
     */
    private static final double SINGLE_ROUNDING = 1e-3;

    /** The sign of the variances at a point. */
    enum Sign {
        /** The variances are all positive, and a plan can add them up itself. */
        POSITIVE,
        /** One of them is 0, or so close to it that a plan's rounding would decide what it is. */
        NEAR_ZERO,
        /** One of them is none. */
        NEGATIVE
    }

    private final AffineSubspace subspace;
    private final int[] places;

    /**
     * Makes the variances over a subspace.
     *
     * @param network whose weights, and perhaps statistics behind them, the subspace goes through
     */
    public SubspaceVariances(Network network, AffineSubspace subspace) {
        this.subspace = subspace;
        int weights = network.layout().size();
        List<double[]> directions = subspace.directions();
        this.places = subspace.origin().length == weights
                ? new int[0]
                : Arrays.stream(RunningStatistics.of(network).variances())
                        .map(place -> weights + place)
                        .filter(place -> directions.stream().anyMatch(direction -> direction[place] != 0))
                        .toArray();
    }

    /** Tells whether one of the variances is negative at a point: there is no loss there. */
    public boolean isNegative(double... coefficients) {
        return sign(Precision.DOUBLE, coefficients) == Sign.NEGATIVE;
    }

    /**
     * Returns the sign of the variances at a point of the subspace.
     *
     * @param precision of the plan that would add them up
     */
    Sign sign(Precision precision, double... coefficients) {
        double rounding = precision == Precision.SINGLE ? SINGLE_ROUNDING : ROUNDING;
        Sign sign = Sign.POSITIVE;
        for (int place : places) {
            double sum = subspace.origin()[place];
            double size = Math.abs(sum);
            for (int k = 0; k < coefficients.length; k++) {
                double term = coefficients[k] * subspace.directions().get(k)[place];
                sum += term;
                size += Math.abs(term);
            }
            if (sum < -ROUNDING * size) {
                return Sign.NEGATIVE;
            }
            if (sum <= rounding * size) {
                sign = Sign.NEAR_ZERO;
            }
        }
        return sign;
    }

    /** Returns the point in double precision, with 0 for a variance that rounding alone makes negative. */
    double[] point(double... coefficients) {
        double[] point = subspace.point(coefficients);
        for (int place : places) {
            point[place] = Math.max(0, point[place]);
        }
        return point;
    }
}
