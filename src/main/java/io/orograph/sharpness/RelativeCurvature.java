package io.orograph.sharpness;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * dᵀ∇²L(θ)d on each group of the samples, by central differences of the slope along d over ±h·d, h without a unit: for a
 * d of the size of the weights, rescaled units go through the same steps. Where differences ahead and behind disagree, a
 * sample crosses a kink of ReLU or max-pooling in between, and the step is divided by 30 until they agree: like automatic
 * differentiation, this leaves the kinks themselves out.
 */
final class RelativeCurvature {

    private static final double LARGEST_STEP = 1e-6;
    private static final double SMALLEST_STEP = 1e-11;
    private static final double SHRINK = 30;

    /** A smooth loss gives about the step; rounding 10⁻¹⁶ over it. */
    private static final double DISAGREEMENT = 1e-4;

    /** Numbers of directions that are held at once. */
    private static final int MEMORY = 1 << 23;

    private final MeasuredPoint point;
    private double step = LARGEST_STEP;
    private double largest;

    RelativeCurvature(MeasuredPoint point) {
        this.point = point;
    }

    /** Tells how many directions are worth asking about at once: the slopes at θ itself come from one pass then. */
    int atOnce() {
        return Math.max(1, MEMORY / point.theta().length);
    }

    /** Returns the curvatures along directions, by direction and group. */
    List<double[]> along(List<double[]> directions) {
        double[][] here = point.slopes(point.theta(), directions);
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < here.length; i++) {
            found.add(along(here[i], directions.get(i)));
        }
        return found;
    }

    double[] along(double[] direction) {
        return along(List.of(direction)).get(0);
    }

    private double[] along(double[] here, double[] direction) {
        Difference best = new Difference(here, direction, step);
        for (double h = step / SHRINK; best.disagreement > tolerance(best) && h >= SMALLEST_STEP; h /= SHRINK) {
            Difference next = new Difference(here, direction, h);
            if (next.disagreement < best.disagreement) {
                best = next;
                step = h;
            }
        }
        largest = Math.max(largest, best.size);
        return best.curvature;
    }

    private double tolerance(Difference found) {
        return DISAGREEMENT * Math.max(largest, found.size);
    }

    /** A difference of slopes on each group, and the largest of how far those ahead and behind are apart. */
    private final class Difference {

        private final double[] curvature;
        private final double size;
        private double disagreement;

        Difference(double[] here, double[] direction, double h) {
            double[] ahead = point.slopes(Vectors.sum(point.theta(), h, direction), direction);
            double[] behind = point.slopes(Vectors.sum(point.theta(), -h, direction), direction);
            curvature = new double[here.length];
            double largestPart = 0;
            for (int i = 0; i < here.length; i++) {
                double before = (ahead[i] - here[i]) / h;
                double after = (here[i] - behind[i]) / h;
                disagreement = Math.max(disagreement, Math.abs(before - after) / 2);
                curvature[i] = (before + after) / 2;
                largestPart = Math.max(largestPart, Math.abs(curvature[i]));
            }
            size = largestPart;
        }
    }
}
