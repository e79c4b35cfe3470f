package io.orograph.plot;

/**
 * A surface with its bar of colours, drawn again and again so that only what is told apart differs: its box stands at one
 * place in one size.
 *
 * @param view from where it is looked at
 * @param turning whether it is seen from other sides too, for all of which there has to be room
 */
public record SteadySurfacePlot(
        LandscapeData data, PlaneLook look, BoxView view, boolean turning, String title, String caption)
        implements Plot {

    private static final int DEGREES = 5;

    /** Room around the box for its labels, in sizes of the text. */
    private static final double LABELS = 4.2;

    private static final double BAR_SHARE = 0.62;

    @Override
    public double height(double width, PlotStyle style) {
        return 0.75 * width;
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        double barHeight = BAR_SHARE * area.height();
        ColorBar bar = ColorBar.besideSurface(style, data, look, barHeight);
        bar.draw(pen, area.right() - bar.width(), area.centerY() - barHeight / 2, barHeight);
        Rect left = new Rect(area.x(), area.y(), area.width() - bar.width() - 2 * style.unit(), area.height());
        SurfacePlot.placed(style, data, look, placed(left, LABELS * style.unit()), left)
                .draw(pen);
    }

    /** Returns the box in the largest size that fits from every side that it is seen from. */
    private BoxProjection placed(Rect area, double margin) {
        double side = 0;
        double above = 0;
        double below = 0;
        // The same sides in every frame of a film that turns, or the box would breathe.
        double from = turning ? 0 : view.azimuth();
        double until = turning ? 360 : from + DEGREES;
        for (double azimuth = from; azimuth < until; azimuth += DEGREES) {
            double[] bounds = BoxProjection.of(new BoxView(azimuth, view.elevation(), view.verticalScale()), data.grid)
                    .bounds();
            side = Math.max(side, Math.max(-bounds[0], bounds[2]));
            above = Math.max(above, -bounds[1]);
            below = Math.max(below, bounds[3]);
        }
        double size = Math.min((area.width() - 2 * margin) / (2 * side), (area.height() - margin) / (above + below));
        double free = area.height() - margin - size * (above + below);
        return BoxProjection.of(view, data.grid).placed(size, area.centerX(), area.y() + free / 2 + size * above);
    }
}
