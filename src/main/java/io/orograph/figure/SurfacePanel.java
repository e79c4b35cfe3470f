package io.orograph.figure;

import io.orograph.landscape.Contour;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The surface in its box: walls with grid lines, contours on the floor, axes with ticks, and the mark of θ₀. */
final class SurfacePanel {

    /** The height of share 0 in the box: room under the surface to see the contours on the floor. */
    static final double FLOOR = 0.3;

    /** The number of quadrilaterals a side that the surface is drawn with, about and at most. */
    private static final int QUADRILATERALS = 260;

    /** The least width of a quadrilateral in pixels, where the grid itself is no finer. */
    private static final double FINEST = 4;

    private static final int MESH_LINES = 26;

    private final FigureCanvas canvas;
    private final FigureData data;
    private final FigureOptions options;
    private final HeightField field;
    private final Rectangle2D area;
    private BoxProjection box;
    private BoxLabels labels;

    SurfacePanel(FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D area) {
        this.canvas = canvas;
        this.data = data;
        this.options = options;
        this.area = area;
        this.field = new HeightField(data.grid.nx(), data.grid.ny(), data.shares, FLOOR);
        fit();
    }

    /** Makes one whose box is placed already: frames of a film do not breathe. */
    SurfacePanel(FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D area, BoxProjection placed) {
        this.canvas = canvas;
        this.data = data;
        this.options = options;
        this.area = area;
        this.field = new HeightField(data.grid.nx(), data.grid.ny(), data.shares, FLOOR);
        this.box = placed;
        this.labels = new BoxLabels(canvas, data, field, box);
    }

    /**
     * Fits the box and its text into the panel: text has its size whatever the box's, so the room that it takes is
     * found in a few rounds.
     */
    private void fit() {
        double[] margins = new double[4];
        for (int round = 0; round < 6; round++) {
            double width = area.getWidth() - margins[0] - margins[2];
            double height = area.getHeight() - margins[1] - margins[3];
            box = new BoxProjection(options.azimuth(), options.elevation(), options.verticalScale())
                    .fitted(area.getX() + margins[0], area.getY() + margins[1], width, height);
            labels = new BoxLabels(canvas, data, field, box);
            Rectangle2D extent = labels.extent();
            double[] bounds = box.bounds();
            margins[0] = Math.max(0, bounds[0] - extent.getMinX());
            margins[1] = Math.max(0, bounds[1] - extent.getMinY());
            margins[2] = Math.max(0, extent.getMaxX() - bounds[2]);
            margins[3] = Math.max(0, extent.getMaxY() - bounds[3]);
        }
    }

    void draw() {
        drawWalls();
        drawFloorContours();
        drawSurface();
        drawAxes();
        drawMarker();
        drawOverlay();
    }

    private void drawOverlay() {
        FigureOverlay drawing = new FigureOverlay(canvas);
        for (Overlay.Line line : options.overlay().lines()) {
            Overlay.Line fine = OverlayPoints.refined(line, data.grid);
            drawing.line(fine, i -> place(fine.alpha()[i], fine.beta()[i]));
            drawing.dots(line, i -> place(line.alpha()[i], line.beta()[i]));
        }
        List<Overlay.Mark> marks = options.overlay().marks().stream()
                .filter(mark -> place(mark.alpha(), mark.beta()) != null)
                .toList();
        marks.forEach(mark -> drawing.mark(mark, place(mark.alpha(), mark.beta())));
        marks.forEach(mark -> drawing.label(mark, place(mark.alpha(), mark.beta()), area));
        if (options.variant() == FigureVariant.SURFACE) {
            double[] bounds = box.bounds();
            drawing.legend(options.overlay(), bounds[0], bounds[1]);
        }
    }

    /** Returns where a point of the surface appears; null outside of the grid and in holes. */
    private FigureOverlay.Place place(double alpha, double beta) {
        double share = FigureOverlay.isInside(data.grid, alpha, beta) ? data.share(alpha, beta) : Double.NaN;
        if (Double.isNaN(share)) {
            return null;
        }
        double u = BoxLabels.share(data.grid.alpha(), alpha);
        double v = BoxLabels.share(data.grid.beta(), beta);
        double w = field.heightOf(share);
        return new FigureOverlay.Place(box.x(u, v, w), box.y(u, v, w), field.isVisible(box, u, v, w));
    }

    private void drawWalls() {
        for (BoxLabels.AxisLabels axis : labels.axes()) {
            canvas.stroke(0.7 * canvas.lineWidth(), canvas.theme.grid);
            for (double position : axis.positions()) {
                canvas.polyline(axis.axis().gridLine(box, position));
            }
        }
        canvas.stroke(canvas.lineWidth(), FigureTheme.translucent(canvas.theme.muted, 0.7));
        for (BoxAxis axis : BoxAxis.values()) {
            canvas.polyline(axis.gridLine(box, 0));
            canvas.polyline(axis.gridLine(box, 1));
        }
    }

    private void drawFloorContours() {
        for (Contour contour : data.contours) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < contour.size(); i++) {
                double u = BoxLabels.share(data.grid.alpha(), contour.alpha()[i]);
                double v = BoxLabels.share(data.grid.beta(), contour.beta()[i]);
                if (i == 0) {
                    path.moveTo(box.x(u, v, 0), box.y(u, v, 0));
                } else {
                    path.lineTo(box.x(u, v, 0), box.y(u, v, 0));
                }
            }
            if (contour.closed()) {
                path.closePath();
            }
            Color color = new Color(options.colors().argb(data.scale.share(contour.level())));
            // A little ink keeps the ends of the map apart from the ground.
            canvas.stroke(canvas.unit / 11, FigureTheme.mixed(color, canvas.theme.ink, 0.2));
            canvas.graphics.draw(path);
        }
    }

    private void drawSurface() {
        int longest = Math.max(data.grid.nx(), data.grid.ny()) - 1;
        double[] bounds = box.bounds();
        double wanted = Math.min(QUADRILATERALS, (bounds[2] - bounds[0]) / FINEST);
        int fineness = Math.max(1, (int) Math.min(40, wanted / longest));
        int meshStride = Math.max(1, (int) Math.round((double) longest / MESH_LINES));
        SurfaceProjection surface = new SurfaceProjection(box, field, options.colors(), fineness, meshStride);
        Color mesh = FigureTheme.translucent(Color.BLACK, 0.28);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < surface.count(); i++) {
            path.reset();
            appendGrown(path, surface, i);
            canvas.graphics.setColor(new Color(surface.argb()[i]));
            canvas.graphics.fill(path);
            if (surface.lines()[i] != 0) {
                drawMesh(surface, i, mesh);
            }
        }
    }

    /**
     * Appends a quadrilateral half a pixel larger on all sides: smooth edges that merely touch let the ground shine
     * through.
     */
    private static void appendGrown(Path2D path, SurfaceProjection surface, int index) {
        double[] x = surface.x();
        double[] y = surface.y();
        int first = 4 * index;
        double middleX = (x[first] + x[first + 1] + x[first + 2] + x[first + 3]) / 4;
        double middleY = (y[first] + y[first + 1] + y[first + 2] + y[first + 3]) / 4;
        for (int corner = first; corner < first + 4; corner++) {
            double dx = x[corner] - middleX;
            double dy = y[corner] - middleY;
            double growth = 1 + 0.7 / Math.max(0.7, Math.hypot(dx, dy));
            if (corner == first) {
                path.moveTo(middleX + growth * dx, middleY + growth * dy);
            } else {
                path.lineTo(middleX + growth * dx, middleY + growth * dy);
            }
        }
        path.closePath();
    }

    private void drawMesh(SurfaceProjection surface, int index, Color color) {
        canvas.stroke(Math.max(0.6, canvas.unit / 34), color);
        for (int corner = 0; corner < 4; corner++) {
            if ((surface.lines()[index] >> corner & 1) != 0) {
                int from = 4 * index + corner;
                int to = 4 * index + (corner + 1) % 4;
                canvas.line(surface.x()[from], surface.y()[from], surface.x()[to], surface.y()[to]);
            }
        }
    }

    private void drawAxes() {
        for (BoxLabels.AxisLabels axis : labels.axes()) {
            canvas.stroke(1.2 * canvas.lineWidth(), canvas.theme.ink);
            BoxAxis.Anchor from = axis.axis().anchor(box, 0);
            BoxAxis.Anchor to = axis.axis().anchor(box, 1);
            canvas.line(from.x(), from.y(), to.x(), to.y());
            for (double position : axis.positions()) {
                BoxAxis.Anchor at = axis.axis().anchor(box, position);
                double tick = 0.4 * canvas.unit;
                canvas.line(at.x(), at.y(), at.x() + tick * at.outX(), at.y() + tick * at.outY());
            }
            axis.labels().forEach(label -> canvas.text(label, canvas.theme.muted));
            canvas.text(axis.title(), canvas.theme.ink);
        }
    }

    private void drawMarker() {
        double share = data.originShare();
        if (Double.isNaN(share)) {
            return;
        }
        double u = BoxLabels.share(data.grid.alpha(), 0);
        double v = BoxLabels.share(data.grid.beta(), 0);
        double w = field.heightOf(share);
        double x = box.x(u, v, w);
        double y = box.y(u, v, w);
        boolean seen = field.isVisible(box, u, v, w);
        Color ground = seen ? new Color(options.colors().argb(share)) : canvas.theme.paper;
        canvas.marker(x, y, seen);
        canvas.textWithRim(
                Label.level(data.origin(), canvas.axisFont, x + 0.6 * canvas.unit, y - 0.3 * canvas.unit, 0, 1),
                FigureTheme.against(ground.getRGB()),
                ground);
    }
}
