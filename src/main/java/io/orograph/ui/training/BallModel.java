package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.figure.Overlay;
import io.orograph.figure.OverlaySymbol;
import io.orograph.plane.Plane;
import io.orograph.plane.Projection;
import io.orograph.training.Ascent;
import io.orograph.training.BallRun;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.task.LatestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Balls dropped on the landscape: where a person clicks, up to five optimisers start from the weights there, and their
 * paths grow on both views. They go when another plane is shown.
 */
public final class BallModel {

    /** The optimisers to choose from, each with a colour of its own. */
    enum Ball {
        SGD(OptimizerSettings.of(BaseOptimizer.SGD, 0.05), 0xff4d8dff),
        MOMENTUM(OptimizerSettings.of(BaseOptimizer.MOMENTUM, 0.05), 0xffff7a1a),
        ADAM(OptimizerSettings.of(BaseOptimizer.ADAM, 0.01), 0xffff4fc3),
        RMSPROP(OptimizerSettings.of(BaseOptimizer.RMSPROP, 0.01), 0xff7fe3ff),
        SAM(OptimizerSettings.of(BaseOptimizer.SGD, 0.05).with(Ascent.SAM, 0.05), 0xff101418);

        private final OptimizerSettings settings;
        private final int argb;

        Ball(OptimizerSettings settings, int argb) {
            this.settings = settings;
            this.argb = argb;
        }

        OptimizerSettings settings() {
            return settings;
        }

        String title() {
            return settings.title() + ", η = " + settings.learningRate();
        }
    }

    private static final Duration POLL = Duration.millis(80);

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final DisplaySettings display;
    private final TrainingChoices choices;
    private final LatestTask<BallRun> rolling;
    private final BooleanProperty dropping = new SimpleBooleanProperty(this, "dropping");
    private final BooleanProperty inPlane = new SimpleBooleanProperty(this, "inPlane", true);
    private final IntegerProperty steps = new SimpleIntegerProperty(this, "steps", 150);
    private final ObservableSet<Ball> balls = FXCollections.observableSet(Ball.SGD, Ball.MOMENTUM, Ball.ADAM, Ball.SAM);
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> draw()));
    private BallRun current;
    private List<Ball> dropped = List.of();

    /**
     * @param choices whose batch and seed hold for balls too
     */
    public BallModel(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            DisplaySettings display,
            TrainingChoices choices,
            Executor background,
            Problems problems) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.display = display;
        this.choices = choices;
        this.rolling = new LatestTask<>(
                background, run -> draw(), cause -> problems.report("The balls cannot be dropped", cause));
        poll.setCycleCount(Animation.INDEFINITE);
        rolling.runningProperty().addListener((property, was, is) -> {
            if (is) {
                poll.play();
            } else {
                poll.stop();
            }
        });
        evaluation.shownPlaneProperty().addListener((property, old, now) -> {
            if (old != now) {
                clear();
            }
        });
        experiment.addListener((property, old, now) -> clear());
    }

    /** Makes a click on a view drop balls while {@link #droppingProperty} holds, or with Ctrl (Cmd) held down. */
    public void listenTo(Node view) {
        view.addEventFilter(MouseEvent.MOUSE_CLICKED, event -> {
            boolean wanted = dropping.get() || event.isShortcutDown();
            Crosshair at = display.crosshairProperty().get();
            if (wanted && event.getButton() == MouseButton.PRIMARY && event.isStillSincePress() && at != null) {
                drop(at);
                event.consume();
            }
        });
    }

    /** Drops a ball of each chosen optimiser; those that roll are taken away. */
    public void drop(Crosshair at) {
        Experiment subject = experiment.getValue();
        Plane plane = evaluation.shownPlaneProperty().get();
        clear();
        if (subject == null || plane == null || balls.isEmpty()) {
            return;
        }
        dropped = balls.stream().sorted().toList();
        BallRun run = new BallRun(
                plane.of(subject.layout()),
                at.alpha(),
                at.beta(),
                dropped.stream().map(Ball::settings).toList(),
                inPlane.get());
        current = run;
        int batch = choices.batchProperty().get();
        int count = steps.get();
        long seed = choices.seedProperty().get();
        rolling.start((cancel, progress) -> {
            run.run(
                    subject.loss().holding(plane.origin()),
                    subject.data(),
                    subject.objective().precision(),
                    batch,
                    count,
                    seed,
                    cancel);
            return run;
        });
        draw();
    }

    /** Takes the balls away. */
    public void clear() {
        rolling.drop();
        current = null;
        draw();
    }

    private void draw() {
        if (current == null) {
            display.overlays().put(this, Overlay.NONE);
            return;
        }
        List<List<Projection>> paths = current.paths();
        List<Overlay.Line> lines = new ArrayList<>();
        List<Overlay.Mark> marks = new ArrayList<>();
        for (int k = 0; k < paths.size(); k++) {
            List<Projection> path = paths.get(k);
            Ball ball = dropped.get(k);
            lines.add(new Overlay.Line(
                    ball.title(),
                    ball.argb,
                    path.stream().mapToDouble(Projection::alpha).toArray(),
                    path.stream().mapToDouble(Projection::beta).toArray(),
                    path.stream().mapToDouble(Projection::residual).toArray()));
            Projection last = path.get(path.size() - 1);
            marks.add(new Overlay.Mark("", ball.argb, OverlaySymbol.DOT, last.alpha(), last.beta()));
        }
        display.overlays().put(this, new Overlay(lines, marks));
    }

    /** Whether a click on the landscape drops balls. */
    public BooleanProperty droppingProperty() {
        return dropping;
    }

    /** Whether each step is projected back onto the plane. */
    public BooleanProperty inPlaneProperty() {
        return inPlane;
    }

    public IntegerProperty stepsProperty() {
        return steps;
    }

    /** The optimisers that are chosen. */
    ObservableSet<Ball> balls() {
        return balls;
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return rolling.runningProperty();
    }
}
