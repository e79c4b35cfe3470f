package io.orograph.ui.surface;

import io.orograph.ui.display.Crosshair;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.event.Event;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.util.Duration;

/** Mouse and keyboard on a surface view, turned into changes of the model's orbit and crosshair. */
final class SurfaceGestures {

    private static final double DEGREES_A_PIXEL = 0.4;
    private static final double DEGREES_A_KEY = 6;
    private static final double ZOOM_A_KEY = 1.15;
    private static final double PAN_A_KEY = 24;
    private static final double ZOOM_A_SCROLL_PIXEL = 1.0025;
    private static final Duration MOVEMENT = Duration.millis(280);

    private final SurfaceView view;
    private final SurfaceModel model;
    private Transition movement;
    /** The preset that is shown; null where none is, or a person has moved the surface since. */
    private Fitted fitted;

    private boolean clicked;
    private double lastX;
    private double lastY;

    /** A preset, and the place from which it shows the whole box. */
    private record Fitted(ViewPreset preset, Orbit orbit) {}

    SurfaceGestures(SurfaceView view, SurfaceModel model) {
        this.view = view;
        this.model = model;
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> view.setCursor(Cursor.DEFAULT));
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        view.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::askForMenu);
        view.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        view.addEventHandler(ZoomEvent.ZOOM, this::pinch);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        lastX = event.getX();
        lastY = event.getY();
    }

    private void drag(MouseEvent event) {
        if (view.projection() == null) {
            return;
        }
        stopMovement();
        double right = event.getX() - lastX;
        double down = event.getY() - lastY;
        lastX = event.getX();
        lastY = event.getY();
        if (event.getButton() == MouseButton.SECONDARY || event.isShiftDown()) {
            view.setCursor(Cursor.MOVE);
            pan(right, down);
        } else if (event.getButton() == MouseButton.PRIMARY) {
            view.setCursor(Cursor.CLOSED_HAND);
            turn(right * DEGREES_A_PIXEL, down * DEGREES_A_PIXEL);
        }
        event.consume();
    }

    private void hover(MouseEvent event) {
        Crosshair point = view.pick(event.getX(), event.getY());
        if (point != null) {
            model.settings().crosshairProperty().set(point);
        }
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && event.isStillSincePress()) {
            show(ViewPreset.PERSPECTIVE);
            event.consume();
        } else if (event.getButton() == MouseButton.SECONDARY && event.isStillSincePress()) {
            clicked = true;
            Event.fireEvent(
                    view,
                    new ContextMenuEvent(
                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                            event.getX(),
                            event.getY(),
                            event.getScreenX(),
                            event.getScreenY(),
                            false,
                            event.getPickResult()));
            clicked = false;
        }
    }

    /** Keeps the menu back while the right button is down, with which the surface is moved: a click opens it. */
    private void askForMenu(ContextMenuEvent event) {
        if (!event.isKeyboardTrigger() && !clicked) {
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        if (view.projection() != null && event.getDeltaY() != 0) {
            stopMovement();
            zoom(Math.pow(ZOOM_A_SCROLL_PIXEL, event.getDeltaY()));
            event.consume();
        }
    }

    private void pinch(ZoomEvent event) {
        if (view.projection() != null) {
            stopMovement();
            zoom(event.getZoomFactor());
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (view.projection() == null || event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (act(event.getCode(), event.isShiftDown()) || act(event.getText())) {
            event.consume();
        }
    }

    private boolean act(KeyCode code, boolean shift) {
        double right = code == KeyCode.RIGHT ? 1 : code == KeyCode.LEFT ? -1 : 0;
        double down = code == KeyCode.DOWN ? 1 : code == KeyCode.UP ? -1 : 0;
        if (right != 0 || down != 0) {
            stopMovement();
            if (shift) {
                pan(right * PAN_A_KEY, down * PAN_A_KEY);
            } else {
                turn(right * DEGREES_A_KEY, down * DEGREES_A_KEY);
            }
            return true;
        }
        if (code == KeyCode.HOME) {
            show(ViewPreset.PERSPECTIVE);
            return true;
        }
        return false;
    }

    /** Does what a key stands for, told by what it types, so that plus and the digits work on every keyboard layout. */
    private boolean act(String typed) {
        switch (typed) {
            case "+", "=" -> zoomByKey(ZOOM_A_KEY);
            case "-", "_" -> zoomByKey(1 / ZOOM_A_KEY);
            case "r", "R", "1" -> show(ViewPreset.PERSPECTIVE);
            case "2" -> show(ViewPreset.TOP);
            case "3" -> show(ViewPreset.FRONT);
            case "4" -> show(ViewPreset.SIDE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void zoomByKey(double factor) {
        stopMovement();
        zoom(factor);
    }

    private void turn(double azimuth, double elevation) {
        model.orbitProperty().set(model.orbitProperty().get().turned(azimuth, elevation));
    }

    private void zoom(double factor) {
        model.orbitProperty().set(model.orbitProperty().get().zoomed(factor));
    }

    /** Moves the box's middle along with the mouse. */
    private void pan(double right, double down) {
        double unitsPerPixel = 1 / view.projection().pixelsPerUnit();
        model.orbitProperty().set(model.orbitProperty().get().panned(-right * unitsPerPixel, -down * unitsPerPixel));
    }

    void show(ViewPreset preset) {
        stopMovement();
        Projection projection = view.projection();
        if (projection == null) {
            model.orbitProperty().set(new Orbit(preset.azimuth(), preset.elevation(), 1, 0, 0));
            return;
        }
        Orbit target = Projection.fitted(preset, projection.box(), projection.width(), projection.height());
        Orbit start = model.orbitProperty().get().unwoundTo(target);
        fitted = new Fitted(preset, target);
        movement = new Transition() {
            {
                setCycleDuration(MOVEMENT);
                setInterpolator(Interpolator.EASE_BOTH);
            }

            @Override
            protected void interpolate(double share) {
                model.orbitProperty().set(share == 1 ? target : start.towards(target, share));
            }
        };
        movement.play();
    }

    /** Has a preset go on to show the whole box in a view of another size, until a person moves the surface. */
    void refit(SurfaceBox box, double width, double height) {
        if (fitted == null || !fitted.orbit().equals(model.orbitProperty().get())) {
            return;
        }
        fitted = new Fitted(fitted.preset(), Projection.fitted(fitted.preset(), box, width, height));
        model.orbitProperty().set(fitted.orbit());
    }

    private void stopMovement() {
        if (movement != null) {
            movement.stop();
            movement = null;
        }
    }
}
