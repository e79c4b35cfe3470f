package io.orograph.sharpness;

import io.orograph.math.JacobiEigen;
import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

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

    /**
     * Returns vectors f over the units whose Σ ffᵀ is WWᵀ, as few as there are units, or columns if these are fewer; none if
     * their number times that of the columns is above a limit.
     */
    List<double[]> factors(double[] theta, int most) {
        if ((long) Math.min(units, length()) * length() > most) {
            return List.of();
        }
        if (length() <= units) {
            return IntStream.range(0, length())
                    .mapToObj(k -> IntStream.range(0, units)
                            .mapToDouble(unit -> theta[place(unit, k)])
                            .toArray())
                    .toList();
        }
        JacobiEigen eigen = new JacobiEigen(gram(theta));
        List<double[]> factors = new ArrayList<>();
        for (int rank = 0; rank < units; rank++) {
            double[] factor = eigen.vector(rank);
            Vectors.scale(factor, Math.sqrt(Math.max(0, eigen.value(rank))));
            factors.add(factor);
        }
        return factors;
    }

    private double[][] gram(double[] theta) {
        double[][] gram = new double[units][units];
        for (int unit = 0; unit < units; unit++) {
            for (int other = 0; other < units; other++) {
                for (int k = 0; k < length(); k++) {
                    gram[unit][other] += theta[place(unit, k)] * theta[place(other, k)];
                }
            }
        }
        return gram;
    }

    /** Returns f⊗eᵢ at the layer's place in a vector like θ, of a size. */
    double[] direction(double[] factor, int element, int size) {
        double[] direction = new double[size];
        for (int unit = 0; unit < units; unit++) {
            direction[place(unit, element)] = factor[unit];
        }
        return direction;
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
