package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Lanczos recurrence with full reorthogonalisation: an orthonormal basis q₁, q₂, … of span{q₁, Hq₁, H²q₁, …} in
 * which H is tridiagonal (Lanczos 1950; Golub and Van Loan, "Matrix Computations", 10.3). Where the space is exhausted
 * before the whole is (H has few different eigenvalues on it), a new random direction goes on.
 */
final class KrylovBasis {

    /** Below this share of the largest coefficient so far, what is left of Hq is rounding. */
    private static final double EXHAUSTED = 1e-10;

    private final SymmetricOperator operator;
    private final RandomGenerator random;
    private final List<double[]> outside;
    private final List<double[]> basis = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();
    private double[] next;
    private double largest;
    private int restarts;

    /**
     * Makes a basis that begins with a vector.
     *
     * @param start q₁ up to its length; not zero
     */
    KrylovBasis(SymmetricOperator operator, double[] start, RandomGenerator random) {
        this(operator, start, List.of(), random);
    }

    /**
     * Makes a basis that begins with a vector.
     *
     * @param start q₁ up to its length and to what lies along {@code outside}; not zero
     * @param outside orthonormal vectors that the whole basis is orthogonal to: eigenvectors that are known already
     */
    KrylovBasis(SymmetricOperator operator, double[] start, List<double[]> outside, RandomGenerator random) {
        this.operator = operator;
        this.outside = List.copyOf(outside);
        this.random = random;
        this.next = start.clone();
        orthogonalize(next);
        Vectors.scale(next, 1 / Vectors.norm(next));
    }

    int steps() {
        return diagonal.size();
    }

    /** Returns how much of H leads out of the space so far: β of the last step; 0 if the space is invariant. */
    double coupling() {
        return beside.get(steps() - 1);
    }

    /** Tells whether H leaves the space of the start's powers invariant, so that there is nothing more of it to find. */
    boolean isExhausted() {
        return beside.contains(0.0);
    }

    boolean isComplete() {
        return steps() == operator.size() - outside.size();
    }

    /** Takes one product with H, which adds one vector to the basis. */
    void step() {
        double[] q = next;
        basis.add(q);
        double[] product = operator.apply(q);
        double alpha = Vectors.dot(q, product);
        diagonal.add(alpha);
        orthogonalize(product);
        double beta = Vectors.norm(product);
        largest = Math.max(largest, Math.max(Math.abs(alpha), beta));
        if (isComplete() || beta <= EXHAUSTED * largest) {
            beside.add(0.0);
            next = isComplete() ? null : fresh();
        } else {
            beside.add(beta);
            Vectors.scale(product, 1 / beta);
            next = product;
        }
    }

    /** Makes v orthogonal to the basis, twice: the second time takes away what rounding left (Parlett 1980). */
    private void orthogonalize(double[] v) {
        for (int pass = 0; pass < 2; pass++) {
            for (double[] q : outside) {
                Vectors.add(v, -Vectors.dot(q, v), q);
            }
            for (double[] q : basis) {
                Vectors.add(v, -Vectors.dot(q, v), q);
            }
        }
    }

    /** Returns how many new directions were drawn. */
    int restarts() {
        return restarts;
    }

    private double[] fresh() {
        restarts++;
        double[] v = Vectors.gaussian(random, operator.size());
        orthogonalize(v);
        Vectors.scale(v, 1 / Vectors.norm(v));
        return v;
    }

    /** Returns eigenvalues and eigenvectors of the tridiagonal matrix. */
    SymmetricEigen ritz() {
        return SymmetricEigen.ofTridiagonal(array(diagonal), array(beside));
    }

    /** Returns the vector of the whole space with the given coefficients, of length 1. */
    double[] vector(double[] coefficients) {
        double[] v = new double[operator.size()];
        for (int i = 0; i < coefficients.length; i++) {
            Vectors.add(v, coefficients[i], basis.get(i));
        }
        Vectors.scale(v, 1 / Vectors.norm(v));
        return v;
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(x -> x).toArray();
    }
}
