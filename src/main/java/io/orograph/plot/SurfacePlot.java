package io.orograph.plot;

import io.orograph.landscape.Contour;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The surface in its box: walls with grid lines, contours on the floor, axes with ticks, the mark of θ₀, and what lies on it. */
public final class SurfacePlot {

    /** The finest division of a grid's square. */
    private static final int FINEST = 40;

    private static final int MESH_LINES = 26;
    private static final double MESH_OPACITY = 0.28;

    private final PlotStyle style;
    private final LandscapeData data;
    private final PlaneLook look;
    private final HeightField field;
    private final Rect area;
    private BoxProjection box;
    private BoxLabels labels;
    private Patches patches;

    /** A point of the plane that the pointer of the window is on; no file has one. */
    public record Pointed(double alpha, double beta) {}

    /** Lays out a surface, looked at from a direction, so that it and its text fill an area. */
    public SurfacePlot(PlotStyle style, LandscapeData data, PlaneLook look, BoxView view, Rect area) {
        this(style, data, look, area, BoxProjection.of(view, data.grid));
        fit();
    }

    private SurfacePlot(PlotStyle style, LandscapeData data, PlaneLook look, Rect area, BoxProjection box) {
        this.style = style;
        this.data = data;
        this.look = look;
        this.area = area;
        this.box = box;
        this.field = new HeightField(
                data.grid.nx(), data.grid.ny(), data.shown, box.shape().floor(), data.pending, data.colors().shown);
    }

    /**
     * Returns one whose box is placed already: frames of a film do not breathe, and a view of the window moves it. A text that
     * would leave the area is left out.
     */
    public static SurfacePlot placed(
            PlotStyle style, LandscapeData data, PlaneLook look, BoxProjection box, Rect area) {
        SurfacePlot plot = new SurfacePlot(style, data, look, area, box);
        plot.labels = new BoxLabels(style, data, plot.field, box).within(area);
        return plot;
    }

    /** Returns the same surface in the same colours with other lines, marks and parts. */
    public SurfacePlot with(PlaneLook wanted) {
        SurfacePlot plot = new SurfacePlot(style, data, wanted, area, box);
        plot.labels = labels;
        plot.patches = wanted.colors() == look.colors() ? patches : null;
        return plot;
    }

    /**
     * Fits the box and its text into the area: text has its size whatever the box's, so the room that it takes is
     * found in a few rounds.
     */
    private void fit() {
        BoxProjection view = box;
        double[] margins = new double[4];
        for (int round = 0; round < 6; round++) {
            double width = area.width() - margins[0] - margins[2];
            double height = area.height() - margins[1] - margins[3];
            box = view.fitted(area.x() + margins[0], area.y() + margins[1], width, height);
            labels = new BoxLabels(style, data, field, box);
            Rect extent = labels.extent();
            double[] bounds = box.bounds();
            margins[0] = Math.max(0, bounds[0] - extent.x());
            margins[1] = Math.max(0, bounds[1] - extent.y());
            margins[2] = Math.max(0, extent.right() - bounds[2]);
            margins[3] = Math.max(0, extent.bottom() - bounds[3]);
        }
    }

    /** Draws all. */
    public void draw(Pen pen) {
        draw(pen, null);
    }

    /**
     * Draws all and a crosshair.
     *
     * @param pointed where the crosshair is; null for none
     */
    public void draw(Pen pen, Pointed pointed) {
        SurfaceCrosshair crosshair = new SurfaceCrosshair(style, box, this::seenAt);
        if (look.parts().axes()) {
            walls(pen);
        }
        if (look.parts().contours()) {
            floorContours(pen);
        }
        double[] cross = pointed == null ? null : boxPoint(pointed.alpha(), pointed.beta());
        if (cross != null) {
            crosshair.floor(pen, cross);
        }
        pen.patches(patches());
        if (look.parts().axes()) {
            axes(pen);
        }
        paths(pen);
        if (look.parts().marks()) {
            origin(pen);
            marks(pen);
        }
        if (cross != null) {
            crosshair.point(pen, cross);
        }
    }

    /**
     * Draws what lies flat over a 3-D scene of the same box, which draws the rest: axes, marks, and the name of θ₀.
     *
     * @param pin how far above the surface the head of a pin at θ₀ is, which the name stands beside, as a share of the
     *     box's height
     */
    public void drawFlat(Pen pen, double pin) {
        if (look.parts().axes()) {
            axes(pen);
        }
        if (look.parts().marks()) {
            double[] foot = boxPoint(0, 0);
            OverlayDrawing.Place head = foot == null ? null : seenAt(foot[0], foot[1], foot[2] + pin);
            if (head != null && head.seen()) {
                name(pen, head, style.theme().plate());
            }
            marks(pen);
        }
    }

    private void walls(Pen pen) {
        Stroke grid = style.gridStroke();
        for (BoxLabels.AxisLabels axis : labels.axes()) {
            for (double position : axis.positions()) {
                pen.stroke(Path.line(axis.axis().gridLine(box, position)), grid);
            }
        }
        for (BoxAxis axis : BoxAxis.values()) {
            pen.stroke(Path.line(axis.gridLine(box, 0)), style.axisStroke());
            pen.stroke(Path.line(axis.gridLine(box, 1)), style.axisStroke());
        }
    }

    private void floorContours(Pen pen) {
        for (Contour contour : data.contours) {
            Path.Builder path = new Path.Builder();
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
                path.close();
            }
            // A little ink keeps the ends of the map apart from the ground.
            Rgb color = data.isOfOneQuantity()
                    ? color(data.scale.share(contour.level()))
                            .mixed(style.theme().ink(), 0.2)
                    : style.theme().muted();
            pen.stroke(path.path(), new Stroke(color, 1.1 * style.lineWidth()));
        }
    }

    private Rgb color(double share) {
        return new Rgb(look.colors().argb(share));
    }

    /** Returns the surface as patches, the same ones each time: as smooth as their number allows. */
    public Patches patches() {
        if (patches == null) {
            patches = makePatches();
        }
        return patches;
    }

    private Patches makePatches() {
        int longest = Math.max(data.grid.nx(), data.grid.ny()) - 1;
        int squares = Math.max(1, field.finiteSquares());
        int fineness = (int) Math.max(1, Math.min(FINEST, Math.sqrt(ColorField.MOST_PATCHES / (double) squares)));
        int meshStride = Math.max(1, (int) Math.round((double) longest / MESH_LINES));
        SurfaceProjection surface = new SurfaceProjection(box, field, look.colors(), fineness, meshStride);
        Stroke mesh = new Stroke(Rgb.BLACK.translucent(MESH_OPACITY), 0.4 * style.lineWidth());
        return new Patches(surface.x(), surface.y(), surface.argb(), surface.lines(), mesh);
    }

    private void axes(Pen pen) {
        Stroke line = new Stroke(style.theme().ink(), style.lineWidth());
        for (BoxLabels.AxisLabels axis : labels.axes()) {
            BoxAxis.Anchor from = axis.axis().anchor(box, 0);
            BoxAxis.Anchor to = axis.axis().anchor(box, 1);
            pen.line(from.x(), from.y(), to.x(), to.y(), line);
            for (double position : axis.positions()) {
                BoxAxis.Anchor at = axis.axis().anchor(box, position);
                pen.line(at.x(), at.y(), at.x() + style.tick() * at.outX(), at.y() + style.tick() * at.outY(), line);
            }
            axis.labels().forEach(label -> pen.text(label, style.theme().muted()));
            if (axis.title() != null) {
                pen.text(axis.title(), style.theme().ink());
            }
        }
    }

    /** Returns where a point of the surface appears; null outside of the grid and in holes. */
    private OverlayDrawing.Place place(double alpha, double beta) {
        double[] point = boxPoint(alpha, beta);
        return point == null ? null : seenAt(point[0], point[1], point[2]);
    }

    /** Returns the point (u, v, w) of the surface over a place; null outside of the grid and in holes. */
    private double[] boxPoint(double alpha, double beta) {
        double share = OverlayDrawing.isInside(data.grid, alpha, beta) ? data.height(alpha, beta) : Double.NaN;
        return Double.isNaN(share)
                ? null
                : new double[] {
                    BoxLabels.share(data.grid.alpha(), alpha),
                    BoxLabels.share(data.grid.beta(), beta),
                    field.heightOf(share)
                };
    }

    private OverlayDrawing.Place seenAt(double u, double v, double w) {
        return new OverlayDrawing.Place(box.x(u, v, w), box.y(u, v, w), field.isVisible(box, u, v, w));
    }

    private OverlayDrawing.Place[] places(Overlay.Line line) {
        OverlayDrawing.Place[] places = new OverlayDrawing.Place[line.size()];
        Arrays.setAll(places, i -> place(line.alpha()[i], line.beta()[i]));
        return places;
    }

    private void origin(Pen pen) {
        OverlayDrawing.Place place = place(0, 0);
        if (place == null) {
            return;
        }
        Rgb ground =
                place.seen() ? color(data.colors().height(0, 0)) : style.theme().plate();
        new OverlayDrawing(pen, style).origin(place);
        name(pen, place, ground);
    }

    /** Draws the name of θ₀ to the right of its mark. */
    private void name(Pen pen, OverlayDrawing.Place place, Rgb ground) {
        double unit = style.unit();
        pen.text(
                Label.level(data.origin(), style.axis(), place.x() + 0.6 * unit, place.y() - 0.35 * unit, 0, 1),
                ground.against(),
                ground);
    }

    private void paths(Pen pen) {
        OverlayDrawing drawing = new OverlayDrawing(pen, style);
        for (Overlay.Line line : look.overlay().lines()) {
            Overlay.Line fine = OverlayPoints.refined(line, data.grid);
            OverlayDrawing.Place[] places = places(fine);
            drawing.line(fine, i -> places[i]);
            drawing.dots(line, i -> place(line.alpha()[i], line.beta()[i]));
        }
    }

    private void marks(Pen pen) {
        OverlayDrawing drawing = new OverlayDrawing(pen, style);
        List<PlacedMark> marks = look.overlay().marks().stream()
                .map(this::placed)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingDouble(each -> -each.depth()))
                .toList();
        marks.forEach(each -> drawing.mark(each.mark(), each.place()));
        marks.forEach(each -> drawing.label(each.mark(), each.place(), area, data.origin()));
    }

    /** A mark on the page, and how far it is from the camera: nearer ones lie over those behind. */
    private record PlacedMark(Overlay.Mark mark, OverlayDrawing.Place place, double depth) {}

    private PlacedMark placed(Overlay.Mark mark) {
        double[] point = boxPoint(mark.alpha(), mark.beta());
        return point == null
                ? null
                : new PlacedMark(mark, seenAt(point[0], point[1], point[2]), box.depth(point[0], point[1], point[2]));
    }
}
