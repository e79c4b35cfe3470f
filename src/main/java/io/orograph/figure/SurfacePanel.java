package io.orograph.figure;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Contour;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The surface in its box: walls with grid lines, contours on the floor, axes with ticks, and the mark of θ₀. */
final class SurfacePanel {

    /** The height of share 0 in the box: room under the surface to see the contours on the floor. */
    static final double FLOOR = 0.3;

    /** At most about how many quadrilaterals a side the surface is drawn with. */
    private static final int QUADRILATERALS = 260;

    /** How many pixels a quadrilateral is wide at least, where the grid itself is no finer. */
    private static final double FINEST = 4;

    private static final int MESH_LINES = 26;

    private final FigureCanvas canvas;
    private final FigureData data;
    private final FigureOptions options;
    private final HeightField field;
    private BoxProjection box;
    private List<AxisDrawing> axes = List.of();

    /** An axis with the labels that found room. */
    private record AxisDrawing(BoxAxis axis, List<Double> positions, List<Label> labels, Label title) {}

    SurfacePanel(FigureCanvas canvas, FigureData data, FigureOptions options, Rectangle2D area) {
        this.canvas = canvas;
        this.data = data;
        this.options = options;
        this.field = new HeightField(data.grid.nx(), data.grid.ny(), data.shares, FLOOR);
        fit(area);
    }

    /** Text has its size whatever the box's, so what it takes beside the box is found in a few rounds. */
    private void fit(Rectangle2D area) {
        double[] margins = new double[4];
        for (int round = 0; round < 6; round++) {
            double width = area.getWidth() - margins[0] - margins[2];
            double height = area.getHeight() - margins[1] - margins[3];
            box = new BoxProjection(options.azimuth(), options.elevation(), options.verticalScale())
                    .fitted(area.getX() + margins[0], area.getY() + margins[1], width, height);
            layOutAxes();
            Rectangle2D extent = extent();
            double[] bounds = box.bounds();
            margins[0] = Math.max(0, bounds[0] - extent.getMinX());
            margins[1] = Math.max(0, bounds[1] - extent.getMinY());
            margins[2] = Math.max(0, extent.getMaxX() - bounds[2]);
            margins[3] = Math.max(0, extent.getMaxY() - bounds[3]);
        }
    }

    private Rectangle2D extent() {
        double[] bounds = box.bounds();
        Rectangle2D extent =
                new Rectangle2D.Double(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]);
        for (AxisDrawing axis : axes) {
            for (Label label : axis.labels()) {
                extent.add(label.bounds().getBounds2D());
            }
            extent.add(axis.title().bounds().getBounds2D());
        }
        return extent;
    }

    private void layOutAxes() {
        List<AxisDrawing> drawings = new ArrayList<>();
        List<Shape> taken = new ArrayList<>();
        layOut(BoxAxis.LOSS, data.lossTitle(), drawings, taken);
        layOut(BoxAxis.ALPHA, HeatmapPanel.ALPHA_TITLE, drawings, taken);
        layOut(BoxAxis.BETA, HeatmapPanel.BETA_TITLE, drawings, taken);
        axes = drawings;
    }

    private void layOut(BoxAxis axis, String title, List<AxisDrawing> drawings, List<Shape> taken) {
        double length = axis.length(box);
        // An axis seen end on has no room for ticks.
        if (length < 4 * canvas.unit) {
            return;
        }
        List<Tick> ticks = ticks(axis, (int) Math.max(2, Math.min(6, length / (3.4 * canvas.unit))));
        List<Double> positions = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (Tick tick : ticks) {
            double position = position(axis, tick.value());
            positions.add(position);
            Label label = outside(axis.anchor(box, position), tick.label());
            if (taken.stream().noneMatch(shape -> FigureCanvas.overlap(shape, label.bounds()))) {
                labels.add(label);
                taken.add(label.bounds());
            }
        }
        Label titleLabel = title(axis, title, labels, taken);
        taken.add(titleLabel.bounds());
        drawings.add(new AxisDrawing(axis, positions, labels, titleLabel));
    }

    private List<Tick> ticks(BoxAxis axis, int wanted) {
        return switch (axis) {
            case ALPHA -> Ticks.linear(data.grid.alpha().from(), data.grid.alpha().to(), wanted);
            case BETA -> Ticks.linear(data.grid.beta().from(), data.grid.beta().to(), wanted);
            case LOSS -> data.scale.ticks(wanted);
        };
    }

    private double position(BoxAxis axis, double value) {
        return switch (axis) {
            case ALPHA -> share(data.grid.alpha(), value);
            case BETA -> share(data.grid.beta(), value);
            case LOSS -> field.heightOf(data.scale.share(value));
        };
    }

    private static double share(Axis axis, double value) {
        return (value - axis.from()) / (axis.to() - axis.from());
    }

    /** A tick label beside its tick, on the side that leads away from the box. */
    private Label outside(BoxAxis.Anchor anchor, String text) {
        double gap = 0.8 * canvas.unit;
        return Label.level(
                text,
                canvas.tickFont,
                anchor.x() + gap * anchor.outX(),
                anchor.y() + gap * anchor.outY(),
                (1 - anchor.outX()) / 2,
                (1 - anchor.outY()) / 2);
    }

    /** The title runs along its axis, farther out than all of its labels and than what else is in its way. */
    private Label title(BoxAxis axis, String text, List<Label> labels, List<Shape> taken) {
        BoxAxis.Anchor from = axis.anchor(box, 0);
        BoxAxis.Anchor to = axis.anchor(box, 1);
        double length = axis.length(box);
        double alongX = (to.x() - from.x()) / length;
        double alongY = (to.y() - from.y()) / length;
        BoxAxis.Anchor middle = axis.anchor(box, axis == BoxAxis.LOSS ? field.heightOf(0.5) : 0.5);
        // The normal of the edge on the page, on the side of the labels.
        double side = Math.signum(-alongY * middle.outX() + alongX * middle.outY());
        double normalX = -alongY * side;
        double normalY = alongX * side;
        double farthest = 0;
        for (Label label : labels) {
            farthest = Math.max(farthest, reach(label.bounds(), middle, normalX, normalY));
        }
        double distance = farthest + 0.35 * canvas.unit + Label.height(canvas.axisFont) / 2;
        double angle = Math.atan2(alongY, alongX);
        // The upright axis is read from below, the others from left to right.
        if (Math.abs(angle) > Math.PI / 2 && axis != BoxAxis.LOSS) {
            angle -= Math.signum(angle) * Math.PI;
        }
        while (true) {
            Label label = new Label(
                    text,
                    canvas.axisFont,
                    middle.x() + distance * normalX,
                    middle.y() + distance * normalY,
                    0.5,
                    0.5,
                    angle);
            if (taken.stream().noneMatch(shape -> FigureCanvas.overlap(shape, label.bounds()))) {
                return label;
            }
            distance += 0.5 * canvas.unit;
        }
    }

    private static double reach(Shape bounds, BoxAxis.Anchor from, double normalX, double normalY) {
        Rectangle2D box = bounds.getBounds2D();
        double reach = 0;
        for (double x : new double[] {box.getMinX(), box.getMaxX()}) {
            for (double y : new double[] {box.getMinY(), box.getMaxY()}) {
                reach = Math.max(reach, (x - from.x()) * normalX + (y - from.y()) * normalY);
            }
        }
        return reach;
    }

    void draw() {
        drawWalls();
        drawFloorContours();
        drawSurface();
        drawAxes();
        drawMarker();
    }

    private void drawWalls() {
        for (AxisDrawing axis : axes) {
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
                double u = share(data.grid.alpha(), contour.alpha()[i]);
                double v = share(data.grid.beta(), contour.beta()[i]);
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

    /** Half a pixel larger on all sides: smooth edges that merely touch let the ground shine through. */
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
        for (AxisDrawing axis : axes) {
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
        double u = share(data.grid.alpha(), 0);
        double v = share(data.grid.beta(), 0);
        double w = field.heightOf(share);
        double x = box.x(u, v, w);
        double y = box.y(u, v, w);
        boolean seen = field.isVisible(box, u, v, w);
        Color ground = seen ? new Color(options.colors().argb(share)) : canvas.theme.paper;
        canvas.marker(x, y, seen);
        canvas.textWithRim(
                Label.level("θ₀", canvas.axisFont, x + 0.6 * canvas.unit, y - 0.3 * canvas.unit, 0, 1),
                FigureTheme.against(ground.getRGB()),
                ground);
    }
}
