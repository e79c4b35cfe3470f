package io.orograph.ui.settings;

import io.orograph.figure.ColorMap;
import io.orograph.ui.dialog.WindowSize;
import io.orograph.ui.display.DisplaySettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Brings the window back as it was left, and keeps the recent files. */
public final class Memory {

    private final SettingsStore store;
    private final Stage stage;
    private final DisplaySettings display;
    private final ReadOnlyObjectWrapper<Settings> settings = new ReadOnlyObjectWrapper<>(this, "settings");

    public Memory(SettingsStore store, Stage stage, DisplaySettings display) {
        this.store = store;
        this.stage = stage;
        this.display = display;
        settings.set(store.load());
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** Size, look and colours. */
    public void restoreWindow() {
        Settings remembered = settings.get();
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
     * Keeps what {@link #restoreWindow} brings back, and the dividers' positions.
     *
     * @param dividers 0 to 1, in an order of the caller's
     */
    public void store(List<Double> dividers) {
        boolean maximized = stage.isMaximized();
        Settings before = settings.get();
        save(before.withWindow(
                        maximized ? before.width() : stage.getWidth(),
                        maximized ? before.height() : stage.getHeight(),
                        maximized,
                        dividers)
                .withLook(
                        display.darkProperty().get(),
                        display.colorMapProperty().get().name()));
    }

    public void rememberModel(Path file) {
        save(settings.get().withRecentModel(file.toAbsolutePath().toString()));
        rememberFolder(file);
    }

    /** Takes one model from the recent ones: it is not there any more. */
    public void forgetModel(Path file) {
        String gone = file.toAbsolutePath().toString();
        save(settings.get()
                .withRecentModels(settings.get().recentModels().stream()
                        .filter(path -> !path.equals(gone))
                        .toList()));
    }

    public void forgetModels() {
        save(settings.get().withRecentModels(List.of()));
    }

    /** Has file choosers open where a file was last chosen. */
    public void rememberFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            save(settings.get().withFolder(folder.toString()));
        }
    }

    /** The folder that a file chooser opens in; null for the platform's own choice. */
    public File folder() {
        File folder = new File(settings.get().folder());
        return folder.isDirectory() ? folder : null;
    }

    private void save(Settings now) {
        settings.set(now);
        store.save(now);
    }
}
