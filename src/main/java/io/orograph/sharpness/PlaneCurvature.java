package io.orograph.sharpness;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import java.util.Optional;

/**
 * The curvature of the surface at θ₀ inside its plane: the quadratic L(α, β) ≈ c + gᵀx + ½xᵀHx, x = (α, β), fitted by
 * least squares to the cells around θ₀. The principal curvatures are the eigenvalues of H, dᵀ∇²L·d of the two
 * directions in which the surface bends most and least.
 *
 * @param larger the larger principal curvature
 * @param smaller the smaller one; negative where the surface bends down
 * @param angle of the larger one's direction against the α axis, in radians, −π/2 to π/2
 * @param slopeAlpha ∂L/∂α at θ₀
 * @param slopeBeta ∂L/∂β at θ₀
 * @param reach how many grid steps the fitted cells reach from θ₀
 */
public record PlaneCurvature(
        double larger, double smaller, double angle, double slopeAlpha, double slopeBeta, int reach) {

    /** Cells to each side: five a side average the rounding of single precision out; three are the least. */
    private static final int[] HALF_WIDTHS = {2, 1};

    /**
     * Returns the fit on the closest cells that are evaluated and finite; empty while there are none, or if θ₀ is no
     * cell or lies at the border.
     */
    public static Optional<PlaneCurvature> of(Landscape landscape) {
        Grid grid = landscape.grid();
        int cx = grid.alpha().zero();
        int cy = grid.beta().zero();
        if (cx < 0 || cy < 0) {
            return Optional.empty();
        }
        int room = Math.min(Math.min(cx, grid.nx() - 1 - cx), Math.min(cy, grid.ny() - 1 - cy));
        for (int stride = 1; stride <= room; stride *= 2) {
            for (int half : HALF_WIDTHS) {
                if (half * stride <= room && isFinite(landscape, cx, cy, half, stride)) {
                    return Optional.of(fit(landscape, cx, cy, half, stride));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFinite(Landscape landscape, int cx, int cy, int half, int stride) {
        for (int j = -half; j <= half; j++) {
            for (int i = -half; i <= half; i++) {
                if (!Double.isFinite(landscape.loss(cx + i * stride, cy + j * stride))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Fits by projections: on a symmetric square stencil the least-squares problem falls apart. With t = −half…half,
     * the polynomials 1, t and t² − mean(t²) are orthogonal, and each coefficient is a projection.
     */
    private static PlaneCurvature fit(Landscape landscape, int cx, int cy, int half, int stride) {
        int width = 2 * half + 1;
        double meanSquare = half * (half + 1) / 3.0;
        double sumSquare = width * meanSquare;
        double sumQuartic = 0;
        double slopeX = 0;
        double slopeY = 0;
        double bendX = 0;
        double bendY = 0;
        double twist = 0;
        for (int j = -half; j <= half; j++) {
            double q = j * j - meanSquare;
            sumQuartic += q * q;
            for (int i = -half; i <= half; i++) {
                double loss = landscape.loss(cx + i * stride, cy + j * stride);
                slopeX += i * loss;
                slopeY += j * loss;
                bendX += (i * i - meanSquare) * loss;
                bendY += q * loss;
                twist += i * j * loss;
            }
        }
        double hx = landscape.grid().alpha().step() * stride;
        double hy = landscape.grid().beta().step() * stride;
        double xx = 2 * bendX / (width * sumQuartic) / (hx * hx);
        double yy = 2 * bendY / (width * sumQuartic) / (hy * hy);
        double xy = twist / (sumSquare * sumSquare) / (hx * hy);
        double gx = slopeX / (width * sumSquare) / hx;
        double gy = slopeY / (width * sumSquare) / hy;
        double middle = (xx + yy) / 2;
        double spread = Math.hypot((xx - yy) / 2, xy);
        double angle = spread == 0 ? 0 : Math.atan2(xy, (xx - yy) / 2) / 2;
        return new PlaneCurvature(middle + spread, middle - spread, angle, gx, gy, half * stride);
    }
}
