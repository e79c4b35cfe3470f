package io.orograph.network.operators.normalization;

import io.orograph.math.Vectors;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/**
 * The loops of {@link FoldNormalization}, forward and back. With r = 1/√(variance + ε) and s = scale·r the gradients are
 * dW = dW′·s, db = db′·s, dshift = db′, dmean = −db′·s, and with ds = Σ W·dW′ + (b − mean)·db′, the sum being over a unit's
 * weights, dscale = ds·r and dvariance = −½·ds·scale·r³.
 */
final class FoldLoops {

    private static final int SCALE = 0;
    private static final int SHIFT = 1;
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;
    private static final int WEIGHTS = 4;
    private static final int BIAS = 5;

    private final double epsilon;
    private final int size;
    private final boolean unitsFirst;
    private final double[] slopes;
    private final double[] slopeGradients;

    /** A row of W, which is of one unit or has one weight of each. */
    private final double[] weights;

    private final double[] gradients;

    /**
     * @param size how many weights W has
     * @param unitsFirst whether the first axis of W counts output units; else the last one does
     */
    FoldLoops(double epsilon, int units, int size, boolean unitsFirst) {
        this.epsilon = epsilon;
        this.size = size;
        this.unitsFirst = unitsFirst;
        this.slopes = new double[units];
        this.slopeGradients = new double[units];
        this.weights = new double[unitsFirst ? size / units : units];
        this.gradients = new double[weights.length];
    }

    private double inverseDeviation(FlatArray[] in, int unit) {
        return 1 / Math.sqrt(in[VARIANCE].get(unit) + epsilon);
    }

    private void findSlopes(FlatArray... in) {
        for (int unit = 0; unit < slopes.length; unit++) {
            slopes[unit] = in[SCALE].get(unit) * inverseDeviation(in, unit);
        }
    }

    private static double centredBias(FlatArray[] in, int unit) {
        double bias = in[BIAS] != null ? in[BIAS].get(unit) : 0;
        return bias - in[MEAN].get(unit);
    }

    /** Makes the row of ∂L/∂W of that of ∂L/∂W′. */
    private void scaleGradients(int from) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] *= slopes[unitsFirst ? from / gradients.length : i];
        }
    }

    /**
     * Computes s and b′.
     *
     * @param in the inputs of the fold; null for a bias left out
     */
    void forward(FlatArray[] in, FlatArray slopesOut, FlatArray bias) {
        findSlopes(in);
        slopesOut.setAll(slopes);
        for (int unit = 0; unit < slopes.length; unit++) {
            bias.set(unit, centredBias(in, unit) * slopes[unit] + in[SHIFT].get(unit));
        }
    }

    /**
     * Computes the gradients.
     *
     * @param toWeights ∂L/∂W′
     * @param toBias ∂L/∂b′
     * @param wanted where the gradients of the inputs go, to be overwritten; null where nobody wants one
     */
    void backward(FlatArray[] in, FlatArray toWeights, FlatArray toBias, FlatArray... wanted) {
        findSlopes(in);
        Arrays.fill(slopeGradients, 0);
        for (int from = 0; from < size; from += weights.length) {
            in[WEIGHTS].read(from, weights, weights.length);
            toWeights.read(from, gradients, gradients.length);
            addToSlopes(from);
            if (wanted[WEIGHTS] != null) {
                scaleGradients(from);
                wanted[WEIGHTS].write(gradients, from, gradients.length);
            }
        }
        for (int unit = 0; unit < slopes.length; unit++) {
            setByUnit(unit, in, toBias.get(unit), wanted);
        }
    }

    private void addToSlopes(int from) {
        if (unitsFirst) {
            slopeGradients[from / weights.length] = Vectors.dot(weights, gradients);
        } else {
            for (int unit = 0; unit < weights.length; unit++) {
                slopeGradients[unit] += weights[unit] * gradients[unit];
            }
        }
    }

    private void setByUnit(int unit, FlatArray[] in, double toBias, FlatArray... wanted) {
        double toSlope = slopeGradients[unit] + centredBias(in, unit) * toBias;
        double inverse = inverseDeviation(in, unit);
        set(wanted, SCALE, unit, toSlope * inverse);
        set(wanted, SHIFT, unit, toBias);
        set(wanted, MEAN, unit, -toBias * slopes[unit]);
        set(wanted, VARIANCE, unit, -0.5 * toSlope * slopes[unit] * inverse * inverse);
        set(wanted, BIAS, unit, toBias * slopes[unit]);
    }

    private static void set(FlatArray[] wanted, int input, int unit, double gradient) {
        if (wanted[input] != null) {
            wanted[input].set(unit, gradient);
        }
    }
}
