package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.ui.export.ExportActions;
import io.orograph.ui.export.LongExports;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Files to open, and what of the landscape is exported. */
final class FileMenu extends Menu {

    private final FileActions files;

    FileMenu(
            FileActions files, SessionActions sessions, ExportActions exports, LongExports longExports, Runnable quit) {
        super("_File");
        this.files = files;
        Menu recent = new Menu("_Recent models");
        files.settings().settingsProperty().addListener((property, old, now) -> fillRecent(recent));
        fillRecent(recent);
        MenuItem figure = item("Export _figure…", "Shortcut+E", exports::exportFigure);
        MenuItem copy = item("_Copy figure", "Shortcut+Shift+C", exports::copyFigure);
        MenuItem numbers = item("Export _numbers…", "Shortcut+Shift+E", exports::exportNumbers);
        MenuItem animation = item("Export _animation…", null, longExports::exportAnimation);
        MenuItem report = item("Repor_t…", null, longExports::exportReport);
        MenuItem command = item("Copy as co_mmand", "Shortcut+Alt+C", exports::copyCommand);
        for (MenuItem item : List.of(figure, copy, numbers, command)) {
            item.disableProperty().bind(exports.unavailable());
        }
        animation.disableProperty().bind(longExports.unavailable());
        report.disableProperty().bind(longExports.unreportable());
        getItems()
                .setAll(
                        item("_Open model…", "Shortcut+O", files::chooseModel),
                        item("Open _data…", "Shortcut+D", files::chooseData),
                        recent,
                        item("Open _landscape…", null, files::chooseLandscape),
                        new SeparatorMenuItem(),
                        item("Open sess_ion…", "Shortcut+Shift+O", sessions::open),
                        sessions.recentMenu(),
                        item("_Save session…", "Shortcut+S", sessions::save),
                        new SeparatorMenuItem(),
                        figure,
                        copy,
                        numbers,
                        animation,
                        report,
                        command,
                        new SeparatorMenuItem(),
                        item("_Quit", "Shortcut+Q", quit));
    }

    private void fillRecent(Menu recent) {
        recent.getItems().clear();
        for (String path : files.settings().settingsProperty().get().recentModels()) {
            MenuItem item = item(path, null, () -> files.openRecent(Path.of(path)));
            // Underscores in a path are no mnemonics.
            item.setMnemonicParsing(false);
            recent.getItems().add(item);
        }
        recent.setDisable(recent.getItems().isEmpty());
        if (!recent.getItems().isEmpty()) {
            recent.getItems()
                    .addAll(new SeparatorMenuItem(), item("_Forget these", null, files.settings()::forgetModels));
        }
    }
}
