package io.orograph.ui.surface;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * Tick labels, axis titles and the name of the pin, as flat text over the picture. A text that would overlap one that
 * is already there, or would leave the view, is left out; of an axis that is seen almost end on, all is.
 */
final class AxisLabels {

    static final double TICK_SIZE = 12;
    private static final double TITLE_SIZE = 14;
    private static final double SHORTEST_AXIS = 44;
    private static final double DISTANCE = 9;
    private static final double GAP = 6;

    private static final double PLATE_OPACITY = 0.78;

    /** The direction away from an edge is more level than this where the edge appears upright. */
    private static final double UPRIGHT = 0.95;

    /** The distance from the upper end of an edge to the middle of a title over it. */
    private static final double ABOVE = 20;

    /** The plate behind the pin's name, which stands on the surface, whatever its colour there. */
    private final Rectangle plate = new Rectangle();

    private final Group group = new Group(plate);
    private final List<Text> pool = new ArrayList<>();
    private final List<Bounds> taken = new ArrayList<>();
    private int used;
    private Projection projection;
    private SurfaceTheme theme;
    private double scale;

    AxisLabels() {
        group.setManaged(false);
        group.setMouseTransparent(true);
    }

    Node node() {
        return group;
    }

    /**
     * Places the labels.
     *
     * @param pixelScale pixels of the picture to a pixel of an ordinary screen: texts grow with it
     */
    void place(SurfaceGeometry geometry, Projection seen, SurfaceTheme colors, double pixelScale, boolean axes) {
        projection = seen;
        theme = colors;
        scale = pixelScale;
        used = 0;
        taken.clear();
        placePinName(geometry);
        if (axes) {
            List<AxisEdge> edges = AxisEdge.of(geometry, seen);
            List<Double> extents = edges.stream().map(this::placeTicks).toList();
            for (int i = 0; i < edges.size(); i++) {
                placeTitle(edges.get(i), extents.get(i));
            }
        }
        for (int i = used; i < pool.size(); i++) {
            pool.get(i).setVisible(false);
        }
    }

    private void placePinName(SurfaceGeometry geometry) {
        Point3D pin = geometry.pin();
        plate.setVisible(false);
        if (pin == null || SightLine.isHidden(geometry, projection, pin)) {
            return;
        }
        Point2D at = projection.screen(pin);
        Text text = text(geometry.landscape().section().origin(), TITLE_SIZE, theme.title());
        Bounds size = text.getLayoutBounds();
        double centerX = at.getX() + 1.7 * projection.pixelsPerUnit() + 9 * scale + size.getWidth() / 2;
        double centerY = at.getY();
        if (put(text, centerX, centerY)) {
            plate.setWidth(size.getWidth() + 8 * scale);
            plate.setHeight(size.getHeight() + 2 * scale);
            plate.setX(centerX - plate.getWidth() / 2);
            plate.setY(centerY - plate.getHeight() / 2);
            plate.setArcWidth(8 * scale);
            plate.setArcHeight(8 * scale);
            plate.setFill(theme.background().deriveColor(0, 1, 1, PLATE_OPACITY));
            plate.setVisible(true);
        }
    }

    /** Places every tick's label, or every second … so that they keep apart; gives their extent off the edge. */
    private double placeTicks(AxisEdge edge) {
        if (edge.length() < SHORTEST_AXIS * scale) {
            return 0;
        }
        int stride = stride(edge);
        double extent = 0;
        for (int i = offset(edge, stride); i < edge.places().size(); i += stride) {
            Text text = text(edge.labels().get(i), TICK_SIZE, theme.text());
            double reach = reach(text, edge);
            double off = DISTANCE * scale + reach;
            Point2D at = edge.places().get(i);
            if (put(text, at.getX() + off * edge.outX(), at.getY() + off * edge.outY())) {
                extent = Math.max(extent, 2 * reach);
            }
        }
        return extent;
    }

    /** Labels are thinned around 0, so that the middle of a symmetric axis keeps its label. */
    private static int offset(AxisEdge edge, int stride) {
        int zero = edge.labels().indexOf("0");
        int zeroWithDecimals = zero >= 0 ? zero : edge.labels().indexOf("0.0");
        return zeroWithDecimals < 0 ? 0 : zeroWithDecimals % stride;
    }

    private int stride(AxisEdge edge) {
        double width = 0;
        double height = 0;
        for (String label : edge.labels()) {
            Bounds size = measure(label, TICK_SIZE);
            width = Math.max(width, size.getWidth() + 8 * scale);
            height = Math.max(height, size.getHeight() + 2 * scale);
        }
        int stride = 1;
        while (stride < edge.places().size() && overlaps(edge.places(), stride, width, height)) {
            stride++;
        }
        return stride;
    }

    private static boolean overlaps(List<Point2D> places, int stride, double width, double height) {
        for (int i = stride; i < places.size(); i++) {
            Point2D step = places.get(i).subtract(places.get(i - stride));
            if (Math.abs(step.getX()) < width && Math.abs(step.getY()) < height) {
                return true;
            }
        }
        return false;
    }

    private void placeTitle(AxisEdge edge, double extent) {
        if (edge.length() < SHORTEST_AXIS * scale || extent == 0) {
            return;
        }
        Text text = text(edge.title(), TITLE_SIZE, theme.title());
        double off = (DISTANCE + 3 + 6 * Math.abs(edge.outX())) * scale + extent + reach(text, edge);
        double x = edge.middle().getX() + off * edge.outX();
        double y = edge.middle().getY() + off * edge.outY();
        if (!put(text, x, y)) {
            placeAside(text, edge, x, y);
        }
    }

    /** Places a title for which there is no room beside the middle of an edge: above an upright one, under the ticks of a level one. */
    private void placeAside(Text text, AxisEdge edge, double x, double y) {
        double half = text.getLayoutBounds().getWidth() / 2;
        if (Math.abs(edge.outX()) > UPRIGHT) {
            double top = edge.middle().getY() - edge.length() / 2;
            put(text, Math.max(half, edge.middle().getX() - half), top - ABOVE * scale);
        } else {
            double inside = Math.max(half, Math.min(projection.width() - half, x));
            if (!put(text, inside, y)) {
                put(text, inside, y + 2 * TITLE_SIZE * scale);
            }
        }
    }

    /** Returns half of a text's size across an edge. */
    private static double reach(Text text, AxisEdge edge) {
        Bounds size = text.getLayoutBounds();
        return (Math.abs(edge.outX()) * size.getWidth() + Math.abs(edge.outY()) * size.getHeight()) / 2;
    }

    private Text text(String content, double size, Color color) {
        if (used == pool.size()) {
            Text text = new Text();
            text.setTextOrigin(VPos.TOP);
            pool.add(text);
            group.getChildren().add(text);
        }
        Text text = pool.get(used);
        text.setText(content);
        text.setFont(font(size));
        text.setFill(color);
        return text;
    }

    private Font font(double size) {
        FontWeight weight = size == TITLE_SIZE ? FontWeight.BOLD : FontWeight.NORMAL;
        return Font.font(Font.getDefault().getFamily(), weight, size * scale);
    }

    private Bounds measure(String content, double size) {
        Text text = new Text(content);
        text.setFont(font(size));
        return text.getLayoutBounds();
    }

    /** Shows a text around a point if there is room for it. */
    private boolean put(Text text, double centerX, double centerY) {
        Bounds size = text.getLayoutBounds();
        double x = centerX - size.getWidth() / 2;
        double y = centerY - size.getHeight() / 2;
        Bounds bounds = new BoundingBox(x, y, size.getWidth(), size.getHeight());
        boolean inside =
                x >= 0 && y >= 0 && bounds.getMaxX() <= projection.width() && bounds.getMaxY() <= projection.height();
        if (!inside || taken.stream().anyMatch(bounds::intersects)) {
            text.setVisible(false);
            return false;
        }
        taken.add(new BoundingBox(x - GAP * scale, y, size.getWidth() + 2 * GAP * scale, size.getHeight()));
        text.setX(scale == 1 ? Math.round(x) : x);
        text.setY(scale == 1 ? Math.round(y) : y);
        text.setVisible(true);
        used++;
        return true;
    }

    /** Returns the texts that are shown. */
    List<Text> shown() {
        return pool.stream().filter(Text::isVisible).toList();
    }
}
