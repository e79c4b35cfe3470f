package io.orograph.plot;

/**
 * The projection of a box onto the page when it is looked at from a direction, in a mild perspective. Points are (u, v,
 * w), each 0 to 1 within the box: u along α, v along β, w upwards. The base of the box is a square of side 1 and its
 * height {@code verticalScale}; page coordinates go right and down.
 */
public final class BoxProjection {

    /**
     * The distance of the camera from the middle of the box, in sides of the base: far enough that parallels stay
     * nearly so.
     */
    private static final double DISTANCE = 6;

    private final double azimuth;
    private final double elevation;
    private final double verticalScale;
    private final double cosAzimuth;
    private final double sinAzimuth;
    private final double cosElevation;
    private final double sinElevation;
    private final double scale;
    private final double offsetX;
    private final double offsetY;

    /**
     * Makes a projection around the origin of the page, in units of the base's side.
     *
     * @param azimuth degrees, of the camera around the vertical: 0 looks from +α, -90 from −β with α to the right
     * @param elevation degrees of the camera above the horizon, 0 to 90
     * @param verticalScale height of the box over the side of its base, positive
     * @throws IllegalArgumentException if one of them is outside its range
     */
    public BoxProjection(double azimuth, double elevation, double verticalScale) {
        this(azimuth, elevation, verticalScale, new Placement(1, 0, 0));
    }

    /** Where the box lies on the page: its size, and how far it is moved. */
    private record Placement(double scale, double offsetX, double offsetY) {}

    private BoxProjection(double azimuth, double elevation, double verticalScale, Placement placement) {
        if (!Double.isFinite(azimuth) || !(elevation >= 0 && elevation <= 90)) {
            throw new IllegalArgumentException("a view needs an azimuth in degrees and an elevation of 0 to 90, not "
                    + azimuth + " and " + elevation);
        }
        if (!(verticalScale > 0 && verticalScale <= 10)) {
            throw new IllegalArgumentException(
                    "the vertical scale must be above 0 and at most 10, not " + verticalScale);
        }
        this.azimuth = azimuth;
        this.elevation = elevation;
        this.verticalScale = verticalScale;
        this.cosAzimuth = Math.cos(Math.toRadians(azimuth));
        this.sinAzimuth = Math.sin(Math.toRadians(azimuth));
        this.cosElevation = Math.cos(Math.toRadians(elevation));
        this.sinElevation = Math.sin(Math.toRadians(elevation));
        this.scale = placement.scale();
        this.offsetX = placement.offsetX();
        this.offsetY = placement.offsetY();
    }

    /**
     * Returns the same view, scaled and moved so that the box fills a rectangle of the page as far as its shape allows.
     */
    public BoxProjection fitted(double left, double top, double width, double height) {
        double[] bounds = new BoxProjection(azimuth, elevation, verticalScale).bounds();
        double fit = Math.min(width / (bounds[2] - bounds[0]), height / (bounds[3] - bounds[1]));
        return new BoxProjection(
                azimuth,
                elevation,
                verticalScale,
                new Placement(
                        fit,
                        left + width / 2 - fit * (bounds[0] + bounds[2]) / 2,
                        top + height / 2 - fit * (bounds[1] + bounds[3]) / 2));
    }

    /** Returns the same view at a size, with the middle of the box at a point of the page. */
    public BoxProjection placed(double size, double x, double y) {
        return new BoxProjection(azimuth, elevation, verticalScale, new Placement(size, x, y));
    }

    /** Returns the rectangle around the box: left, top, right, bottom. */
    public double[] bounds() {
        double[] bounds = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            double x = x(corner & 1, corner >> 1 & 1, corner >> 2);
            double y = y(corner & 1, corner >> 1 & 1, corner >> 2);
            bounds[0] = Math.min(bounds[0], x);
            bounds[1] = Math.min(bounds[1], y);
            bounds[2] = Math.max(bounds[2], x);
            bounds[3] = Math.max(bounds[3], y);
        }
        return bounds;
    }

    /** Returns the page coordinate of a point to the right. */
    public double x(double u, double v, double w) {
        double right = -(u - 0.5) * sinAzimuth + (v - 0.5) * cosAzimuth;
        return offsetX + scale * right * perspective(u, v, w);
    }

    /** Returns the page coordinate of a point downwards. */
    public double y(double u, double v, double w) {
        double up = -((u - 0.5) * cosAzimuth + (v - 0.5) * sinAzimuth) * sinElevation
                + (w - 0.5) * verticalScale * cosElevation;
        return offsetY - scale * up * perspective(u, v, w);
    }

    private double perspective(double u, double v, double w) {
        double near = ((u - 0.5) * cosAzimuth + (v - 0.5) * sinAzimuth) * cosElevation
                + (w - 0.5) * verticalScale * sinElevation;
        return DISTANCE / (DISTANCE - near);
    }

    /** Returns the camera's u; far outside the box unless it looks straight down. */
    public double cameraU() {
        return 0.5 + DISTANCE * cosElevation * cosAzimuth;
    }

    /** Returns the camera's v. */
    public double cameraV() {
        return 0.5 + DISTANCE * cosElevation * sinAzimuth;
    }

    /** Returns the camera's w. */
    public double cameraW() {
        return 0.5 + DISTANCE * sinElevation / verticalScale;
    }

    /** Returns the side of the base, u = 0 or 1, that is nearer to the camera. */
    public int nearU() {
        return cosAzimuth > 0 ? 1 : 0;
    }

    /** Returns the side of the base, v = 0 or 1, that is nearer to the camera. */
    public int nearV() {
        return sinAzimuth > 0 ? 1 : 0;
    }

    public double azimuth() {
        return azimuth;
    }

    public double elevation() {
        return elevation;
    }

    public double verticalScale() {
        return verticalScale;
    }
}
