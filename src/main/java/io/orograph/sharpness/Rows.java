package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import java.util.Random;

/**
 * A layer's weights as rows, one an output unit, whatever the axis that counts them.
 *
 * @param units rows
 * @param inner elements that follow one another within a unit
 */
record Rows(Parameter parameter, int units, int inner) {

    static Rows of(Parameter parameter) {
        long[] shape = parameter.shape();
        int inner = 1;
        for (int axis = parameter.outputAxis() + 1; axis < shape.length; axis++) {
            inner *= (int) shape[axis];
        }
        return new Rows(parameter, (int) shape[parameter.outputAxis()], inner);
    }

    int length() {
        return parameter.size() / units;
    }

    /** Returns the place in θ of an element of a unit's row. */
    int place(int unit, int element) {
        int outer = element / inner;
        return parameter.offset() + (outer * units + unit) * inner + element % inner;
    }

    /** Returns (W·r)⊗q for random signs r and q, at the layer's place in a vector like θ. */
    double[] mixed(double[] theta, Random random) {
        double[] r = Vectors.rademacher(random, length());
        double[] q = Vectors.rademacher(random, length());
        double[] mixed = new double[theta.length];
        for (int unit = 0; unit < units; unit++) {
            double sum = 0;
            for (int k = 0; k < r.length; k++) {
                sum += theta[place(unit, k)] * r[k];
            }
            for (int i = 0; i < q.length; i++) {
                mixed[place(unit, i)] = sum * q[i];
            }
        }
        return mixed;
    }
}
