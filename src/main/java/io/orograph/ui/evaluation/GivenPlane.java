package io.orograph.ui.evaluation;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.plane.Plane;
import java.util.Map;

/**
 * A plane that was laid through given weights, and the part of it to evaluate.
 *
 * @param title what it is, for the person
 * @param description what the provenance says about its directions
 * @param alphaRange from the smallest to the largest α to be seen, to which a margin is added
 * @param betaRange the same for β
 */
public record GivenPlane(
        String title, Plane plane, Map<String, Object> description, double[] alphaRange, double[] betaRange) {

    /** Share of the range that is shown beyond it on each side. */
    private static final double MARGIN = 0.2;

    /** The shorter range over the longer one, at least. */
    private static final double LEAST_SHAPE = 0.6;

    Grid grid(int resolution) {
        double longest = Math.max(alphaRange[1] - alphaRange[0], betaRange[1] - betaRange[0]);
        return new Grid(
                axis(alphaRange, LEAST_SHAPE * longest, resolution),
                axis(betaRange, LEAST_SHAPE * longest, resolution));
    }

    /** Widened about its middle to a least length: of a sliver nothing would be seen. */
    private static Axis axis(double[] range, double least, int resolution) {
        double more = Math.max(0, least - (range[1] - range[0])) / 2;
        return Axis.over(range[0] - more, range[1] + more, MARGIN, resolution);
    }
}
