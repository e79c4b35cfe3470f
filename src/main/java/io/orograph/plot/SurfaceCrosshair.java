package io.orograph.plot;

/** The crosshair of a surface: two lines on the floor, a stem up to the surface and a ball on it. */
final class SurfaceCrosshair {

    /** The pieces of the stem, each of which the surface may hide. */
    private static final int PIECES = 24;

    private static final double LINE = 0.09;
    private static final double BALL = 0.42;
    private static final double RING = 1.3;

    private final PlotStyle style;
    private final BoxProjection box;
    private final Sight sight;

    /** Tells where a point (u, v, w) appears, and whether the surface hides it. */
    @FunctionalInterface
    interface Sight {
        OverlayDrawing.Place at(double u, double v, double w);
    }

    SurfaceCrosshair(PlotStyle style, BoxProjection box, Sight sight) {
        this.style = style;
        this.box = box;
        this.sight = sight;
    }

    /** Draws the lines on the floor, before the surface, which stands over them. */
    void floor(Pen pen, double[] point) {
        double u = point[0];
        double v = point[1];
        line(pen, box.x(0, v, 0), box.y(0, v, 0), box.x(1, v, 0), box.y(1, v, 0));
        line(pen, box.x(u, 0, 0), box.y(u, 0, 0), box.x(u, 1, 0), box.y(u, 1, 0));
    }

    /** Draws the stem as far as it is seen, and the ball. */
    void point(Pen pen, double[] point) {
        OverlayDrawing.Place before = sight.at(point[0], point[1], 0);
        for (int piece = 1; piece <= PIECES; piece++) {
            OverlayDrawing.Place now = sight.at(point[0], point[1], point[2] * piece / PIECES);
            if (before.seen() && now.seen()) {
                line(pen, before.x(), before.y(), now.x(), now.y());
            }
            before = now;
        }
        double radius = BALL * style.unit();
        double share = before.seen() ? 1 : OverlayDrawing.HIDDEN;
        pen.fill(
                Path.circle(before.x(), before.y(), RING * radius),
                Theme.LIGHT.ink().translucent(share));
        pen.fill(Path.circle(before.x(), before.y(), radius), Rgb.WHITE.translucent(share));
    }

    private void line(Pen pen, double fromX, double fromY, double toX, double toY) {
        pen.line(fromX, fromY, toX, toY, new Stroke(style.theme().ink(), LINE * style.unit()));
    }
}
