package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.Arrays;

/**
 * P^(−½)(H + λI)P^(−½), which has the eigenvalues of P⁻¹(H + λI) and is symmetric: the curvature as an optimiser sees it
 * that divides each entry of its step by one of P (Cohen et al. 2022, arXiv 2207.14484).
 */
public final class PreconditionedHessian implements SymmetricOperator {

    private final SymmetricOperator hessian;
    private final double[] scale;
    private final double shift;

    private PreconditionedHessian(SymmetricOperator hessian, double[] scale, double shift) {
        this.hessian = hessian;
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * Looks at a matrix in the units of a preconditioner.
     *
     * @param hessian H
     * @param diagonal of P, as long as H; not copied
     * @param shift λ, added to the diagonal of H
     * @throws IllegalArgumentException if an entry of P is not positive
     */
    public static PreconditionedHessian of(SymmetricOperator hessian, double[] diagonal, double shift) {
        if (diagonal.length != hessian.size() || !Arrays.stream(diagonal).allMatch(value -> value > 0)) {
            throw new IllegalArgumentException("a preconditioner needs a positive number for each weight");
        }
        double[] scale =
                Arrays.stream(diagonal).map(value -> 1 / Math.sqrt(value)).toArray();
        return new PreconditionedHessian(hessian, scale, shift);
    }

    @Override
    public int size() {
        return scale.length;
    }

    @Override
    public double[] apply(double[] v) {
        double[] scaled = scaled(v);
        double[] product = hessian.apply(scaled);
        Vectors.add(product, shift, scaled);
        return scaled(product);
    }

    @Override
    public SymmetricOperator quick() {
        SymmetricOperator quick = hessian.quick();
        return quick == hessian ? this : new PreconditionedHessian(quick, scale, shift);
    }

    @Override
    public double[] lead() {
        double[] lead = hessian.lead();
        return lead == null ? null : scaled(lead);
    }

    private double[] scaled(double[] v) {
        double[] scaled = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            scaled[i] = scale[i] * v[i];
        }
        return scaled;
    }
}
