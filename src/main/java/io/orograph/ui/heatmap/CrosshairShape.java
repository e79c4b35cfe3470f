package io.orograph.ui.heatmap;

import io.orograph.plot.PlotFrame;
import io.orograph.plot.Theme;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.FxPen;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;

/**
 * The crosshair and the frame that shows the keyboard's focus, as shapes: when they move, only the strips under them
 * are drawn anew, where a canvas would be drawn as a whole. White with a dark edge, so that it shows on every colour;
 * the point itself stays free, so that its colour can be seen.
 */
final class CrosshairShape extends Group {

    /** Half the free square about the point. */
    private static final double GAP = 6;

    private static final Color LINE = Color.color(1, 1, 1, 0.95);
    private static final Color EDGE = Color.color(0, 0, 0, 0.45);

    private final List<Line> arms = new ArrayList<>();
    private final List<Circle> rings = List.of(ring(4, EDGE), ring(2, LINE));
    private final Rectangle focus = new Rectangle();

    CrosshairShape() {
        setManaged(false);
        setMouseTransparent(true);
        focus.setFill(null);
        focus.setStrokeWidth(2);
        for (int arm = 0; arm < 4; arm++) {
            arms.add(line(3, EDGE));
        }
        for (int arm = 0; arm < 4; arm++) {
            arms.add(line(1, LINE));
        }
        getChildren().add(focus);
        getChildren().addAll(arms);
        getChildren().addAll(rings);
    }

    private static Line line(double width, Color color) {
        Line line = new Line();
        line.setStrokeLineCap(StrokeLineCap.BUTT);
        line.setStrokeWidth(width);
        line.setStroke(color);
        return line;
    }

    private static Circle ring(double width, Color color) {
        Circle ring = new Circle(GAP);
        ring.setFill(null);
        ring.setStrokeWidth(width);
        ring.setStroke(color);
        return ring;
    }

    /**
     * Shows the crosshair.
     *
     * @param point null for none; outside the frame it is not shown
     */
    void show(PlotFrame frame, Crosshair point, boolean pinned, boolean focused, Theme theme) {
        focus.setVisible(focused);
        focus.setStroke(FxPen.color(theme.focus()));
        focus.setX(frame.x() - 1);
        focus.setY(frame.y() - 1);
        focus.setWidth(frame.width() + 2);
        focus.setHeight(frame.height() + 2);
        double x = point == null ? Double.NaN : Math.floor(frame.xOf(point.alpha())) + 0.5;
        double y = point == null ? Double.NaN : Math.floor(frame.yOf(point.beta())) + 0.5;
        boolean acrossSeen = y >= frame.y() && y <= frame.bottom() + 1;
        boolean upSeen = x >= frame.x() && x <= frame.right() + 1;
        for (int i = 0; i < arms.size(); i += 4) {
            place(arms.get(i), frame.x(), y, Math.min(frame.right(), x - GAP), y, acrossSeen);
            place(arms.get(i + 1), Math.max(frame.x(), x + GAP), y, frame.right(), y, acrossSeen);
            place(arms.get(i + 2), x, frame.y(), x, Math.min(frame.bottom(), y - GAP), upSeen);
            place(arms.get(i + 3), x, Math.max(frame.y(), y + GAP), x, frame.bottom(), upSeen);
        }
        for (Circle ring : rings) {
            ring.setVisible(pinned && acrossSeen && upSeen);
            ring.setCenterX(x);
            ring.setCenterY(y);
        }
    }

    private static void place(Line line, double fromX, double fromY, double toX, double toY, boolean seen) {
        line.setVisible(seen && fromX <= toX && fromY <= toY);
        if (line.isVisible()) {
            line.setStartX(fromX);
            line.setStartY(fromY);
            line.setEndX(toX);
            line.setEndY(toY);
        }
    }
}
