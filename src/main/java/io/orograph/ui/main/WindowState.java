package io.orograph.ui.main;

import io.orograph.plot.ColorMap;
import io.orograph.ui.dialog.WindowSize;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.settings.Room;
import io.orograph.ui.settings.Settings;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Brings the window back as it was left: its size, its theme and its colours. */
final class WindowState {

    private final RememberedSettings settings;
    private final Stage stage;
    private final DisplaySettings display;

    WindowState(RememberedSettings settings, Stage stage, DisplaySettings display) {
        this.settings = settings;
        this.stage = stage;
        this.display = display;
    }

    /** Gives the window what {@link #store} kept; before it is shown. */
    void restore() {
        Settings remembered = settings.settingsProperty().get();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(remembered.width(), screen.getWidth()));
        stage.setHeight(Math.min(remembered.height(), screen.getHeight()));
        WindowSize.insist(stage);
        stage.setMaximized(remembered.maximized());
        display.darkProperty().set(remembered.dark());
        ColorMap.all().stream()
                .filter(map -> map.name().equals(remembered.colorMap()))
                .findFirst()
                .ifPresent(display.colorMapProperty()::set);
    }

    /**
     * Keeps what {@link #restore} brings back, the dividers' positions, and what is folded and where.
     *
     * @param dividers 0 to 1, in an order of the caller's
     */
    void store(List<Double> dividers, Room room) {
        settings.change(change(dividers, room));
    }

    /** Keeps the same when the program is being ended, from another thread than that of the window, which may be gone. */
    void storeLast(List<Double> dividers, Room room) {
        settings.storeLast(change(dividers, room));
    }

    private UnaryOperator<Settings> change(List<Double> dividers, Room room) {
        boolean maximized = stage.isMaximized();
        return before -> before.withWindow(
                        maximized ? before.width() : stage.getWidth(),
                        maximized ? before.height() : stage.getHeight(),
                        maximized,
                        dividers)
                .withTheme(
                        display.darkProperty().get(),
                        display.colorMapProperty().get().name())
                .withRoom(before.room().with(room.folded(), room.heatmapLarge()));
    }
}
