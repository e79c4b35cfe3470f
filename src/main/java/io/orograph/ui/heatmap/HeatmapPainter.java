package io.orograph.ui.heatmap;

import static io.orograph.ui.heatmap.HeatmapLayout.BAR_LABEL_WIDTH;
import static io.orograph.ui.heatmap.HeatmapLayout.BAR_WIDTH;
import static io.orograph.ui.heatmap.HeatmapLayout.LINE_HEIGHT;
import static io.orograph.ui.heatmap.HeatmapLayout.TICK_GAP;
import static io.orograph.ui.heatmap.HeatmapLayout.TICK_LENGTH;

import io.orograph.figure.AxisTitles;
import io.orograph.figure.LossScale;
import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.landscape.Contour;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.ui.display.AxisTicks;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws what stands still while the pointer moves: colours, contours, θ₀, axes, colour bar, legend. */
final class HeatmapPainter {

    private static final double MARK_RADIUS = 4.5;
    private static final double MARK_LABEL_ROOM = 28;
    private static final Color MARK = Color.WHITE;
    private static final Color MARK_EDGE = Color.color(0, 0, 0, 0.75);
    private static final Color DARK_INK = Color.color(0, 0, 0, 0.72);
    private static final Color LIGHT_INK = Color.color(1, 1, 1, 0.82);

    private final PlotPen pen;
    private final GraphicsContext graphics;
    private final HeatmapLayout layout;
    private final PlotFrame frame;
    private final PlotTheme theme;

    HeatmapPainter(GraphicsContext graphics, HeatmapLayout layout, Viewport viewport, PlotTheme theme) {
        this.pen = new PlotPen(graphics);
        this.graphics = graphics;
        this.layout = layout;
        this.frame = layout.frame(viewport);
        this.theme = theme;
    }

    /**
     * Paints a picture.
     *
     * @param picture made for this layout or for another: its place in the plane counts, so that it fits while a newer
     *     one is being made
     */
    void paint(HeatmapPicture picture, ToDoubleFunction<String> labelWidths) {
        pen.clipped(frame.x(), frame.y(), frame.width(), frame.height(), () -> {
            image(picture);
            contours(picture, labelWidths);
            origin(picture.field().landscape().section().origin());
        });
        pen.frame(frame.x(), frame.y(), frame.width(), frame.height(), theme.axis());
        if (layout.axes()) {
            axes(picture.field().landscape().provenance(), labelWidths);
        }
        colorBar(picture.field());
        String hole = picture.field().hatchMeaning();
        if (!hole.isEmpty()) {
            holeLegend(hole);
        }
    }

    private void image(HeatmapPicture picture) {
        Viewport made = picture.request().frame().viewport();
        double x = frame.xOf(made.alphaFrom());
        double y = frame.yOf(made.betaTo());
        boolean exact = made.equals(frame.viewport());
        graphics.setImageSmoothing(!exact);
        graphics.drawImage(
                picture.image(),
                exact ? frame.x() : x,
                exact ? frame.y() : y,
                exact ? frame.width() : frame.xOf(made.alphaTo()) - x,
                exact ? frame.height() : frame.yOf(made.betaFrom()) - y);
    }

    private void contours(HeatmapPicture picture, ToDoubleFunction<String> labelWidths) {
        graphics.setLineWidth(1);
        for (Contour contour : picture.field().contours()) {
            double[] x = new double[contour.size()];
            double[] y = new double[contour.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = frame.xOf(contour.alpha()[i]);
                y[i] = frame.yOf(contour.beta()[i]);
            }
            graphics.setStroke(ink(picture.field().argb(contour.level())));
            if (contour.closed()) {
                graphics.strokePolygon(x, y, x.length);
            } else {
                graphics.strokePolyline(x, y, x.length);
            }
        }
        picture.labels().forEach(label -> contourLabel(label, picture.field(), labelWidths));
    }

    private void contourLabel(ContourLabel label, ColorField field, ToDoubleFunction<String> labelWidths) {
        int argb = field.argb(label.level());
        pen.turned(frame.xOf(label.alpha()), frame.yOf(label.beta()), label.degrees(), () -> {
            graphics.setFont(PlotFonts.LABEL);
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.setTextBaseline(VPos.CENTER);
            // The colour along the line is that of its level: this hides the line, and nothing else.
            double half = labelWidths.applyAsDouble(label.text()) / 2 + 2;
            pen.line(-half, 0, half, 0, 6, color(argb));
            graphics.setLineWidth(3);
            graphics.strokeText(label.text(), 0, 0);
            graphics.setFill(isLight(argb) ? Color.BLACK : Color.WHITE);
            graphics.fillText(label.text(), 0, 0);
        });
    }

    private void origin(String name) {
        double x = frame.xOf(0);
        double y = frame.yOf(0);
        graphics.setFill(MARK_EDGE);
        graphics.fillOval(x - MARK_RADIUS - 1, y - MARK_RADIUS - 1, 2 * MARK_RADIUS + 2, 2 * MARK_RADIUS + 2);
        graphics.setFill(MARK);
        graphics.fillOval(x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS);
        graphics.setFill(MARK_EDGE);
        graphics.fillOval(x - 1.5, y - 1.5, 3, 3);
        graphics.setFont(PlotFonts.VALUE);
        // Above: names of other marks lie below theirs.
        boolean atTop = y - MARK_LABEL_ROOM < frame.y();
        double textY = Math.rint(atTop ? y + MARK_RADIUS + 9 : y - MARK_RADIUS - 9);
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setStroke(MARK_EDGE);
        graphics.setLineWidth(3);
        graphics.strokeText(name, Math.rint(x), textY);
        graphics.setFill(MARK);
        graphics.fillText(name, Math.rint(x), textY);
    }

    private void axes(Provenance provenance, ToDoubleFunction<String> labelWidths) {
        Viewport seen = frame.viewport();
        double bottom = frame.bottom();
        for (Tick tick : AxisTicks.across(
                wanted -> Ticks.linear(seen.alphaFrom(), seen.alphaTo(), wanted),
                frame.width(),
                seen.alphaSpan(),
                labelWidths)) {
            double x = Math.min(frame.right() - 1, frame.xOf(tick.value()));
            pen.up(x, bottom + 1, bottom + 1 + TICK_LENGTH, theme.axis());
            label(tick.label(), x, bottom + TICK_LENGTH + TICK_GAP, VPos.TOP, TextAlignment.CENTER);
        }
        for (Tick tick : Ticks.linear(seen.betaFrom(), seen.betaTo(), AxisTicks.wantedUp(frame.height()))) {
            double y = Math.min(bottom - 1, frame.yOf(tick.value()));
            double left = frame.x() - 1 - TICK_LENGTH;
            pen.across(left, frame.x() - 1, y, theme.axis());
            label(tick.label(), left - TICK_GAP, y, VPos.CENTER, TextAlignment.RIGHT);
        }
        double titleY = bottom + TICK_LENGTH + LINE_HEIGHT + 1;
        String alpha = AxisTitles.alpha(provenance, "α, along d₁");
        String beta = AxisTitles.beta(provenance, "β, along d₂");
        label(alpha, frame.x() + frame.width() / 2, titleY, VPos.TOP, TextAlignment.CENTER);
        pen.turned(
                layout.betaTitleX(),
                frame.y() + frame.height() / 2,
                -90,
                () -> label(beta, 0, 0, VPos.CENTER, TextAlignment.CENTER));
    }

    private void label(String text, double x, double y, VPos baseline, TextAlignment align) {
        pen.text(text, x, y, baseline, align, PlotFonts.LABEL, theme.mutedText());
    }

    private void colorBar(ColorField field) {
        int rows = (int) frame.height();
        double x = layout.barX();
        for (int row = 0; row < rows; row++) {
            graphics.setFill(color(field.colors().argb(1 - (row + 0.5) / rows)));
            graphics.fillRect(x, frame.y() + row, BAR_WIDTH, 1);
        }
        barTicks(field, x);
        pen.frame(x, frame.y(), BAR_WIDTH, frame.height(), theme.axis());
        String name = field.landscape().provenance().text(Key.LOSS);
        String title = "loss" + (name.isEmpty() ? "" : " (" + name + ")")
                + (field.scale().logarithmic() ? ", log scale" : "");
        pen.turned(
                layout.barTitleX(),
                frame.y() + frame.height() / 2,
                -90,
                () -> pen.text(
                        title,
                        0,
                        0,
                        VPos.CENTER,
                        TextAlignment.CENTER,
                        PlotFonts.LABEL,
                        theme.mutedText(),
                        frame.height() + LINE_HEIGHT));
    }

    private void barTicks(ColorField field, double x) {
        LossScale scale = field.scale();
        if (scale.isEmpty()) {
            return;
        }
        for (Tick tick : scale.ticks(AxisTicks.wantedUp(frame.height()))) {
            double y = Math.min(frame.bottom() - 1, frame.bottom() - scale.share(tick.value()) * frame.height());
            double right = x + BAR_WIDTH + 1 + TICK_LENGTH;
            pen.across(x + BAR_WIDTH + 1, right, y, theme.axis());
            pen.text(
                    tick.label(),
                    right + TICK_GAP,
                    y,
                    VPos.CENTER,
                    TextAlignment.LEFT,
                    PlotFonts.LABEL,
                    theme.mutedText(),
                    BAR_LABEL_WIDTH);
        }
        for (Contour contour : field.contours()) {
            double y = frame.bottom() - scale.share(contour.level()) * frame.height();
            pen.across(x, x + BAR_WIDTH, y, ink(field.argb(contour.level())));
        }
    }

    private void holeLegend(String meaning) {
        double x = layout.barX();
        double y = frame.bottom() + TICK_LENGTH + (layout.axes() ? LINE_HEIGHT : TICK_GAP);
        double size = BAR_WIDTH;
        graphics.setFill(theme.hole());
        graphics.fillRect(x, y, size, size);
        pen.clipped(x, y, size, size, () -> {
            for (double at = 4; at < 2 * size; at += 6) {
                pen.line(x + at - size, y + size, x + at, y, 1.2, theme.holeHatch());
            }
        });
        pen.frame(x, y, size, size, theme.axis());
        pen.text(
                meaning,
                x + size + TICK_LENGTH + TICK_GAP,
                y + size / 2,
                VPos.CENTER,
                TextAlignment.LEFT,
                PlotFonts.LABEL,
                theme.mutedText(),
                BAR_LABEL_WIDTH + LINE_HEIGHT);
    }

    private static Color ink(int argb) {
        return isLight(argb) ? DARK_INK : LIGHT_INK;
    }

    /**
     * Tells whether a colour is light by its relative luminance in sRGB (ITU-R BT.709), at the grey that black and
     * white contrast with alike.
     */
    private static boolean isLight(int argb) {
        Color color = color(argb);
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue())
                > 0.179;
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }
}
