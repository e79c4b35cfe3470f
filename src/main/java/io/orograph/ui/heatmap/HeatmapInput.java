package io.orograph.ui.heatmap;

import io.orograph.plot.PlotFrame;
import io.orograph.plot.Viewport;
import io.orograph.ui.display.Crosshair;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/**
 * Mouse and keyboard of a heatmap. Pointing moves the crosshair, a click pins it, dragging pans, wheel and pinch zoom
 * about the pointer, a double click resets. Arrow keys move the crosshair by a cell (with shift by five), Home takes it
 * to θ₀, Enter and Space pin it, P or a click with shift names a point, Esc takes it away, plus and minus zoom, 0 resets.
 */
final class HeatmapInput {

    private static final double ZOOM_A_NOTCH = 1.2;
    private static final int FAR = 5;

    private final HeatmapView view;
    private final HeatmapModel model;
    private double lastX;
    private double lastY;

    HeatmapInput(HeatmapView view, HeatmapModel model) {
        this.view = view;
        this.model = model;
    }

    void install() {
        view.setOnMouseMoved(this::moved);
        view.setOnMouseExited(event -> model.leave());
        view.setOnMousePressed(this::pressed);
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseClicked(this::clicked);
        view.setOnScroll(this::scrolled);
        view.setOnZoom(this::pinched);
        view.setOnKeyPressed(this::keyPressed);
    }

    private boolean isInPlot(double x, double y) {
        PlotFrame frame = view.frame();
        return frame != null && frame.contains(x, y);
    }

    private void moved(MouseEvent event) {
        if (isInPlot(event.getX(), event.getY())) {
            view.setCursor(Cursor.CROSSHAIR);
            hover(event.getX(), event.getY());
        } else {
            view.setCursor(Cursor.DEFAULT);
            model.leave();
        }
    }

    private void hover(double x, double y) {
        PlotFrame frame = view.frame();
        model.hover(frame.alphaAt(x), frame.betaAt(y));
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
    }

    private void dragged(MouseEvent event) {
        PlotFrame frame = view.frame();
        if (frame == null || event.getButton() != MouseButton.PRIMARY || event.isStillSincePress()) {
            return;
        }
        Viewport seen = frame.viewport();
        model.pan(
                (lastX - event.getX()) / frame.width() * seen.alphaSpan(),
                (event.getY() - lastY) / frame.height() * seen.betaSpan());
        lastX = event.getX();
        lastY = event.getY();
        if (frame.contains(lastX, lastY)) {
            hover(lastX, lastY);
        }
    }

    private void clicked(MouseEvent event) {
        boolean plain = event.getButton() == MouseButton.PRIMARY && event.isStillSincePress();
        if (!plain || !isInPlot(event.getX(), event.getY())) {
            return;
        }
        PlotFrame frame = view.frame();
        if (event.isShiftDown()) {
            model.name(new Crosshair(frame.alphaAt(event.getX()), frame.betaAt(event.getY())));
            return;
        }
        // The second click of a double click takes back what the first did to the pin.
        model.togglePin(frame.alphaAt(event.getX()), frame.betaAt(event.getY()));
        if (event.getClickCount() == 2) {
            model.resetZoom();
        }
    }

    private void scrolled(ScrollEvent event) {
        double notches = event.getMultiplierY() == 0 ? 0 : event.getDeltaY() / event.getMultiplierY();
        if (notches != 0) {
            zoom(Math.pow(ZOOM_A_NOTCH, notches), event.getX(), event.getY());
            event.consume();
        }
    }

    private void pinched(ZoomEvent event) {
        zoom(event.getZoomFactor(), event.getX(), event.getY());
        event.consume();
    }

    private void zoom(double factor, double x, double y) {
        if (isInPlot(x, y)) {
            PlotFrame frame = view.frame();
            model.zoom(factor, frame.alphaAt(x), frame.betaAt(y));
            hover(x, y);
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int cells = event.isShiftDown() ? FAR : 1;
        boolean used = true;
        switch (event.getCode()) {
            case LEFT, KP_LEFT -> model.step(-cells, 0);
            case RIGHT, KP_RIGHT -> model.step(cells, 0);
            case UP, KP_UP -> model.step(0, cells);
            case DOWN, KP_DOWN -> model.step(0, -cells);
            case HOME -> model.home();
            case ENTER, SPACE -> pinHere();
            case P -> used = nameHere();
            case PLUS, EQUALS, ADD -> model.zoom(ZOOM_A_NOTCH);
            case MINUS, SUBTRACT -> model.zoom(1 / ZOOM_A_NOTCH);
            case DIGIT0, NUMPAD0 -> model.resetZoom();
            case ESCAPE -> used = clear();
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
    }

    private void pinHere() {
        Crosshair point = model.settings().crosshairProperty().get();
        if (point != null) {
            model.togglePin(point.alpha(), point.beta());
        }
    }

    private boolean nameHere() {
        Crosshair point = model.settings().crosshairProperty().get();
        if (point != null) {
            model.name(point);
        }
        return point != null;
    }

    /** Takes the crosshair away and tells whether there was one: with nothing to take away, Esc is left for others. */
    private boolean clear() {
        boolean shown = model.settings().crosshairProperty().get() != null;
        model.clear();
        return shown;
    }
}
