package io.orograph.sharpness;

import io.orograph.network.Parameter;
import java.util.List;
import java.util.Locale;

/**
 * |θ|, the unit in which a weight moves relative to itself. Biases, and scales and shifts of normalisations, are held, as
 * filter normalisation holds them; a network that has nothing else moves them.
 *
 * @param values |θ|, and 0 for what is held
 * @param zeros weights that are not held, and zero
 */
record Magnitudes(double[] values, int zeros) {

    static Magnitudes of(MeasuredPoint point) {
        List<Parameter> all = point.objective().network().layout().parameters();
        List<Parameter> weights =
                all.stream().filter(parameter -> !parameter.isBiasOrNorm()).toList();
        double[] values = new double[point.theta().length];
        int zeros = 0;
        for (Parameter parameter : weights.isEmpty() ? all : weights) {
            for (int i = parameter.offset(); i < parameter.end(); i++) {
                values[i] = Math.abs(point.theta()[i]);
                zeros += values[i] == 0 ? 1 : 0;
            }
        }
        return new Magnitudes(values, zeros);
    }

    /** Returns a clause that says how many weights do not move; empty if all do. */
    String note() {
        if (zeros == 0) {
            return "";
        }
        return zeros == 1
                ? "; 1 weight is zero and does not move"
                : String.format(Locale.ROOT, "; %,d weights are zero and do not move", zeros);
    }
}
