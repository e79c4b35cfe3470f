package io.orograph.network.operators.normalization;

import io.orograph.math.Vectors;
import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through {@link FoldNormalization}. With r = 1/√(variance + ε) and s = scale·r the gradients are dW = dW′·s,
 * db = db′·s, dshift = db′, dmean = −db′·s, and with ds = Σ W·dW′ + (b − mean)·db′, the sum being over a unit's weights,
 * dscale = ds·r and dvariance = −½·ds·scale·r³.
 */
final class FoldGradients implements Kernel {

    private static final int SCALE = 0;
    private static final int SHIFT = 1;
    private static final int MEAN = 2;
    private static final int VARIANCE = 3;
    private static final int WEIGHTS = 4;
    private static final int BIAS = 5;

    private final double epsilon;
    private final boolean unitsFirst;
    private final FlatArray[] in;
    private final FlatArray[] wanted;
    private final FlatArray weightGradient;
    private final FlatArray biasGradient;
    private final double[] slopes;
    private final double[] slopeGradients;
    private final double[] weights;
    private final double[] gradients;

    /**
     * @param unitsFirst whether the first axis of W counts output units; else the last one does
     */
    FoldGradients(Binding binding, double epsilon, boolean unitsFirst) {
        this.epsilon = epsilon;
        this.unitsFirst = unitsFirst;
        in = arrays(binding::input);
        wanted = arrays(binding::inputGradient);
        weightGradient = FlatArray.of(binding.outputGradient(0));
        biasGradient = FlatArray.of(binding.outputGradient(1));
        int units = in[SCALE].size();
        slopes = new double[units];
        slopeGradients = new double[units];
        weights = new double[unitsFirst ? in[WEIGHTS].size() / units : units];
        gradients = new double[weights.length];
    }

    private static FlatArray[] arrays(IntFunction<INDArray> arrays) {
        FlatArray[] result = new FlatArray[BIAS + 1];
        for (int i = 0; i < result.length; i++) {
            INDArray array = arrays.apply(i);
            result[i] = array == null ? null : FlatArray.of(array);
        }
        return result;
    }

    @Override
    public void run() {
        for (int unit = 0; unit < slopes.length; unit++) {
            slopes[unit] = in[SCALE].get(unit) * inverseDeviation(unit);
        }
        Arrays.fill(slopeGradients, 0);
        for (int from = 0; from < in[WEIGHTS].size(); from += weights.length) {
            takeRow(from);
        }
        for (int unit = 0; unit < slopes.length; unit++) {
            setByUnit(unit);
        }
    }

    private double inverseDeviation(int unit) {
        return 1 / Math.sqrt(in[VARIANCE].get(unit) + epsilon);
    }

    /** Takes one row of W, which is of one unit or has one weight of each. */
    private void takeRow(int from) {
        in[WEIGHTS].read(from, weights, weights.length);
        weightGradient.read(from, gradients, gradients.length);
        if (unitsFirst) {
            int unit = from / weights.length;
            slopeGradients[unit] = Vectors.dot(weights, gradients);
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] *= slopes[unit];
            }
        } else {
            for (int unit = 0; unit < weights.length; unit++) {
                slopeGradients[unit] += weights[unit] * gradients[unit];
                gradients[unit] *= slopes[unit];
            }
        }
        if (wanted[WEIGHTS] != null) {
            wanted[WEIGHTS].write(gradients, from, gradients.length);
        }
    }

    private void setByUnit(int unit) {
        double bias = in[BIAS] == null ? 0 : in[BIAS].get(unit);
        double toBias = biasGradient.get(unit);
        double toSlope = slopeGradients[unit] + (bias - in[MEAN].get(unit)) * toBias;
        double inverse = inverseDeviation(unit);
        set(SCALE, unit, toSlope * inverse);
        set(SHIFT, unit, toBias);
        set(MEAN, unit, -toBias * slopes[unit]);
        set(VARIANCE, unit, -0.5 * toSlope * slopes[unit] * inverse * inverse);
        set(BIAS, unit, toBias * slopes[unit]);
    }

    private void set(int input, int unit, double gradient) {
        if (wanted[input] != null) {
            wanted[input].set(unit, gradient);
        }
    }
}
