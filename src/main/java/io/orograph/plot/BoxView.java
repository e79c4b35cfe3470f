package io.orograph.plot;

/**
 * A direction from which a surface is looked at, and how steep it is drawn: the same in the window, with the 3-D pipeline and
 * without, and in files.
 *
 * @param azimuth degrees, of the camera around the vertical: 0 looks from +α, -90 from −β with α to the right
 * @param elevation degrees of the camera above the horizon, 0 to 90; from straight above the view is a map: without
 *     perspective, without shading
 * @param verticalScale height of the box as a multiple of the usual one, above 0 and at most 10
 */
public record BoxView(double azimuth, double elevation, double verticalScale) {

    /** The view that everything starts with where nobody chose one. */
    public static final BoxView STANDARD = new BoxView(-122, 28, 1);

    /** The distance of the camera from the middle of the box, in longer sides of its floor: parallels stay nearly so. */
    static final double DISTANCE = 4;

    /** How many times as far it stands straight above, where no point leans away from the middle. */
    private static final double MAP_DISTANCE = 240;

    /** Degrees above the floor from which on the view goes over into a map. */
    private static final double TOWARDS_MAP = 72;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is outside its range
     */
    public BoxView {
        if (!Double.isFinite(azimuth) || !(elevation >= 0 && elevation <= 90)) {
            throw new IllegalArgumentException("a view needs an azimuth in degrees and an elevation of 0 to 90, not "
                    + azimuth + " and " + elevation);
        }
        if (!(verticalScale > 0 && verticalScale <= 10)) {
            throw new IllegalArgumentException(
                    "the vertical scale must be above 0 and at most 10, not " + verticalScale);
        }
    }

    /** Returns the view from farther around. */
    public BoxView turned(double degrees) {
        return new BoxView(azimuth + degrees, elevation, verticalScale);
    }

    /** Returns how far the camera is from the middle of the box, in longer sides of its floor. */
    double distance() {
        return DISTANCE * Math.pow(MAP_DISTANCE, towardsMap());
    }

    /** Returns how much of the shading is seen, 0 to 1: none from straight above, where colour alone says the loss. */
    double shading() {
        return 1 - towardsMap();
    }

    private double towardsMap() {
        return Math.max(0, (elevation - TOWARDS_MAP) / (90 - TOWARDS_MAP));
    }
}
