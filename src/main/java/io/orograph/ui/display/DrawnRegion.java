package io.orograph.ui.display;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** A region that is one canvas of its own size, drawn anew when asked for and whenever it is laid out. */
public abstract class DrawnRegion extends Region {

    private final Canvas canvas = new Canvas();
    private final Redraw redraw = new Redraw(this::redraw);

    protected DrawnRegion() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** Draws on the empty canvas. */
    protected abstract void draw(GraphicsContext graphics);

    /** Draws soon, once for any number of changes made in one go. */
    protected final void requestRedraw() {
        redraw.request();
    }

    @Override
    protected final void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        // At once: a canvas of a new size is empty until it is drawn.
        redraw();
    }

    private void redraw() {
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        draw(graphics);
    }
}
