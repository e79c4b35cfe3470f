package io.orograph.sharpness;

import io.orograph.math.Vectors;
import java.util.Random;

/**
 * Maximises a smooth function over a box |y_i| ≤ bound_i by the spectral projected gradient method (Birgin, Martínez and
 * Raydan 2000, with a monotone line search): steps along P(y + λ∇) − y, where λ is the inverse of the curvature seen at
 * the last step, or very long where that curves upwards.
 */
final class BoxAscent {

    private static final double LONGEST = 1e10;
    private static final double SUFFICIENT = 1e-4;
    private static final int HALVINGS = 12;

    /** The share of the box from which the start is drawn: away from y = 0, where a minimum has no gradient. */
    private static final double START_SHARE = 0.1;

    /**
     * What was found.
     *
     * @param value infinite or NaN if the function is so somewhere on the way
     * @param place y
     */
    record Maximum(double value, double[] place) {}

    /** A function of y. */
    interface Target {

        double value(double[] y);

        double[] gradient(double[] y);
    }

    private final Target target;
    private final double[] bound;

    BoxAscent(Target target, double[] bound) {
        this.target = target;
        this.bound = bound;
    }

    /**
     * Returns the largest value seen and where it is.
     *
     * @param iterations at most
     */
    Maximum maximize(int iterations, long seed) {
        double[] y = start(seed);
        double value = target.value(y);
        double[] gradient = target.gradient(y);
        double lambda = LONGEST;
        for (int i = 0; i < iterations && Double.isFinite(value); i++) {
            double[] direction = direction(y, lambda, gradient);
            double slope = Vectors.dot(gradient, direction);
            double length = 1;
            double[] next = Vectors.sum(y, length, direction);
            double nextValue = target.value(next);
            for (int k = 0; k < HALVINGS && nextValue < value + SUFFICIENT * length * slope; k++) {
                length /= 2;
                next = Vectors.sum(y, length, direction);
                nextValue = target.value(next);
            }
            if (nextValue <= value) {
                break;
            }
            double[] nextGradient = target.gradient(next);
            lambda = spectral(direction, length, gradient, nextGradient);
            y = next;
            value = nextValue;
            gradient = nextGradient;
        }
        return new Maximum(value, y);
    }

    private double[] start(long seed) {
        Random random = new Random(seed);
        double[] y = new double[bound.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = START_SHARE * bound[i] * (2 * random.nextDouble() - 1);
        }
        return y;
    }

    private double[] direction(double[] y, double lambda, double[] gradient) {
        double[] direction = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            double reached = y[i] + lambda * gradient[i];
            direction[i] = Math.max(-bound[i], Math.min(bound[i], reached)) - y[i];
        }
        return direction;
    }

    private static double spectral(double[] direction, double length, double[] before, double[] after) {
        double bend = Vectors.dot(direction, before) - Vectors.dot(direction, after);
        return bend <= 0 ? LONGEST : Math.min(LONGEST, length * Vectors.dot(direction, direction) / bend);
    }
}
