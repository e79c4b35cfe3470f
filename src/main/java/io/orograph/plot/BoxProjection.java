package io.orograph.plot;

import io.orograph.landscape.Grid;

/**
 * The projection of a box onto the page when it is looked at from a direction, in a mild perspective: that of a camera whose
 * picture is cut out and enlarged, so that its size on the page changes nothing else. Points are (u, v, w), each 0 to 1 within
 * the box: u along α, v along β, w upwards; page coordinates go right and down.
 */
public final class BoxProjection {

    /** A side nearer by less is nearer by rounding. */
    private static final double LEVEL = 1e-9;

    private final BoxView view;
    private final BoxShape shape;
    private final double cosAzimuth;
    private final double sinAzimuth;
    private final double cosElevation;
    private final double sinElevation;
    private final double distance;
    private final Place place;
    private final double focal;

    /**
     * Where the box lies on the page, and how far the camera is moved aside.
     *
     * @param size of a longer side of the floor, at the depth of the box's middle
     * @param x of what is right before the camera
     * @param right how far the camera is to the right of the box's middle, in longer sides of its floor
     * @param down the same downwards
     */
    private record Place(double size, double x, double y, double right, double down) {}

    /** Makes a projection around the origin of the page; a longer side of the floor is 1 at the depth of the box's middle. */
    public BoxProjection(BoxView view, BoxShape shape) {
        this(view, shape, new Place(1, 0, 0, 0, 0));
    }

    private BoxProjection(BoxView view, BoxShape shape, Place place) {
        this.view = view;
        this.shape = shape;
        this.place = place;
        this.cosAzimuth = Math.cos(Math.toRadians(view.azimuth()));
        this.sinAzimuth = Math.sin(Math.toRadians(view.azimuth()));
        this.cosElevation = Math.cos(Math.toRadians(view.elevation()));
        this.sinElevation = Math.sin(Math.toRadians(view.elevation()));
        this.distance = view.distance();
        this.focal = place.size() * distance;
    }

    /** Makes the projection of the box over a grid. */
    public static BoxProjection of(BoxView view, Grid grid) {
        return new BoxProjection(view, BoxShape.of(grid, view.verticalScale()));
    }

    /**
     * Returns the same view, scaled and moved so that the box fills a rectangle of the page as far as its shape allows.
     */
    public BoxProjection fitted(double left, double top, double width, double height) {
        double[] bounds = new BoxProjection(view, shape, new Place(1, 0, 0, place.right(), place.down())).bounds();
        double fit = Math.min(width / (bounds[2] - bounds[0]), height / (bounds[3] - bounds[1]));
        return placed(
                fit,
                left + width / 2 - fit * (bounds[0] + bounds[2]) / 2,
                top + height / 2 - fit * (bounds[1] + bounds[3]) / 2);
    }

    /** Returns the same view at a size, with what is right before the camera at a point of the page. */
    public BoxProjection placed(double size, double x, double y) {
        return new BoxProjection(view, shape, new Place(size, x, y, place.right(), place.down()));
    }

    /** Returns the view of a camera that is moved aside, in longer sides of the floor. */
    public BoxProjection aside(double right, double down) {
        return new BoxProjection(view, shape, new Place(place.size(), place.x(), place.y(), right, down));
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
        return place.x() + focal / depth(u, v, w) * (right(u, v) - place.right());
    }

    /** Returns the page coordinate of a point downwards. */
    public double y(double u, double v, double w) {
        return place.y() + focal / depth(u, v, w) * (down(u, v, w) - place.down());
    }

    /** Writes the page coordinates of a point: for many of them. */
    void project(double u, double v, double w, double[] x, double[] y, int at) {
        double scale = focal / depth(u, v, w);
        x[at] = place.x() + scale * (right(u, v) - place.right());
        y[at] = place.y() + scale * (down(u, v, w) - place.down());
    }

    private double right(double u, double v) {
        return -(u - 0.5) * shape.sideU() * sinAzimuth + (v - 0.5) * shape.sideV() * cosAzimuth;
    }

    /** Returns how far a point is from the vertical through the middle, towards the camera. */
    private double forth(double u, double v) {
        return (u - 0.5) * shape.sideU() * cosAzimuth + (v - 0.5) * shape.sideV() * sinAzimuth;
    }

    private double down(double u, double v, double w) {
        return forth(u, v) * sinElevation - (w - 0.5) * shape.whole() * cosElevation;
    }

    /**
     * Returns how far a point is from the plane through the camera, along the camera's line of view, in longer sides of the
     * floor; negative behind it.
     */
    public double depth(double u, double v, double w) {
        return distance - forth(u, v) * cosElevation - (w - 0.5) * shape.whole() * sinElevation;
    }

    /** Returns the point (u, v, w) at a depth that appears at a place of the page. */
    public double[] unproject(double pageX, double pageY, double depth) {
        double right = (pageX - place.x()) * depth / focal + place.right();
        double down = (pageY - place.y()) * depth / focal + place.down();
        double near = distance - depth;
        double forth = near * cosElevation + down * sinElevation;
        double up = near * sinElevation - down * cosElevation;
        return inBox(forth * cosAzimuth - right * sinAzimuth, forth * sinAzimuth + right * cosAzimuth, up);
    }

    private double[] inBox(double alongU, double alongV, double up) {
        return new double[] {
            0.5 + alongU / shape.sideU(), 0.5 + alongV / shape.sideV(), 0.5 + up / shape.whole(),
        };
    }

    /** Returns the camera's place (u, v, w); far outside the box unless it looks straight down. */
    public double[] camera() {
        double forth = distance * cosElevation + place.down() * sinElevation;
        return inBox(
                forth * cosAzimuth - place.right() * sinAzimuth,
                forth * sinAzimuth + place.right() * cosAzimuth,
                distance * sinElevation - place.down() * cosElevation);
    }

    /**
     * Returns how light a side with a normal of length 1 appears, as a factor on its colour; 1 on a map.
     *
     * @param alongU part of the normal along α, as all of them in a box of equal units
     */
    double light(double alongU, double alongV, double up) {
        double forth = alongU * cosAzimuth + alongV * sinAzimuth;
        return SurfaceLight.on(
                -alongU * sinAzimuth + alongV * cosAzimuth,
                forth * sinElevation - up * cosElevation,
                -(forth * cosElevation + up * sinElevation),
                view.shading());
    }

    /** Returns how much of the shading is seen, 0 to 1: none on a map. */
    public double shading() {
        return view.shading();
    }

    /** Returns the length of a longer side of the floor on the page, at the depth of the box's middle. */
    public double size() {
        return place.size();
    }

    /** Returns the page coordinate to the right of what is right before the camera. */
    public double middleX() {
        return place.x();
    }

    /** Returns the page coordinate downwards of what is right before the camera. */
    public double middleY() {
        return place.y();
    }

    /** Returns how far the camera is from the box's middle along its line of view, in longer sides of the floor. */
    public double distance() {
        return distance;
    }

    /** Returns the side of the base, u = 0 or 1, that is nearer to the camera; 0 where neither is. */
    public int nearU() {
        return cosAzimuth > LEVEL ? 1 : 0;
    }

    /** Returns the side of the base, v = 0 or 1, that is nearer to the camera; 0 where neither is. */
    public int nearV() {
        return sinAzimuth > LEVEL ? 1 : 0;
    }

    public BoxView view() {
        return view;
    }

    public BoxShape shape() {
        return shape;
    }
}
