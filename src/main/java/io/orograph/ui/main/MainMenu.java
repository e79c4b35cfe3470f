package io.orograph.ui.main;

import io.orograph.experiment.Sample;
import io.orograph.experiment.Samples;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.surface.ViewPreset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The menu bar. */
final class MainMenu {

    private static final double DESCRIPTION_WIDTH = 420;

    private final FileActions files;
    private final ExportActions exports;
    private final MenuBar bar = new MenuBar();

    MainMenu(
            FileActions files,
            ExportActions exports,
            SurfaceView surface,
            DisplaySettings display,
            About about,
            Stage stage) {
        this.files = files;
        this.exports = exports;
        Menu help = new Menu("_Help");
        help.getItems().setAll(item("_About Orograph", null, about::show));
        bar.getMenus().setAll(fileMenu(stage), viewMenu(surface, display, stage), samplesMenu(), help);
    }

    MenuBar bar() {
        return bar;
    }

    private static MenuItem item(String text, String key, Runnable action) {
        MenuItem item = new MenuItem(text);
        if (key != null) {
            item.setAccelerator(KeyCombination.valueOf(key));
        }
        item.setOnAction(event -> action.run());
        return item;
    }

    private Menu fileMenu(Stage stage) {
        Menu recent = new Menu("_Recent models");
        files.memory().settingsProperty().addListener((property, old, now) -> fillRecent(recent));
        fillRecent(recent);
        MenuItem figure = item("Export _figure…", "Shortcut+E", exports::exportFigure);
        MenuItem copy = item("_Copy figure", "Shortcut+Shift+C", exports::copyFigure);
        MenuItem numbers = item("Export _numbers…", "Shortcut+Shift+E", exports::exportNumbers);
        for (MenuItem item : List.of(figure, copy, numbers)) {
            item.disableProperty().bind(exports.unavailable());
        }
        Menu menu = new Menu("_File");
        menu.getItems()
                .setAll(
                        item("_Open model…", "Shortcut+O", files::chooseModel),
                        item("Open _data…", "Shortcut+D", files::chooseData),
                        recent,
                        new SeparatorMenuItem(),
                        figure,
                        copy,
                        numbers,
                        new SeparatorMenuItem(),
                        item("_Quit", "Shortcut+Q", stage::close));
        return menu;
    }

    private void fillRecent(Menu recent) {
        recent.getItems().clear();
        for (String path : files.memory().settingsProperty().get().recentModels()) {
            MenuItem item = item(path, null, () -> files.openModel(Path.of(path)));
            // Underscores in a path are no mnemonics.
            item.setMnemonicParsing(false);
            recent.getItems().add(item);
        }
        recent.setDisable(recent.getItems().isEmpty());
        if (!recent.getItems().isEmpty()) {
            recent.getItems()
                    .addAll(new SeparatorMenuItem(), item("_Forget these", null, files.memory()::forgetModels));
        }
    }

    private static Menu viewMenu(SurfaceView surface, DisplaySettings display, Stage stage) {
        CheckMenuItem dark = check("_Dark look", "Shortcut+Shift+D");
        dark.selectedProperty().bindBidirectional(display.darkProperty());
        CheckMenuItem log = check("_Logarithmic loss", "Shortcut+L");
        log.selectedProperty().bindBidirectional(display.logarithmicProperty());
        CheckMenuItem contours = check("_Contours", "Shortcut+K");
        contours.selectedProperty().bindBidirectional(display.showContoursProperty());
        CheckMenuItem axes = check("A_xes", null);
        axes.selectedProperty().bindBidirectional(display.showAxesProperty());
        Menu menu = new Menu("_View");
        menu.getItems()
                .setAll(
                        item("_Perspective", "Shortcut+1", () -> surface.show(ViewPreset.PERSPECTIVE)),
                        item("From _above", "Shortcut+2", () -> surface.show(ViewPreset.TOP)),
                        item("From the _front", "Shortcut+3", () -> surface.show(ViewPreset.FRONT)),
                        item("From the _side", "Shortcut+4", () -> surface.show(ViewPreset.SIDE)),
                        item("_Reset the view", "Shortcut+0", surface::reset),
                        new SeparatorMenuItem(),
                        log,
                        contours,
                        axes,
                        new SeparatorMenuItem(),
                        dark,
                        item("F_ull screen", "F11", () -> stage.setFullScreen(!stage.isFullScreen())));
        return menu;
    }

    private static CheckMenuItem check(String text, String key) {
        CheckMenuItem item = new CheckMenuItem(text);
        if (key != null) {
            item.setAccelerator(KeyCombination.valueOf(key));
        }
        return item;
    }

    private Menu samplesMenu() {
        Menu menu = new Menu("_Samples");
        menu.setId("samples");
        try {
            for (Sample sample : Samples.all()) {
                menu.getItems().add(sampleItem(sample));
            }
        } catch (IOException e) {
            files.report("The samples cannot be read", e);
        }
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem("The folder sample-models is not beside the program");
            none.setDisable(true);
            menu.getItems().add(none);
        }
        return menu;
    }

    private MenuItem sampleItem(Sample sample) {
        Label title = new Label(sample.title());
        title.getStyleClass().add("sample-title");
        Label description = new Label(sample.description());
        description.getStyleClass().add("sample-description");
        description.setWrapText(true);
        description.setPrefWidth(DESCRIPTION_WIDTH);
        CustomMenuItem item = new CustomMenuItem(new VBox(title, description));
        item.setId("sample-" + sample.name());
        item.setOnAction(event -> files.openSample(sample));
        return item;
    }
}
