package io.orograph.plot;

/** Lamps that go along with the viewer, so that shape reads alike from every side. */
public enum SurfaceLight {
    /** The key light, a lamp over the left shoulder. */
    KEY(0.62, 0.5, 0.62, 0.6),
    /** A weak lamp from the right, so that slopes away from the first keep their shape. */
    FILL(0.16, -0.8, 0.1, 0.6);

    /** The strength of the light from everywhere. */
    public static final double AMBIENT = 0.44;

    private final double strength;
    private final double right;
    private final double down;
    private final double away;

    SurfaceLight(double strength, double right, double down, double away) {
        double length = Math.sqrt(right * right + down * down + away * away);
        this.strength = strength;
        this.right = right / length;
        this.down = down / length;
        this.away = away / length;
    }

    /**
     * Returns how light a side of a length-1 normal appears, as a factor on its colour.
     *
     * @param shading how much of the shading is seen, 0 to 1
     */
    static double on(double normalRight, double normalDown, double normalAway, double shading) {
        double light = AMBIENT;
        for (SurfaceLight lamp : LAMPS) {
            double facing = -(lamp.right * normalRight + lamp.down * normalDown + lamp.away * normalAway);
            light += lamp.strength * Math.max(0, facing);
        }
        return 1 + shading * (light - 1);
    }

    private static final SurfaceLight[] LAMPS = values();

    public double strength() {
        return strength;
    }

    /** Returns the part to the right of the direction in which the lamp shines, which is of length 1. */
    public double right() {
        return right;
    }

    /** Returns the downward part of the direction. */
    public double down() {
        return down;
    }

    /** Returns the part of the direction away from the viewer. */
    public double away() {
        return away;
    }
}
