package io.orograph.ui.settings;

import io.orograph.figure.ColorMap;
import io.orograph.ui.display.DisplaySettings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
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
        stage.setMaximized(remembered.maximized());
        display.darkProperty().set(remembered.dark());
        ColorMap.all().stream()
                .filter(map -> map.name().equals(remembered.colorMap()))
                .findFirst()
                .ifPresent(display.colorMapProperty()::set);
    }

    /** The dividers, once the window has a size; in the order in which they were stored. */
    public void restoreDividers(List<SplitPane> panes) {
        Settings remembered = settings.get();
        int next = 0;
        for (SplitPane pane : panes) {
            for (int i = 0;
                    i < pane.getDividers().size()
                            && next < remembered.dividers().size();
                    i++) {
                pane.setDividerPosition(i, remembered.dividers().get(next++));
            }
        }
    }

    /** Keeps what {@link #restoreWindow} and {@link #restoreDividers} bring back. */
    public void store(List<SplitPane> panes) {
        List<Double> dividers = new ArrayList<>();
        for (SplitPane pane : panes) {
            for (double position : pane.getDividerPositions()) {
                dividers.add(position);
            }
        }
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
