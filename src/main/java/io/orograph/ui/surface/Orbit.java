package io.orograph.ui.surface;

import io.orograph.plot.BoxView;

/**
 * The place from which the surface is looked at: a turntable around the middle of the box. Immutable.
 *
 * @param azimuth degrees the viewer has walked around the box; at 0 α runs to the right and β away from the viewer
 * @param elevation degrees above the floor, 0 to 90
 * @param zoom 1 fits the box into the view in its usual position; larger is nearer
 * @param panX how far the middle of the view lies to the right of the box's middle, in the box's units
 * @param panY the same downwards
 */
public record Orbit(double azimuth, double elevation, double zoom, double panX, double panY) {

    static final double MIN_ZOOM = 0.25;
    static final double MAX_ZOOM = 12;

    /** The place from which every view starts. */
    static final Orbit START = new Orbit(ViewPreset.PERSPECTIVE.azimuth(), ViewPreset.PERSPECTIVE.elevation(), 1, 0, 0);

    public Orbit {
        elevation = clamp(elevation, 0, 90);
        zoom = clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    }

    /** Returns the direction as plots have it. */
    BoxView view(double verticalScale) {
        return new BoxView(-90 - azimuth, elevation, verticalScale);
    }

    Orbit turned(double azimuthDegrees, double elevationDegrees) {
        return new Orbit(azimuth + azimuthDegrees, elevation + elevationDegrees, zoom, panX, panY);
    }

    Orbit zoomed(double factor) {
        return new Orbit(azimuth, elevation, zoom * factor, panX, panY);
    }

    Orbit panned(double right, double down) {
        return new Orbit(azimuth, elevation, zoom, panX + right, panY + down);
    }

    /** Returns the same place with the azimuth within half a turn of another's, so that an animation takes the short way. */
    Orbit unwoundTo(Orbit other) {
        double turns = Math.rint((other.azimuth - azimuth) / 360);
        return new Orbit(azimuth + 360 * turns, elevation, zoom, panX, panY);
    }

    /** Returns the place a share of the way to another, 0 to 1; zoom is interpolated as a ratio. */
    Orbit towards(Orbit target, double share) {
        return new Orbit(
                between(azimuth, target.azimuth, share),
                between(elevation, target.elevation, share),
                zoom * Math.pow(target.zoom / zoom, share),
                between(panX, target.panX, share),
                between(panY, target.panY, share));
    }

    private static double between(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }

    private static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
