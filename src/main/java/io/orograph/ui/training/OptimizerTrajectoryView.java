package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.plot.LinesPlot;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Refusing;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.TitleRow;
import io.orograph.ui.form.WholeNumberSpinner;
import io.orograph.ui.form.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The controls of the balls: which optimisers start where a person clicks on the landscape, how far they go, and how
 * their losses go.
 */
final class OptimizerTrajectoryView extends VBox {

    private final OptimizerTrajectoryModel model;

    /** Whether the balls take one step: the button gets the focus back, which went on to one that takes them away. */
    private boolean stepping;

    private final VBox rows = new VBox(6);
    private final MenuButton use = new MenuButton("Use a ball's weights as θ₀");
    private final Consumer<Weights> useWeights;
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
        this.useWeights = use;
        this.plot = new CurvePlot("ball-losses", new CurvePlot.Words("Losses of the balls", "step", "loss"), dark);
        getStyleClass().add("pane-content");
        ToggleButton drop = new ToggleButton("Drop a ball");
        drop.setId("drop-ball");
        drop.setMaxWidth(Double.MAX_VALUE);
        drop.selectedProperty().bindBidirectional(model.droppingProperty());
        drop.disableProperty().bind(model.obstacleProperty().isNotEmpty());
        Hint hint = new Hint("While this is on, a click on the surface or the heatmap starts these optimisers from the"
                + " weights there; a click with Ctrl does so at any time. Seed, and the batch unless a ball has its own,"
                + " are those above.");
        WrappedText refused = new WrappedText("balls-refused", "problem");
        refused.follow(model.obstacleProperty());
        this.use.setId("ball-use");
        this.use.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(head(), drop, hint, rows, steps(), switches(), refused, buttons(), this.use, plot);
        model.seenProperty().addListener((property, old, now) -> show(now));
        model.balls().addListener((InvalidationListener) observed -> lay());
        lay();
    }

    private Field steps() {
        WholeNumberSpinner steps = new WholeNumberSpinner("ball-steps");
        steps.setRange(1, 10_000, model.stepsProperty().get(), 50);
        steps.valueProperty()
                .addListener((property, old, now) -> model.stepsProperty().set(now));
        return new Field("Steps", steps);
    }

    private VBox switches() {
        Switch inPlane = new Switch("ball-in-plane", "Keep to the plane");
        inPlane.setTooltip(new Tooltip("On: each step is projected onto the plane, so that balls roll on what is seen."
                + " Off: they move in all of weight space, and their lines grow thin as they leave the plane."));
        inPlane.selectedProperty().bindBidirectional(model.inPlaneProperty());
        Switch full = new Switch("ball-full-loss", "Loss of all samples");
        full.setTooltip(new Tooltip("For the balls that are dropped next, instead of the loss of each minibatch;"
                + " each step takes longer"));
        full.selectedProperty().bindBidirectional(model.fullLossesProperty());
        Switch passes = new Switch("ball-passes", "Draw SAM's two passes");
        passes.setTooltip(new Tooltip("Where a SAM ball rests: from θ up to θ + ε, where it takes its gradient; back to"
                + " θ, and the step down from there. Grey: where SGD would have stepped, by the gradient at θ"));
        passes.selectedProperty().bindBidirectional(model.showingPassesProperty());
        return new VBox(6, inPlane, full, passes);
    }

    /** Lays out a row for each ball. */
    private void lay() {
        List<BallRow> all = new ArrayList<>();
        List<Refusing> fields = new ArrayList<>();
        use.getItems().clear();
        for (BallChoice ball : model.balls()) {
            BallRow row = rows.getChildren().stream()
                    .map(BallRow.class::cast)
                    .filter(made -> made.ball() == ball)
                    .findFirst()
                    .orElseGet(() -> new BallRow(ball, model::another, model::remove));
            all.add(row);
            fields.addAll(row.fields());
            use.getItems().add(item(ball));
        }
        rows.getChildren().setAll(all);
        model.obstacleProperty().bind(Refusing.first(fields));
        show(model.seenProperty().get());
    }

    private MenuItem item(BallChoice ball) {
        MenuItem item = new MenuItem(ball.title());
        item.setId(ball.id() + "-use");
        item.setOnAction(event -> model.weights(ball).ifPresent(useWeights));
        item.visibleProperty()
                .bind(model.seenProperty().map(seen -> seen.stream().anyMatch(each -> each.ball() == ball)));
        return item;
    }

    private static TitleRow head() {
        Help help = new Help(
                "what balls do",
                "Balls with batches of one size see the same minibatches, so that what differs is the optimiser. A batch of all samples takes"
                        + " the noise away. η is the learning rate: steps are of weights, so that a plane whose"
                        + " directions are long wants a larger one. The loss is that of the last minibatch, or of all samples.\n\nOff the"
                        + " plane: the share of a ball's distance from the plane's origin that lies outside of the"
                        + " plane; the surface below it then is not its loss.",
                "Li et al. 2018, arXiv:1712.09913, section 7, on paths in random planes");
        return new TitleRow(new Heading("Balls on the landscape"), help);
    }

    private VBox buttons() {
        Button stop = button("stop-balls", "Stop", model::stop);
        stop.disableProperty().bind(model.runningProperty().not());
        Button clear = button("clear-balls", "Take away", model::clear);
        clear.disableProperty().bind(model.seenProperty().map(List::isEmpty));
        Button on = button("balls-go-on", "Go on", model::goOn);
        on.setTooltip(new Tooltip("As many steps more, as if the balls had not stopped"));
        Button step = button("balls-step", "One step", () -> {
            model.stepOnce();
            stepping = model.runningProperty().get();
        });
        step.disabledProperty().addListener((property, was, is) -> {
            if (!is && stepping) {
                stepping = false;
                step.requestFocus();
            }
        });
        for (Button button : List.of(on, step)) {
            button.disableProperty()
                    .bind(Bindings.createBooleanBinding(
                            () -> model.seenProperty().get().isEmpty()
                                    || model.runningProperty().get(),
                            model.seenProperty(),
                            model.runningProperty()));
        }
        return new VBox(6, new HBox(6, on, step), new HBox(6, stop, clear));
    }

    private static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void show(List<SeenBall> balls) {
        for (Node node : rows.getChildren()) {
            BallRow row = (BallRow) node;
            row.read(balls.stream()
                    .filter(seen -> seen.ball() == row.ball())
                    .findFirst()
                    .orElse(null));
        }
        Shown.set(use, !balls.isEmpty());
        plot.show(
                balls.stream().map(OptimizerTrajectoryView::curve).toList(),
                model.showsFullLosses() ? "step; loss of all samples" : "step; loss of each minibatch");
        Shown.set(plot, balls.stream().anyMatch(ball -> ball.losses().size() > 1));
    }

    private static LinesPlot.Curve curve(SeenBall ball) {
        double[] loss = ball.losses().stream().mapToDouble(Double::doubleValue).toArray();
        double[] step = IntStream.range(0, loss.length).asDoubleStream().toArray();
        return LinesPlot.Curve.colored(step, loss, ball.argb());
    }
}
