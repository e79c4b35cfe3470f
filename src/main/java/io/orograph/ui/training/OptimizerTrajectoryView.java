package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.LinesPlot;
import io.orograph.plot.Rgb;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.form.DecimalField;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.TitleRow;
import io.orograph.ui.form.WholeNumberSpinner;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/**
 * The controls of the balls: which optimisers start where a person clicks on the landscape, how far they go, and how
 * their losses go.
 */
final class OptimizerTrajectoryView extends VBox {

    private static final double RATE_WIDTH = 62;

    private final OptimizerTrajectoryModel model;
    private final Map<DroppedOptimizer, Label> readings = new EnumMap<>(DroppedOptimizer.class);
    private final CurvePlot plot;

    /**
     * Makes a ball view.
     *
     * @param use takes weights as θ₀
     * @param dark whether the dark look is on
     */
    OptimizerTrajectoryView(OptimizerTrajectoryModel model, Consumer<Weights> use, ObservableValue<Boolean> dark) {
        super(6);
        this.model = model;
        this.plot = new CurvePlot(
                "ball-losses",
                new CurvePlot.Words("Losses of the balls", "step; loss of each minibatch", "loss"),
                dark);
        getStyleClass().add("pane-content");
        ToggleButton drop = new ToggleButton("Drop a ball");
        drop.setId("drop-ball");
        drop.setMaxWidth(Double.MAX_VALUE);
        drop.selectedProperty().bindBidirectional(model.droppingProperty());
        Hint hint = new Hint("While this is on, a click on the surface or the heatmap starts these optimisers from the"
                + " weights there; a click with Ctrl does so at any time. Batch and seed are those above.");
        getChildren().addAll(head(), drop, hint);
        for (DroppedOptimizer ball : DroppedOptimizer.values()) {
            getChildren().addAll(row(ball), reading(ball));
        }
        WholeNumberSpinner steps = new WholeNumberSpinner("ball-steps");
        steps.setRange(1, 10_000, model.stepsProperty().get(), 50);
        steps.valueProperty()
                .addListener((property, old, now) -> model.stepsProperty().set(now));
        Switch inPlane = new Switch("ball-in-plane", "Keep to the plane");
        inPlane.setTooltip(new Tooltip("On: each step is projected onto the plane, so that balls roll on what is seen."
                + " Off: they move in all of weight space, and their lines grow thin as they leave the plane."));
        inPlane.selectedProperty().bindBidirectional(model.inPlaneProperty());
        getChildren().addAll(new Field("Steps", steps), inPlane, buttons(), use(use), plot);
        model.seenProperty().addListener((property, old, now) -> show(now));
        show(List.of());
    }

    private static TitleRow head() {
        Help help = new Help(
                "what balls do",
                "All balls see the same minibatches, so that what differs is the optimiser. A batch of all samples takes"
                        + " the noise away. η is the learning rate: steps are of weights, so that a plane whose"
                        + " directions are long wants a larger one. The loss is that of the last minibatch.\n\nOff the"
                        + " plane: the share of a ball's distance from the plane's origin that lies outside of the"
                        + " plane; the surface below it then is not its loss.",
                "Li et al. 2018, arXiv:1712.09913, section 7, on paths in random planes");
        return new TitleRow(new Heading("Balls on the landscape"), help);
    }

    private HBox row(DroppedOptimizer ball) {
        Circle swatch = new Circle(5, FxPen.color(new Rgb(ball.argb())));
        swatch.setStroke(FxPen.color(new Rgb(ball.argb()).rim()));
        CheckBox box = new CheckBox(ball.title());
        box.setId(ball.id());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setSelected(model.balls().contains(ball));
        box.selectedProperty().addListener((property, was, is) -> {
            if (is) {
                model.balls().add(ball);
            } else {
                model.balls().remove(ball);
            }
        });
        HBox.setHgrow(box, Priority.ALWAYS);
        Label eta = new Label("η");
        DecimalField rate = new DecimalField(
                ball.id() + "-rate", model.rate(ball), v -> v > 0 && v < 1e6, "Above 0 and below 1,000,000");
        rate.setMinWidth(RATE_WIDTH);
        rate.setPrefWidth(RATE_WIDTH);
        eta.setLabelFor(rate);
        HBox row = new HBox(6, swatch, box, eta, rate);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Label reading(DroppedOptimizer ball) {
        Label reading = new Label();
        reading.setId(ball.id() + "-reading");
        reading.getStyleClass().add("hint");
        readings.put(ball, reading);
        return reading;
    }

    private HBox buttons() {
        Button stop = new Button("Stop");
        stop.setId("stop-balls");
        stop.setOnAction(event -> model.stop());
        stop.disableProperty().bind(model.runningProperty().not());
        Button clear = new Button("Take away");
        clear.setId("clear-balls");
        clear.setOnAction(event -> model.clear());
        clear.disableProperty().bind(model.seenProperty().map(List::isEmpty));
        for (Button button : List.of(stop, clear)) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        return new HBox(6, stop, clear);
    }

    /** Returns a ball's end as θ₀. */
    private MenuButton use(Consumer<Weights> use) {
        MenuButton button = new MenuButton("Use a ball's weights as θ₀");
        button.setId("ball-use");
        button.setMaxWidth(Double.MAX_VALUE);
        for (DroppedOptimizer ball : DroppedOptimizer.values()) {
            MenuItem item = new MenuItem(ball.title());
            item.setId(ball.id() + "-use");
            item.setOnAction(event -> model.weights(ball).ifPresent(use));
            item.visibleProperty()
                    .bind(model.seenProperty().map(seen -> seen.stream().anyMatch(each -> each.ball() == ball)));
            button.getItems().add(item);
        }
        model.seenProperty().addListener((property, old, now) -> Shown.set(button, !now.isEmpty()));
        Shown.set(button, false);
        return button;
    }

    private void show(List<OptimizerTrajectoryModel.Seen> balls) {
        readings.values().forEach(reading -> Shown.set(reading, false));
        for (OptimizerTrajectoryModel.Seen ball : balls) {
            Label reading = readings.get(ball.ball());
            reading.setText(text(ball));
            Shown.set(reading, true);
        }
        plot.show(balls.stream().map(OptimizerTrajectoryView::curve).toList());
        Shown.set(plot, balls.stream().anyMatch(ball -> ball.losses().size() > 1));
    }

    private static LinesPlot.Curve curve(OptimizerTrajectoryModel.Seen ball) {
        double[] loss = ball.losses().stream().mapToDouble(Double::doubleValue).toArray();
        double[] step = IntStream.range(0, loss.length).asDoubleStream().toArray();
        return LinesPlot.Curve.colored(step, loss, ball.ball().argb());
    }

    private static String text(OptimizerTrajectoryModel.Seen ball) {
        int steps = ball.losses().size();
        if (steps == 0) {
            return "step 0";
        }
        PlaneCoordinates place = ball.places().get(steps);
        String text = String.format(
                Locale.ROOT, "step %d: loss %.4g", steps, ball.losses().get(steps - 1));
        return place.residual() == 0
                ? text
                : text + String.format(Locale.ROOT, ", %.0f %% off the plane", 100 * place.residual());
    }
}
