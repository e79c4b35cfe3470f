package io.orograph.ui.surface;

import io.orograph.plot.BoxProjection;
import io.orograph.plot.BoxView;

/**
 * The size and place in a view in which the box fills it but for the room that labels need: more to the left and below, where
 * the axes are labelled.
 *
 * @param size of a longer side of the floor, in pixels, at the depth of the box's middle
 * @param middleX where the box's middle appears
 * @param middleY the same downwards
 */
record Framing(double size, double middleX, double middleY) {

    private static final double LEFT = 58;
    private static final double RIGHT = 26;
    private static final double TOP = 12;
    private static final double BOTTOM = 38;
    /** More room below a box that stands on the edge of the view, as it does from straight above. */
    private static final double BELOW = 14;
    /** The share of the size to which the labels' room is cut in a small view. */
    private static final double LARGEST_SHARE = 0.16;

    private static final int RIM = 48;

    /** Frames the box for one direction of view: the box itself fills the view. */
    static Framing of(ViewPreset preset, SurfaceBox box, double width, double height, double scale) {
        BoxView view = new Orbit(preset.azimuth(), preset.elevation(), 1, 0, 0).view(1);
        return of(new BoxProjection(view, box.shape()).bounds(), width, height, scale, BOTTOM + BELOW);
    }

    /**
     * Frames the box for all directions at an elevation: the cylinder around the box fills the view, so that nothing is cut off and
     * nothing swells while the box turns.
     */
    static Framing ofTurning(double elevation, SurfaceBox box, double width, double height, double scale) {
        return of(around(elevation, box), width, height, scale, BOTTOM);
    }

    /** Returns the rectangle around the cylinder around the box: left, top, right, bottom. */
    private static double[] around(double elevation, SurfaceBox box) {
        BoxProjection seen = new BoxProjection(new Orbit(0, elevation, 1, 0, 0).view(1), box.shape());
        double radius = Math.hypot(box.halfX(), box.halfZ());
        double[] bounds = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = 0; i < 2 * RIM; i++) {
            double angle = Math.PI * i / RIM;
            double u = 0.5 + radius * Math.cos(angle) / (2 * box.halfX());
            double v = 0.5 + radius * Math.sin(angle) / (2 * box.halfZ());
            bounds[0] = Math.min(bounds[0], seen.x(u, v, i % 2));
            bounds[1] = Math.min(bounds[1], seen.y(u, v, i % 2));
            bounds[2] = Math.max(bounds[2], seen.x(u, v, i % 2));
            bounds[3] = Math.max(bounds[3], seen.y(u, v, i % 2));
        }
        return bounds;
    }

    /** Returns the width beyond which a view of a height shows the box no larger, in pixels of an ordinary screen. */
    static double usefulWidth(double elevation, SurfaceBox box, double height) {
        double[] bounds = around(elevation, box);
        double size = of(bounds, 10 * height, height, 1, BOTTOM).size();
        return size * (bounds[2] - bounds[0]) + LEFT + RIGHT;
    }

    private static Framing of(double[] bounds, double width, double height, double scale, double below) {
        double left = Math.min(LEFT * scale, LARGEST_SHARE * width);
        double right = Math.min(RIGHT * scale, LARGEST_SHARE * width);
        double top = Math.min(TOP * scale, LARGEST_SHARE * height);
        double bottom = Math.min(below * scale, LARGEST_SHARE * height);
        double size = Math.min(
                (width - left - right) / (bounds[2] - bounds[0]), (height - top - bottom) / (bounds[3] - bounds[1]));
        return new Framing(
                size,
                (left + width - right) / 2 - size * (bounds[0] + bounds[2]) / 2,
                (top + height - bottom) / 2 - size * (bounds[1] + bounds[3]) / 2);
    }
}
