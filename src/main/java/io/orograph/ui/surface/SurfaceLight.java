package io.orograph.ui.surface;

import javafx.geometry.Point3D;

/**
 * Lamps that go along with the viewer, so that shape reads alike from every side: x to the right, y down, z away.
 */
enum SurfaceLight {
    /** The key light, a lamp over the left shoulder. */
    KEY(0.62, new Point3D(0.5, 0.62, 0.6)),
    /** A weak lamp from the right, so that slopes away from the first keep their shape. */
    FILL(0.16, new Point3D(-0.8, 0.1, 0.6));

    /** The strength of the light from everywhere. */
    static final double AMBIENT = 0.44;

    private final double strength;
    private final Point3D direction;

    SurfaceLight(double strength, Point3D direction) {
        this.strength = strength;
        this.direction = direction.normalize();
    }

    double strength() {
        return strength;
    }

    /** Returns the direction in which the lamp shines, of length 1. */
    Point3D direction() {
        return direction;
    }
}
