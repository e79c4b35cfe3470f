package io.orograph.figure;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Grid;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The heatmap with its axes, labelled contours, the mark of θ₀ and the legend of its holes. */
final class HeatmapPanel {

    private final FigureCanvas canvas;
    private final FigureData data;
    private final ColorMap colors;
    private final Overlay overlay;
    private final ColorBar bar;
    private final List<Tick> alphaTicks;
    private final List<Tick> betaTicks;
    private final double left;
    private final double below;
    private final double right;
    private Rectangle2D plot;

    HeatmapPanel(FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D area) {
        this.canvas = canvas;
        this.data = data;
        this.colors = options.colors();
        this.overlay = options.overlay();
        double unit = canvas.unit;
        double guess = Math.min(area.getWidth() - 13 * unit, area.getHeight() - 5 * unit);
        this.alphaTicks = alphaTicks(guess);
        this.betaTicks = Ticks.linear(data.grid.beta().from(), data.grid.beta().to(), alphaTicks.size());
        this.bar = new ColorBar(canvas, data, colors, guess);
        double betaWidth = betaTicks.stream()
                .mapToDouble(tick -> Label.width(tick.label(), canvas.tickFont))
                .max()
                .orElse(0);
        this.left = Label.height(canvas.axisFont) + 0.5 * unit + betaWidth + 0.75 * unit;
        this.right = 1.2 * unit + bar.width();
        double legend = data.holes().isEmpty() ? 0 : 1.9 * unit;
        this.below = 0.65 * unit + Label.height(canvas.tickFont) + 0.3 * unit + Label.height(canvas.axisFont) + legend;
        place(area);
    }

    /** Returns as many ticks as fit side by side with a gap between their labels. */
    private List<Tick> alphaTicks(double width) {
        Axis axis = data.grid.alpha();
        for (int wanted = 9; wanted > 2; wanted--) {
            List<Tick> ticks = Ticks.linear(axis.from(), axis.to(), wanted);
            double widest = ticks.stream()
                    .mapToDouble(tick -> Label.width(tick.label(), canvas.tickFont))
                    .max()
                    .orElse(0);
            if (ticks.size() * (widest + 1.2 * canvas.unit) <= width) {
                return ticks;
            }
        }
        return Ticks.linear(axis.from(), axis.to(), 2);
    }

    /**
     * Places the plot, with equal scales on both axes if it is then no longer than twice its width, or the other way
     * round.
     */
    private void place(Rectangle2D area) {
        double ratio = (data.grid.beta().to() - data.grid.beta().from())
                / (data.grid.alpha().to() - data.grid.alpha().from());
        double shape = ratio >= 0.5 && ratio <= 2 ? ratio : 1;
        double width = area.getWidth() - left - right;
        double height = area.getHeight() - below - canvas.unit;
        width = Math.floor(Math.min(width, height / shape));
        height = Math.floor(width * shape);
        double x = area.getX() + left + (area.getWidth() - left - right - width) / 2;
        double y = area.getY() + canvas.unit + (area.getHeight() - below - canvas.unit - height) / 2;
        // On whole pixels, so that the image is not resampled and the frame is sharp.
        plot = new Rectangle2D.Double(Math.round(x), Math.round(y), width, height);
    }

    /** Returns where the panel's content begins on the left. */
    double outerLeft() {
        return plot.getX() - left;
    }

    Rectangle2D plot() {
        return plot;
    }

    void draw() {
        drawImage();
        drawHoles();
        drawContours();
        drawFrame();
        drawMarker();
        drawOverlay();
        bar.draw(plot.getMaxX() + 1.2 * canvas.unit, plot.getY(), plot.getHeight());
        drawLegend();
    }

    private double x(double alpha) {
        Axis axis = data.grid.alpha();
        return plot.getX() + plot.getWidth() * (alpha - axis.from()) / (axis.to() - axis.from());
    }

    private double y(double beta) {
        Axis axis = data.grid.beta();
        return plot.getMaxY() - plot.getHeight() * (beta - axis.from()) / (axis.to() - axis.from());
    }

    private void drawImage() {
        int width = (int) plot.getWidth();
        int height = (int) plot.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = HeatmapRaster.draw(data.shares, data.grid.nx(), data.grid.ny(), width, height, colors);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        canvas.graphics.drawImage(image, (int) plot.getX(), (int) plot.getY(), null);
    }

    private void drawHoles() {
        double halfX = plot.getWidth() / (data.grid.nx() - 1) / 2;
        double halfY = plot.getHeight() / (data.grid.ny() - 1) / 2;
        Path2D holes = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int iy = 0; iy < data.grid.ny(); iy++) {
            for (int ix = 0; ix < data.grid.nx(); ix++) {
                if (Double.isNaN(data.shares[data.grid.index(ix, iy)])) {
                    double x = x(data.grid.alpha().value(ix));
                    double y = y(data.grid.beta().value(iy));
                    Rectangle2D cell = new Rectangle2D.Double(x - halfX, y - halfY, 2 * halfX, 2 * halfY);
                    holes.append(cell.createIntersection(plot), false);
                }
            }
        }
        if (holes.getCurrentPoint() != null) {
            canvas.hatch(holes);
        }
    }

    private void drawContours() {
        List<ContourLabels.Line> lines = new ArrayList<>();
        for (Contour contour : data.contours) {
            double[] xs = new double[contour.size()];
            double[] ys = new double[contour.size()];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = x(contour.alpha()[i]);
                ys[i] = y(contour.beta()[i]);
            }
            String number = data.scale.levelLabel(contour.level());
            lines.add(new ContourLabels.Line(contour.level(), number, xs, ys, contour.closed()));
        }
        List<Shape> taken = new ArrayList<>();
        if (data.showsOrigin()) {
            double unit = canvas.unit;
            taken.add(new Rectangle2D.Double(x(0) - unit, y(0) - 1.6 * unit, 3.6 * unit, 2.6 * unit));
        }
        List<ContourLabels.Placed> labels = ContourLabels.place(lines, canvas.tickFont, plot, taken);
        Shape clip = canvas.graphics.getClip();
        Area open = new Area(plot);
        labels.forEach(label -> open.subtract(new Area(label.label().bounds(0.3))));
        canvas.graphics.setClip(open);
        for (ContourLabels.Line line : lines) {
            Color color = FigureTheme.against(colors.argb(data.scale.share(line.level())));
            canvas.stroke(canvas.unit / 15, FigureTheme.translucent(color, 0.7));
            canvas.graphics.draw(line.path());
        }
        canvas.graphics.setClip(clip);
        for (ContourLabels.Placed placed : labels) {
            canvas.text(placed.label(), FigureTheme.against(colors.argb(data.scale.share(placed.level()))));
        }
    }

    private void drawFrame() {
        canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
        canvas.graphics.draw(plot);
        double tick = 0.35 * canvas.unit;
        for (Tick alpha : alphaTicks) {
            double x = x(alpha.value());
            canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
            canvas.line(x, plot.getMaxY(), x, plot.getMaxY() + tick);
            canvas.text(
                    Label.level(alpha.label(), canvas.tickFont, x, plot.getMaxY() + 0.65 * canvas.unit, 0.5, 0),
                    canvas.theme.muted);
        }
        for (Tick beta : betaTicks) {
            double y = y(beta.value());
            canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
            canvas.line(plot.getX() - tick, y, plot.getX(), y);
            canvas.text(
                    Label.level(beta.label(), canvas.tickFont, plot.getX() - 0.75 * canvas.unit, y, 1, 0.5),
                    canvas.theme.muted);
        }
        double alphaTop = plot.getMaxY() + 0.95 * canvas.unit + Label.height(canvas.tickFont);
        canvas.text(
                Label.level(data.alphaTitle(), canvas.axisFont, plot.getCenterX(), alphaTop, 0.5, 0), canvas.theme.ink);
        double betaX = plot.getX() - left + Label.height(canvas.axisFont) / 2;
        canvas.text(
                new Label(data.betaTitle(), canvas.axisFont, betaX, plot.getCenterY(), 0.5, 0.5, -Math.PI / 2),
                canvas.theme.ink);
    }

    private void drawMarker() {
        if (!data.showsOrigin()) {
            return;
        }
        canvas.marker(x(0), y(0), true);
        double share = data.originShare();
        Color around = Double.isNaN(share) ? canvas.theme.wash : new Color(colors.argb(share));
        canvas.textWithRim(
                Label.level(data.origin(), canvas.axisFont, x(0) + 0.6 * canvas.unit, y(0) - 0.3 * canvas.unit, 0, 1),
                FigureTheme.against(around.getRGB()),
                around);
    }

    private void drawOverlay() {
        if (overlay.isEmpty()) {
            return;
        }
        Shape clip = canvas.graphics.getClip();
        canvas.graphics.clip(plot);
        FigureOverlay drawing = new FigureOverlay(canvas);
        Grid grid = data.grid;
        for (Overlay.Line line : overlay.lines()) {
            IntFunction<FigureOverlay.Place> places =
                    i -> new FigureOverlay.Place(x(line.alpha()[i]), y(line.beta()[i]), true);
            drawing.line(line, places);
            drawing.dots(line, places);
        }
        List<Overlay.Mark> inside = overlay.marks().stream()
                .filter(mark -> FigureOverlay.isInside(grid, mark.alpha(), mark.beta()))
                .toList();
        inside.forEach(mark -> drawing.mark(mark, place(mark)));
        inside.forEach(mark -> drawing.label(mark, place(mark), plot));
        canvas.graphics.setClip(clip);
        drawing.legend(overlay, plot.getX() + 0.5 * canvas.unit, plot.getY() + 0.5 * canvas.unit);
    }

    private FigureOverlay.Place place(Overlay.Mark mark) {
        return new FigureOverlay.Place(x(mark.alpha()), y(mark.beta()), true);
    }

    private void drawLegend() {
        String holes = data.holes();
        if (holes.isEmpty()) {
            return;
        }
        double unit = canvas.unit;
        double width = 1.9 * unit + Label.width(holes, canvas.captionFont);
        double x = plot.getCenterX() - width / 2;
        double y = plot.getMaxY() + below - 0.6 * unit;
        Rectangle2D swatch = new Rectangle2D.Double(x, y - 0.45 * unit, 1.4 * unit, 0.9 * unit);
        canvas.hatch(swatch);
        canvas.stroke(canvas.lineWidth(), canvas.theme.muted);
        canvas.graphics.draw(swatch);
        canvas.text(Label.level(holes, canvas.captionFont, x + 1.9 * unit, y, 0, 0.5), canvas.theme.muted);
    }
}
