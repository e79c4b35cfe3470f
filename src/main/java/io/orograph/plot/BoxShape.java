package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;

/**
 * The proportions of the box that a surface stands in. The longer side of its floor is 1; the lowest loss lies a gap above
 * the floor, so that the contours on the floor stay visible.
 *
 * @param sideU along α
 * @param sideV along β
 * @param height from the lowest to the highest level shown
 * @param gap from the floor to the lowest level
 */
public record BoxShape(double sideU, double sideV, double height, double gap) {

    /** Ranges that differ more than this are not drawn to the same scale: a sliver would show nothing. */
    private static final double LARGEST_RATIO = 2.5;

    private static final double USUAL_HEIGHT = 0.48;

    /**
     * Returns the shape of the box over a grid.
     *
     * @param verticalScale height as a multiple of the usual one
     */
    public static BoxShape of(Grid grid, double verticalScale) {
        double u = span(grid.alpha());
        double v = span(grid.beta());
        double longer = Math.max(u, v);
        double height = USUAL_HEIGHT * verticalScale;
        return new BoxShape(
                Math.max(u / longer, 1 / LARGEST_RATIO),
                Math.max(v / longer, 1 / LARGEST_RATIO),
                height,
                0.07 + 0.22 * height);
    }

    private static double span(Axis axis) {
        return axis.to() - axis.from();
    }

    /** Returns the height of the whole box. */
    public double whole() {
        return height + gap;
    }

    /** Returns where the lowest level lies in the box: 0 on the floor, 1 at the top. */
    public double floor() {
        return gap / whole();
    }
}
