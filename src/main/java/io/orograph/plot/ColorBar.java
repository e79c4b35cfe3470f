package io.orograph.plot;

import java.util.List;

/** The scale of the colours, upright, with its ticks on the right. */
final class ColorBar {

    /** Room for labels that keeps the plot in its place while numbers change, in sizes of the text. */
    private static final double USUAL_LABEL = 3.6;

    private static final double WIDTH = 1.0;

    private final PlotStyle style;
    private final LandscapeData data;
    private final PlaneLook look;
    private final List<Tick> ticks;
    private final double labelWidth;

    ColorBar(PlotStyle style, LandscapeData shown, PlaneLook look, double height) {
        this.style = style;
        this.data = shown.colors();
        this.look = look;
        this.ticks = data.scale.isEmpty() ? List.of() : data.scale.ticks(AxisTicks.wantedUp(height, style.small()));
        this.labelWidth = Math.max(USUAL_LABEL * style.small().size(), AxisTicks.widest(ticks, style.small()));
    }

    /** Returns that of a surface, on whose floor the contours are those of the heights. */
    static ColorBar besideSurface(PlotStyle style, LandscapeData shown, PlaneLook look, double height) {
        boolean marked = look.parts().contours() && shown.isOfOneQuantity();
        return new ColorBar(style, shown, look.with(look.parts().withContours(marked)), height);
    }

    /** Returns the width from the left edge of the bar to the end of its title. */
    double width() {
        return barWidth()
                + 0.75 * style.unit()
                + labelWidth
                + 0.4 * style.unit()
                + 1.1 * style.axis().height();
    }

    private double barWidth() {
        return WIDTH * style.unit();
    }

    void draw(Pen pen, double left, double top, double height) {
        Rect bar = new Rect(left, top, barWidth(), height);
        if (data.scale.isEmpty()) {
            Hatch.fill(pen, bar.path(), bar, style);
        } else {
            pen.image(gradient(), bar);
            contours(pen, bar);
        }
        pen.frame(bar, style.axisStroke());
        if (data.clippedAbove()) {
            arrow(pen, left, top, -1, look.colors().argb(1));
        }
        if (data.clippedBelow()) {
            arrow(pen, left, top + height, 1, look.colors().argb(0));
        }
        for (Tick tick : ticks) {
            double y = top + height * (1 - data.scale.share(tick.value()));
            pen.line(bar.right(), y, bar.right() + style.tick(), y, style.axisStroke());
            pen.text(
                    Label.level(tick.label(), style.small(), bar.right() + 0.75 * style.unit(), y, 0, 0.5),
                    style.theme().muted());
        }
        double titleX = left + width() - 0.6 * style.axis().height();
        pen.text(
                Label.upwards(data.lossTitle(), style.axis(), titleX, top + height / 2)
                        .within(1.1 * height),
                style.theme().ink());
    }

    private Picture gradient() {
        int[] upwards = look.colors().table();
        int[] pixels = new int[upwards.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = upwards[upwards.length - 1 - i];
        }
        return new Picture(1, pixels.length, pixels);
    }

    private void contours(Pen pen, Rect bar) {
        if (!look.parts().contours()) {
            return;
        }
        for (double level : data.scale.levels()) {
            double share = data.scale.share(level);
            double y = bar.bottom() - share * bar.height();
            Rgb ink = new Rgb(look.colors().argb(share)).against().translucent(HeatmapPlot.LINE_OPACITY);
            pen.line(bar.x(), y, bar.right(), y, new Stroke(ink, style.lineWidth()));
        }
    }

    /** Draws an arrow that says that the scale goes on beyond its end in the colour of the end. */
    private void arrow(Pen pen, double left, double y, int direction, int argb) {
        Path path = new Path.Builder()
                .polygon(left, y, left + barWidth() / 2, y + direction * 0.8 * style.unit(), left + barWidth(), y)
                .path();
        pen.fill(path, new Rgb(argb));
        pen.stroke(path, style.axisStroke());
    }
}
