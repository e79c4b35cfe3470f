package io.orograph.ui.training;

import io.orograph.study.PathSharpness.Measured;
import io.orograph.study.SharpnessPoint;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.Shown;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The sharpness along a path, with a line at the point that the scrubber is at. */
final class PathSharpnessView extends VBox {

    private final PathModel path;
    private final PathSharpnessModel model;
    private final SharpnessCurve curve;

    PathSharpnessView(PathModel path, ObservableValue<Boolean> dark) {
        super(6);
        this.path = path;
        this.model = path.sharpness();
        this.curve = new SharpnessCurve("path-sharpness", "point of the path", dark);
        Button measure = new Button("Measure λmax along it");
        measure.setId("path-measure");
        measure.setMaxWidth(Double.MAX_VALUE);
        measure.setTooltip(new Tooltip("The largest eigenvalue of the Hessian at each point, with the line of the"
                + " optimiser where it is known how the path was trained"));
        measure.setOnAction(event -> model.measure());
        model.runningProperty().addListener((property, was, is) -> Shown.set(measure, !is));
        RunningRow running = new RunningRow(model.runningProperty(), model.progressProperty())
                .withCancel("path-measure-cancel", model::cancel);
        getChildren().setAll(measure, running, curve);
        model.measuredProperty().addListener((property, old, now) -> show());
        path.positionProperty().addListener((property, old, now) -> show());
    }

    private void show() {
        List<Measured> measured = model.measuredProperty().get();
        int position = path.positionProperty().get();
        Map<SharpnessPoint, Integer> places = new HashMap<>();
        measured.forEach(each -> places.put(each.point(), each.index()));
        // Not every point of a long path is measured: the nearest one is said, by its own step.
        SharpnessPoint nearest = measured.stream()
                .min(Comparator.comparingInt(each -> Math.abs(each.index() - position)))
                .map(Measured::point)
                .orElse(null);
        curve.show(measured.stream().map(Measured::point).toList(), places::get, nearest);
        curve.showCursor(position);
    }
}
