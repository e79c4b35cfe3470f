package io.orograph.ui.main;

import io.orograph.network.Weights;
import io.orograph.study.Sample;
import io.orograph.ui.compare.CompareWindow;
import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.surface.ViewPreset;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.weights.WeightsFiles;
import io.orograph.ui.weights.WeightsModel;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The menu bar. */
final class MainMenu {

    private final FileActions files;
    private final ExportActions exports;
    private final MenuBar bar = new MenuBar();

    MainMenu(
            FileActions files,
            ExportActions exports,
            EvaluationModel evaluation,
            TrainingFiles training,
            ConnectivityFiles connectivity,
            WeightsFiles weightsFiles,
            WeightsModel weights,
            CompareWindow compare,
            SurfaceView surface,
            DisplaySettings display,
            Presentation presentation,
            About about,
            List<Sample> samples,
            Stage stage) {
        this.files = files;
        this.exports = exports;
        Menu help = new Menu("_Help");
        help.getItems().setAll(item("_About Orograph", null, about::show));
        bar.getMenus()
                .setAll(
                        fileMenu(stage),
                        landscapeMenu(evaluation, training, connectivity, compare),
                        weightsMenu(weightsFiles, weights),
                        viewMenu(surface, display, presentation, stage),
                        samplesMenu(samples, compare),
                        help);
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
        files.settings().settingsProperty().addListener((property, old, now) -> fillRecent(recent));
        fillRecent(recent);
        MenuItem figure = item("Export _figure…", "Shortcut+E", exports::exportFigure);
        MenuItem copy = item("_Copy figure", "Shortcut+Shift+C", exports::copyFigure);
        MenuItem numbers = item("Export _numbers…", "Shortcut+Shift+E", exports::exportNumbers);
        MenuItem command = item("Copy as c_ommand", "Shortcut+Alt+C", exports::copyCommand);
        for (MenuItem item : List.of(figure, copy, numbers, command)) {
            item.disableProperty().bind(exports.unavailable());
        }
        Menu menu = new Menu("_File");
        menu.getItems()
                .setAll(
                        item("_Open model…", "Shortcut+O", files::chooseModel),
                        item("Open _data…", "Shortcut+D", files::chooseData),
                        recent,
                        item("Open _landscape…", null, files::chooseLandscape),
                        new SeparatorMenuItem(),
                        figure,
                        copy,
                        numbers,
                        command,
                        new SeparatorMenuItem(),
                        item("_Quit", "Shortcut+Q", () -> quit(stage)));
        return menu;
    }

    private void quit(Stage stage) {
        if (!exports.finishBefore(stage::close)) {
            stage.close();
        }
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

    private static Menu landscapeMenu(
            EvaluationModel evaluation, TrainingFiles training, ConnectivityFiles connectivity, CompareWindow compare) {
        MenuItem evaluate = item("_Evaluate", "F9", evaluation::evaluateOrCancel);
        evaluate.textProperty().bind(evaluation.runningProperty().map(running -> running ? "_Cancel" : "_Evaluate"));
        MenuItem directions = item("_New directions", "Shortcut+N", evaluation::newDirections);
        MenuItem path = item("_Path of checkpoints…", "Shortcut+T", training::chooseCheckpoints);
        MenuItem random = item("_Back to random directions", null, evaluation::evaluateRandom);
        MenuItem models = item("_Compare…", null, compare::compareOpen);
        MenuItem plane = item("P_lane through three models…", null, connectivity::choosePlane);
        MenuItem curve = item("C_urve between two models…", null, connectivity::chooseCurve);
        for (MenuItem item : List.of(evaluate, path, plane, curve, models)) {
            item.disableProperty().bind(evaluation.readyProperty().not());
        }
        directions
                .disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !evaluation.readyProperty().get()
                                || !evaluation.directionsProperty().get().hasRandomPart(),
                        evaluation.readyProperty(),
                        evaluation.directionsProperty()));
        Menu menu = new Menu("_Landscape");
        random.disableProperty().bind(evaluation.givenProperty().isNull());
        menu.getItems()
                .setAll(
                        evaluate,
                        directions,
                        new SeparatorMenuItem(),
                        path,
                        plane,
                        curve,
                        random,
                        new SeparatorMenuItem(),
                        models);
        return menu;
    }

    /** Returns what can be made θ₀. */
    private static Menu weightsMenu(WeightsFiles files, WeightsModel model) {
        MenuItem open = item("_Open weights…", "Shortcut+W", files::choose);
        MenuItem point = item("Use the pinned _point as θ₀", "Shortcut+P", model::usePoint);
        point.setId("use-point");
        MenuItem save = item("_Save θ₀…", null, files::save);
        MenuItem back = item("_Back to the model file's", null, model::useModelFile);
        for (MenuItem item : List.of(open, save)) {
            item.disableProperty().bind(model.currentProperty().isNull());
        }
        point.disableProperty().bind(model.pointable().not());
        back.disableProperty()
                .bind(model.currentProperty().map(Weights::areOfModel).orElse(true));
        Menu menu = new Menu("_Weights");
        menu.getItems().setAll(open, point, save, new SeparatorMenuItem(), back);
        return menu;
    }

    private static Menu viewMenu(SurfaceView surface, DisplaySettings display, Presentation presentation, Stage stage) {
        CheckMenuItem dark = check("_Dark look", "Shortcut+Shift+D");
        dark.selectedProperty().bindBidirectional(display.darkProperty());
        CheckMenuItem log = check("_Logarithmic loss", "Shortcut+L");
        log.selectedProperty().bindBidirectional(display.logarithmicProperty());
        CheckMenuItem contours = check("_Contours", "Shortcut+K");
        contours.selectedProperty().bindBidirectional(display.showContoursProperty());
        CheckMenuItem axes = check("A_xes", null);
        axes.selectedProperty().bindBidirectional(display.showAxesProperty());
        CheckMenuItem surfaceOnly = check("S_urface only", "F5");
        surfaceOnly.setId("surface-only");
        surfaceOnly.selectedProperty().bindBidirectional(presentation.onProperty());
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
                        surfaceOnly,
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

    private Menu samplesMenu(List<Sample> samples, CompareWindow compare) {
        Menu menu = new Menu("_Samples");
        menu.setId("samples");
        for (Sample sample : samples) {
            CustomMenuItem item = new CustomMenuItem(new SampleText(sample));
            item.setId("sample-" + sample.name());
            item.setOnAction(event -> files.openSample(sample));
            menu.getItems().add(item);
        }
        if (compare.hasPair() && compare.hasTrainable()) {
            Menu pair = new Menu("Sharp and _flat");
            pair.getItems()
                    .setAll(
                            item("_Compare the pair of these samples", null, compare::compareSharpAndFlat),
                            item("Train a pair: _large and small batches", null, compare::trainBatches),
                            item("Train a pair: _SGD and SAM", null, compare::trainSam));
            menu.getItems().addAll(new SeparatorMenuItem(), pair);
        }
        if (samples.isEmpty()) {
            MenuItem none = new MenuItem("The folder sample-models is not beside the program");
            none.setDisable(true);
            menu.getItems().add(none);
        }
        return menu;
    }
}
