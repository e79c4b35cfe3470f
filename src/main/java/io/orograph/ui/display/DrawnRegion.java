package io.orograph.ui.display;

import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.plot.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;

/** A region that is one canvas of its own size, drawn anew when asked for and whenever it is laid out. */
public abstract class DrawnRegion extends Region {

    private final Canvas canvas = new Canvas();
    private final Redraw redraw = new Redraw(this::redraw);
    private final ObservableValue<Boolean> dark;

    /**
     * Makes an empty region.
     *
     * @param dark whether the dark look is on
     */
    protected DrawnRegion(ObservableValue<Boolean> dark) {
        this.dark = dark;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        dark.addListener((property, was, is) -> requestRedraw());
    }

    /** Draws all of the region. */
    protected abstract void draw(Pen pen, Rect area, PlotStyle style);

    /** Returns the look of the window. */
    protected final PlotStyle style() {
        return PlotStyle.screen(Theme.of(dark.getValue()));
    }

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
        PlotStyle style = style();
        setBackground(Background.fill(FxPen.color(style.theme().ground())));
        if (getWidth() > 0 && getHeight() > 0) {
            draw(new FxPen(graphics), new Rect(0, 0, getWidth(), getHeight()), style);
        }
    }
}
