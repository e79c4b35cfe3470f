package io.orograph.sharpness;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;

/**
 * The largest increase of the loss over L(θ₀) among the cells within a radius of θ₀ in the plane's own
 * coordinates, √(α² + β²) ≤ radius: the worst case in a ball (Foret et al. 2021) restricted to the plane.
 *
 * @param increase L − L(θ₀) at the worst cell; infinite if the loss is; NaN if the loss at θ₀ is not
 *     finite, or while a cell within the radius is NaN or not evaluated
 * @param alpha where the worst cell is
 * @param beta where the worst cell is
 */
public record LargestIncrease(double increase, double alpha, double beta) {

    public static LargestIncrease within(Landscape landscape, double radius) {
        Grid grid = landscape.grid();
        double center = landscape.centerLoss();
        LargestIncrease worst = new LargestIncrease(Double.isFinite(center) ? 0 : Double.NaN, 0, 0);
        for (int cell = 0; cell < grid.cells(); cell++) {
            double alpha = grid.alpha().value(cell % grid.nx());
            double beta = grid.beta().value(cell / grid.nx());
            if (Math.hypot(alpha, beta) <= radius) {
                double increase = landscape.loss(cell) - center;
                if (Double.isNaN(increase) || increase > worst.increase) {
                    worst = new LargestIncrease(increase, alpha, beta);
                }
            }
            if (Double.isNaN(worst.increase)) {
                return worst;
            }
        }
        return worst;
    }
}
