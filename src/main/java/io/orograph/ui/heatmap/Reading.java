package io.orograph.ui.heatmap;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Crosshair;

/**
 * The reading of a landscape at a point. Between four cells that all have finite values the values are interpolated
 * bilinearly; next to a hole or to a cell that is not evaluated they are the nearest cell's own. The interpolated
 * standard error is the mean of the cells' with the same weights, which is an upper bound: the cells share their
 * samples, and the error of a weighted mean is at most the weighted mean of the errors.
 *
 * <p>Where a landscape in the making is not evaluated yet, but there is a first look on fewer samples, its values are
 * read.
 *
 * @param state whether there are values at all
 * @param loss NaN unless evaluated; NaN or an infinity where it is not finite
 * @param differenceError standard error of L − L(θ₀), paired over the samples; NaN where it is not known
 * @param accuracy 0 to 1, NaN where there is no such thing
 */
public record Reading(
        double alpha,
        double beta,
        State state,
        double loss,
        double standardError,
        double differenceError,
        double accuracy) {

    /** The knowledge of the loss at the point. */
    public enum State {
        FINITE,
        NOT_FINITE,
        /** The loss is that of a first look on fewer samples. */
        ESTIMATED,
        NOT_EVALUATED
    }

    public static Reading at(Landscape landscape, Crosshair point) {
        Corners corners = Corners.around(landscape, point);
        if (corners.allFinite(landscape)) {
            return new Reading(
                    point.alpha(),
                    point.beta(),
                    State.FINITE,
                    corners.mean(landscape::loss),
                    corners.mean(landscape::standardError),
                    corners.mean(landscape::differenceError),
                    corners.mean(landscape::accuracy));
        }
        int cell = point.nearestCell(landscape.grid());
        if (!landscape.isEvaluated(cell) && landscape.firstLook().isPresent()) {
            return at(landscape.firstLook().get(), point).estimated();
        }
        return new Reading(
                point.alpha(),
                point.beta(),
                state(landscape, cell),
                landscape.loss(cell),
                landscape.standardError(cell),
                landscape.differenceError(cell),
                landscape.accuracy(cell));
    }

    private Reading estimated() {
        return state == State.FINITE
                ? new Reading(alpha, beta, State.ESTIMATED, loss, standardError, differenceError, accuracy)
                : this;
    }

    private static State state(Landscape landscape, int cell) {
        if (!landscape.isEvaluated(cell)) {
            return State.NOT_EVALUATED;
        }
        return Double.isFinite(landscape.loss(cell)) ? State.FINITE : State.NOT_FINITE;
    }

    /** The cells around a point and their bilinear weights; cells of weight 0 are not looked at. */
    private record Corners(int[] cells, double[] weights) {

        static Corners around(Landscape landscape, Crosshair point) {
            double[] x = between(landscape.grid().alpha(), point.alpha());
            double[] y = between(landscape.grid().beta(), point.beta());
            int[] cells = new int[4];
            double[] weights = new double[4];
            for (int corner = 0; corner < 4; corner++) {
                int right = corner & 1;
                int up = corner >> 1;
                cells[corner] = landscape.grid().index((int) x[0] + right, (int) y[0] + up);
                weights[corner] = (right == 0 ? 1 - x[1] : x[1]) * (up == 0 ? 1 - y[1] : y[1]);
            }
            return new Corners(cells, weights);
        }

        /**
         * Returns the index below a coordinate and the share of the way to the next, exactly 0 or 1 on a grid value.
         */
        private static double[] between(Axis axis, double value) {
            double position = Math.max(0, Math.min(axis.count() - 1.0, axis.position(value)));
            int below = Math.min((int) position, axis.count() - 2);
            double share = position - below;
            int nearest = axis.nearest(value);
            if (axis.value(nearest) == value) {
                share = nearest - below;
            }
            return new double[] {below, share};
        }

        boolean allFinite(Landscape landscape) {
            for (int i = 0; i < cells.length; i++) {
                if (weights[i] != 0 && state(landscape, cells[i]) != State.FINITE) {
                    return false;
                }
            }
            return true;
        }

        double mean(java.util.function.IntToDoubleFunction values) {
            double sum = 0;
            for (int i = 0; i < cells.length; i++) {
                if (weights[i] != 0) {
                    sum += weights[i] * values.applyAsDouble(cells[i]);
                }
            }
            return sum;
        }
    }
}
