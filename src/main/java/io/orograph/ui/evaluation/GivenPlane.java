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

    Grid grid(int resolution) {
        return new Grid(
                Axis.over(alphaRange[0], alphaRange[1], MARGIN, resolution),
                Axis.over(betaRange[0], betaRange[1], MARGIN, resolution));
    }
}
