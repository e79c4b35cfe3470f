package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.ui.compare.CompareWindow;
import io.orograph.ui.evaluation.EvaluationModel;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of what the landscape is over, and of the models that are compared. */
final class LandscapeMenu extends Menu {

    LandscapeMenu(EvaluationModel evaluation, WindowFiles files, CompareWindow compare) {
        super("_Landscape");
        var training = files.training();
        var connectivity = files.connectivity();
        MenuItem evaluate = item("_Evaluate", "F9", evaluation::evaluateOrCancel);
        evaluate.textProperty().bind(evaluation.runningProperty().map(running -> running ? "C_ancel" : "_Evaluate"));
        MenuItem directions = item("Draw directions a_new", "Shortcut+N", evaluation::newDirections);
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
        random.disableProperty().bind(evaluation.givenProperty().isNull());
        getItems()
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
    }
}
