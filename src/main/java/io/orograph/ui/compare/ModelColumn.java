package io.orograph.ui.compare;

import io.orograph.plot.LossScale;
import io.orograph.plot.Ticks;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonWords;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.surface.SurfaceModel;
import io.orograph.ui.surface.SurfaceView;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A model of a comparison: its name, its surface, and its numbers. */
final class ModelColumn extends VBox {

    private static final String NONE = "–";

    private final SurfaceModel surface;
    private final SurfaceView view;
    private final WrappedText title;
    private final VBox numbers = new VBox(2);

    /**
     * Makes a model column.
     *
     * @param index of the column, for ids
     * @param scale common to all columns
     */
    ModelColumn(
            int index,
            DisplaySettings display,
            ObservableValue<LossScale> scale,
            Executor background,
            Runnable remove) {
        super(6);
        getStyleClass().add("compared");
        surface = new SurfaceModel(display, background);
        surface.scaleProperty().bind(scale);
        view = new SurfaceView(surface);
        view.setId("compared-surface-" + index);
        view.hideNotice();
        view.showReading(false);
        view.setPrefSize(280, 300);
        setVgrow(view, Priority.ALWAYS);
        title = new WrappedText("compared-name-" + index, "headline-name");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Button away = new Button("Remove");
        away.setId("compared-remove-" + index);
        away.setTooltip(new Tooltip("Takes this model out of the comparison"));
        away.setOnAction(event -> remove.run());
        away.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(8, title, away);
        head.setAlignment(Pos.CENTER_LEFT);
        numbers.setMinHeight(USE_PREF_SIZE);
        numbers.setId("compared-numbers-" + index);
        getChildren().setAll(head, view, numbers);
        setMinWidth(200);
    }

    void name(String name) {
        title.setText(name);
    }

    /** Says what happens with the model while it has no surface. */
    void tell(String state) {
        view.invite(state);
    }

    SurfaceModel surface() {
        return surface;
    }

    /**
     * Shows a model.
     *
     * @param model null for one that is not measured yet
     */
    void show(ComparedModel model) {
        surface.landscapeProperty().set(model == null ? null : model.landscape());
        numbers.getChildren().clear();
        if (model == null) {
            return;
        }
        boolean tested = model.test() != null;
        number("Training loss", model.train().loss());
        number("Test loss", tested ? model.test().loss() : Double.NaN);
        number("Gap of the loss", model.lossGap());
        share("Training accuracy", model.train().accuracy());
        share("Test accuracy", tested ? model.test().accuracy() : Double.NaN);
        double points = 100 * model.accuracyGap();
        add(
                "Gap of the accuracy",
                Double.isNaN(points) ? NONE : String.format(Locale.ROOT, "%.1f points", points),
                null);
        double error = model.gaussian().standardError();
        add(
                "Under noise",
                Ticks.measured(model.gaussian().mean(), error, 3),
                String.format(
                        Locale.ROOT,
                        "E[L(θ + σ·s⊙ε)] − L(θ), s the root mean square of each filter, σ = %s, %d draws; ± one standard"
                                + " error of the draws, and %s of the sample",
                        Comparison.SIGMA,
                        model.gaussian().settings().draws(),
                        Ticks.number(model.gaussian().sampleError(), 2)));
        add(
                "Flat area",
                ComparisonWords.percent(model.flatShare()),
                String.format(
                        Locale.ROOT,
                        "Share of the plane where the loss is at most %.1f above that at the centre",
                        ComparedModel.TOLERANCE));
        if (!Double.isNaN(model.largestEigenvalue())) {
            add(
                    "λmax",
                    Ticks.number(model.largestEigenvalue(), 3),
                    "Largest eigenvalue of the Hessian. It changes when layers are rescaled though the network computes"
                            + " the same, so compare it between alike models only");
        }
    }

    private void number(String caption, double value) {
        add(caption, Double.isNaN(value) ? NONE : Ticks.number(value, 3), null);
    }

    private void share(String caption, double value) {
        add(caption, Double.isNaN(value) ? NONE : ComparisonWords.percent(value), null);
    }

    private void add(String caption, String value, String meaning) {
        Label left = new Label(caption);
        left.getStyleClass().add("hint");
        Label right = new Label(value);
        right.getStyleClass().add("compared-value");
        if (meaning != null) {
            Tooltip tooltip = new Tooltip(meaning);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(340);
            left.setTooltip(tooltip);
            right.setTooltip(tooltip);
        }
        left.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(left, Priority.ALWAYS);
        right.setMinWidth(USE_PREF_SIZE);
        // A row for itself, so that one long number does not take the room of all captions.
        HBox row = new HBox(8, left, right);
        row.setAlignment(Pos.BASELINE_LEFT);
        numbers.getChildren().add(row);
    }
}
