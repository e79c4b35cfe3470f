package io.orograph.objective;

import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/** An {@link L2Penalty} of the parameters of one network: ½λ Σ θᵢ² over those that it counts, and what follows from it. */
public final class L2Term {

    private final double lambda;
    private final int[] from;
    private final int[] to;

    L2Term(L2Penalty penalty, ParameterLayout layout) {
        this.lambda = penalty.lambda();
        List<Parameter> counted = new ArrayList<>();
        if (!penalty.isNone()) {
            layout.parameters().stream()
                    .filter(each -> penalty.over() == L2Penalty.Over.ALL || !each.isBiasOrNorm())
                    .forEach(counted::add);
        }
        this.from = counted.stream().mapToInt(Parameter::offset).toArray();
        this.to = counted.stream().mapToInt(Parameter::end).toArray();
    }

    /** Returns how many numbers of θ it counts. */
    public int size() {
        int size = 0;
        for (int i = 0; i < from.length; i++) {
            size += to[i] - from[i];
        }
        return size;
    }

    /**
     * Returns ½λ‖θ‖².
     *
     * @param theta θ; running statistics that follow it do not count
     */
    public double at(double[] theta) {
        return product(theta, theta) / 2;
    }

    /** Returns the inner product λ⟨a, b⟩ over the parameters that are counted; with a = θ the slope along b. */
    double product(double[] a, double[] b) {
        double sum = 0;
        for (int range = 0; range < from.length; range++) {
            for (int i = from[range]; i < to[range]; i++) {
                sum += a[i] * b[i];
            }
        }
        return lambda * sum;
    }

    /** Adds {@code times}·λθ, the gradient of so many penalties, to a gradient. */
    void addGradient(double times, double[] theta, double[] gradient) {
        for (int range = 0; range < from.length; range++) {
            for (int i = from[range]; i < to[range]; i++) {
                gradient[i] += times * lambda * theta[i];
            }
        }
    }

    /** Returns the penalty along a subspace, as a function of its coefficients. */
    Along along(AffineSubspace subspace) {
        return new Along(subspace);
    }

    /**
     * The penalty at the points of a subspace, from the inner products of its vectors: no point is made for it.
     *
     * <pre>
     * ½λ‖θ + Σ cᵢdᵢ‖² = ½λ‖θ‖² + Σ cᵢ·λ⟨θ, dᵢ⟩ + ½ Σ cᵢcⱼ·λ⟨dᵢ, dⱼ⟩
     * </pre>
     */
    final class Along {

        private final double origin;
        private final double[] slopes;
        private final double[][] curvatures;

        private Along(AffineSubspace subspace) {
            List<double[]> directions = subspace.directions();
            this.origin = L2Term.this.at(subspace.origin());
            this.slopes = directions.stream()
                    .mapToDouble(each -> product(subspace.origin(), each))
                    .toArray();
            this.curvatures = directions.stream()
                    .map(one -> directions.stream()
                            .mapToDouble(other -> product(one, other))
                            .toArray())
                    .toArray(double[][]::new);
        }

        double at(double... coefficients) {
            double sum = origin;
            for (int i = 0; i < coefficients.length; i++) {
                sum += coefficients[i] * slopes[i];
                for (int j = 0; j < coefficients.length; j++) {
                    sum += coefficients[i] * coefficients[j] * curvatures[i][j] / 2;
                }
            }
            return sum;
        }
    }
}
