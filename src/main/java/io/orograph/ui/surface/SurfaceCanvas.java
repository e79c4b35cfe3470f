package io.orograph.ui.surface;

import io.orograph.figure.ColorMap;
import io.orograph.figure.Overlay;
import io.orograph.figure.OverlayPoints;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.OverlayPen;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * The surface drawn flat, for displays without 3-D: grid squares from the farthest to the nearest, each filled with
 * its colour shaded by its slope against the light. The same place and perspective as the 3-D scene.
 */
final class SurfaceCanvas implements SurfacePicture {

    /** More squares than this a side are drawn together: a canvas draws tens of thousands of polygons slowly. */
    private static final int SQUARES = 100;

    private final Canvas canvas = new Canvas(1, 1);
    private int[] palette = new int[HeightMesh.PALETTE];
    private int[] lineColors = palette;
    private SurfaceTheme theme;
    private SurfaceGeometry geometry;
    private Crosshair crosshair;
    private Overlay overlay = Overlay.NONE;
    private boolean axes = true;
    private Projection projection;
    private GraphicsContext pen;

    @Override
    public Node node() {
        return canvas;
    }

    @Override
    public void colors(ColorMap map, SurfaceTheme wanted) {
        palette = map.table();
        lineColors = wanted.lineColors(map);
        theme = wanted;
    }

    @Override
    public void show(SurfaceGeometry shown) {
        geometry = shown;
    }

    @Override
    public void antialias(boolean wanted) {
        // A canvas has smooth edges always.
    }

    @Override
    public void showAxes(boolean shown) {
        axes = shown;
    }

    @Override
    public void showCrosshair(Crosshair point) {
        crosshair = point;
    }

    @Override
    public void showOverlay(Overlay wanted) {
        overlay = wanted;
    }

    @Override
    public void look(Projection seen) {
        projection = seen;
        canvas.setWidth(seen.width());
        canvas.setHeight(seen.height());
        pen = canvas.getGraphicsContext2D();
        pen.setFill(theme.background());
        pen.fillRect(0, 0, seen.width(), seen.height());
        if (axes) {
            drawFrame();
        }
        strokeStrip(geometry.contours(), null, Math.max(1.2, 0.32 * seen.pixelsPerUnit()));
        drawSquares();
        drawOverlay();
        drawMarkers();
    }

    private void drawOverlay() {
        OverlayPen overlayPen = new OverlayPen(pen, projection.scale());
        for (Overlay.Line line : overlay.lines()) {
            Overlay.Line fine = OverlayPoints.refined(line, geometry.landscape().grid());
            overlayPen.line(fine, i -> {
                Point3D at = geometry.surfacePoint(fine.alpha()[i], fine.beta()[i]);
                Point3D lifted = at == null ? null : at.subtract(0, OverlayLines.LIFT, 0);
                boolean seen = lifted != null && !SightLine.isHidden(geometry, projection, lifted);
                return seen ? projection.screen(lifted) : null;
            });
        }
    }

    private void drawFrame() {
        double pixel = projection.scale();
        BoxFrame frame = BoxFrame.of(geometry, pixel / projection.pixelsPerUnit());
        SurfaceBox box = geometry.box();
        pen.setFill(theme.floor());
        polygon(new double[] {-box.halfX(), box.halfX(), box.halfX(), -box.halfX()}, new double[4], new double[] {
            -box.halfZ(), -box.halfZ(), box.halfZ(), box.halfZ()
        });
        strokeStrip(frame.floorGrid(), theme.grid(), pixel);
        strokeStrip(frame.floorEdges(), theme.edge(), 1.4 * pixel);
        Point3D eye = projection.eye();
        for (BoxFrame.Wall wall : BoxFrame.Wall.values()) {
            if (wall.facesInwards(eye, box)) {
                strokeStrip(frame.walls().get(wall.ordinal()).grid(), theme.grid(), pixel);
                strokeStrip(frame.walls().get(wall.ordinal()).edges(), theme.edge(), 1.4 * pixel);
            }
        }
    }

    /**
     * @param color null to colour each line by the palette
     */
    private void strokeStrip(Ribbons.Strip strip, Color color, double width) {
        pen.setLineWidth(width);
        float[] points = strip.points();
        for (int face = 0; face < strip.faces().length; face += 18) {
            int a = strip.faces()[face];
            pen.setStroke(color == null ? color(lineColors, strip.texCoords()[2 * a], 1) : color);
            Point2D from = projection.screen(middle(points, a));
            Point2D to = projection.screen(middle(points, a + 2));
            pen.strokeLine(from.getX(), from.getY(), to.getX(), to.getY());
        }
    }

    /** The middle of a strip between two vertices that follow each other. */
    private static Point3D middle(float[] points, int vertex) {
        int i = 3 * vertex;
        return new Point3D(
                (points[i] + points[i + 3]) / 2.0,
                (points[i + 1] + points[i + 4]) / 2.0,
                (points[i + 2] + points[i + 5]) / 2.0);
    }

    /**
     * A square hides another only if it lies between that and the viewer, so it is no farther along either axis:
     * rows by falling distance, and squares by falling distance within them, is an exact order.
     */
    private void drawSquares() {
        int nx = geometry.mesh().columns().length;
        int ny = geometry.mesh().rows().length;
        SurfaceBox box = geometry.box();
        Point3D eye = projection.eye();
        int strideX = stride(nx);
        int strideY = stride(ny);
        int[] rows = byFallingDistance((ny - 2) / strideY + 1, eye.getZ() / box.halfZ() / 2 + 0.5);
        int[] columns = byFallingDistance((nx - 2) / strideX + 1, eye.getX() / box.halfX() / 2 + 0.5);
        for (int row : rows) {
            for (int column : columns) {
                int ix = column * strideX;
                int iy = row * strideY;
                drawSquare(ix, iy, Math.min(ix + strideX, nx - 1), Math.min(iy + strideY, ny - 1));
            }
        }
    }

    private static int stride(int count) {
        return (count - 1 + SQUARES - 1) / SQUARES;
    }

    /** The squares between 0 and 1, the one farthest from the viewer's place first. */
    private static int[] byFallingDistance(int squares, double viewer) {
        int[] order = new int[squares];
        int low = 0;
        int high = squares - 1;
        for (int i = 0; i < squares; i++) {
            double toLow = Math.abs((low + 0.5) / squares - viewer);
            double toHigh = Math.abs((high + 0.5) / squares - viewer);
            order[i] = toLow > toHigh ? low++ : high--;
        }
        return order;
    }

    private void drawSquare(int x0, int y0, int x1, int y1) {
        int nx = geometry.mesh().columns().length;
        int[] cells = {y0 * nx + x0, y0 * nx + x1, y1 * nx + x1, y1 * nx + x0};
        HeightMesh mesh = geometry.mesh();
        double[] xs = new double[4];
        double[] ys = new double[4];
        double light = 0;
        double u = 0;
        for (int i = 0; i < 4; i++) {
            if (mesh.holes().get(cells[i])) {
                return;
            }
            int p = 3 * cells[i];
            double x = mesh.points()[p];
            double y = mesh.points()[p + 1];
            double z = mesh.points()[p + 2];
            xs[i] = projection.screenX(x, y, z);
            ys[i] = projection.screenY(x, y, z);
            light += projection.light(mesh.normals()[p], mesh.normals()[p + 1], mesh.normals()[p + 2]) / 4;
            u += mesh.texCoords()[2 * cells[i]] / 4;
        }
        Color color = color(palette, u, light);
        pen.setFill(color);
        pen.fillPolygon(xs, ys, 4);
        // The seams between antialiased polygons would show what is behind.
        pen.setStroke(color);
        pen.setLineWidth(0.6);
        pen.strokePolygon(xs, ys, 4);
    }

    private static Color color(int[] colors, double u, double light) {
        int argb = colors[(int) Math.max(0, Math.min(colors.length - 1, u * colors.length))];
        return Color.rgb(shaded(argb >> 16, light), shaded(argb >> 8, light), shaded(argb, light));
    }

    private static int shaded(int channel, double light) {
        return (int) Math.max(0, Math.min(255, (channel & 255) * light));
    }

    private void drawMarkers() {
        Point3D pin = geometry.pin();
        if (pin != null && !SightLine.isHidden(geometry, projection, pin)) {
            marker(pin, pin.add(0, SurfaceGeometry.PIN_HEIGHT, 0), 1.7, theme.origin());
        }
        Point3D at = crosshair == null ? null : geometry.surfacePoint(crosshair.alpha(), crosshair.beta());
        if (at != null) {
            marker(at, at, 1.3 * 1.3, Color.web("#1d232b"));
            marker(at, at, 1.3, Color.WHITE);
        }
    }

    private void marker(Point3D head, Point3D foot, double radius, Color color) {
        Point2D from = projection.screen(head);
        Point2D to = projection.screen(foot);
        double pixels = radius * projection.pixelsPerUnit();
        pen.setStroke(color);
        pen.setLineWidth(Math.max(1, 0.44 * projection.pixelsPerUnit()));
        pen.strokeLine(from.getX(), from.getY(), to.getX(), to.getY());
        pen.setFill(color);
        pen.fillOval(from.getX() - pixels, from.getY() - pixels, 2 * pixels, 2 * pixels);
    }

    private void polygon(double[] x, double[] y, double[] z) {
        double[] xs = new double[x.length];
        double[] ys = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            xs[i] = projection.screenX(x[i], y[i], z[i]);
            ys[i] = projection.screenY(x[i], y[i], z[i]);
        }
        pen.fillPolygon(xs, ys, xs.length);
    }
}
