package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Overlay;
import io.orograph.study.Experiment;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.task.LatestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Balls dropped on the landscape: where a person clicks, the chosen optimisers start from the weights there, and their
 * paths grow on both views. They can go on, step by step too, until another plane is shown.
 */
public final class OptimizerTrajectoryModel {

    private static final Duration FRAME = Duration.millis(40);

    /** Rolling takes at least three seconds, however fast the steps are: else nobody could follow. */
    private static final int FEWEST_FRAMES = 75;

    /**
     * The size of the ball that is drawn first; each that follows is smaller, so that balls at one place are all seen.
     */
    private static final double LARGEST = 1.5;

    private static final double SHRINKING = 0.2;
    private static final double SMALLEST = 0.5;

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final DisplaySettings display;
    private final TrainingChoices choices;
    private final LatestTask<OptimizerTrajectories> rolling;
    private final BooleanProperty dropping = new SimpleBooleanProperty(this, "dropping");
    private final BooleanProperty inPlane = new SimpleBooleanProperty(this, "inPlane", true);
    private final IntegerProperty steps = new SimpleIntegerProperty(this, "steps", 150);
    private final BooleanProperty fullLosses = new SimpleBooleanProperty(this, "fullLosses");
    private final BooleanProperty showingPasses = new SimpleBooleanProperty(this, "showingPasses");
    private final ObservableList<BallChoice> balls = FXCollections.observableArrayList();
    private final StringProperty obstacle = new SimpleStringProperty(this, "obstacle", "");
    private final ReadOnlyObjectWrapper<List<SeenBall>> seen = new ReadOnlyObjectWrapper<>(this, "seen", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final Timeline frames = new Timeline(new KeyFrame(FRAME, event -> advance()));
    private OptimizerTrajectories current;
    private OptimizerTrajectories.Ground ground;

    /** Whether the losses of the balls that roll are those on all samples. */
    private boolean full;

    /** Running statistics that the balls' losses are with: those of the plane they were dropped on, else of θ₀. */
    private double[] statistics = {};

    private int shownSteps;
    private int stepsPerFrame;
    private List<BallChoice> dropped = List.of();

    /**
     * Makes the model of the balls.
     *
     * @param choices whose batch and seed hold for balls too
     */
    public OptimizerTrajectoryModel(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            DisplaySettings display,
            TrainingChoices choices,
            BackgroundWork work) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.display = display;
        this.choices = choices;
        this.rolling = new LatestTask<>(
                work.executor(), run -> {}, cause -> work.problems().report("The balls cannot be dropped", cause));
        for (DroppedOptimizer kind : DroppedOptimizer.values()) {
            BallChoice ball = new BallChoice(kind, 1, kind.argb(), choices.batchProperty());
            ball.chosenProperty().set(kind != DroppedOptimizer.RMSPROP);
            balls.add(ball);
        }
        showingPasses.addListener((property, was, is) -> draw());
        frames.setCycleCount(Animation.INDEFINITE);
        running.addListener((property, was, is) -> {
            if (is) {
                frames.play();
            } else {
                frames.stop();
                draw();
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
        dropped = balls.stream().filter(ball -> ball.chosenProperty().get()).toList();
        if (subject == null
                || plane == null
                || dropped.isEmpty()
                || !obstacle.get().isEmpty()) {
            return;
        }
        current = new OptimizerTrajectories(
                plane.of(subject.layout()),
                new PlaneCoordinates(at.alpha(), at.beta(), 0),
                dropped.stream().map(BallChoice::ball).toList(),
                new OptimizerTrajectories.Sampling(
                        subject.data().samples(), choices.seedProperty().get()),
                inPlane.get());
        ground = new OptimizerTrajectories.Ground(
                subject.loss().holding(plane.origin()),
                subject.data(),
                subject.objective().precision());
        full = fullLosses.get();
        Weights origin = Weights.of(
                "", subject.weights().source(), plane.origin(), subject.layout().size());
        statistics = (origin.hasStatistics() ? origin : subject.weights()).statistics();
        shownSteps = 0;
        roll(steps.get());
    }

    /** Lets the balls that are shown take as many steps more, as if they had not stopped. */
    public void goOn() {
        if (current != null && !rolling.runningProperty().get()) {
            roll(steps.get());
        }
    }

    /** Lets the balls that are shown take one step more. */
    public void stepOnce() {
        if (current == null || running.get()) {
            return;
        }
        if (shownSteps < current.steps()) {
            // They were stopped while they were seen less far than they had come.
            shownSteps++;
            draw();
        } else {
            roll(1);
        }
    }

    private void roll(int count) {
        OptimizerTrajectories run = current;
        OptimizerTrajectories.Ground on = ground;
        boolean all = full;
        stepsPerFrame = (count + FEWEST_FRAMES - 1) / FEWEST_FRAMES;
        rolling.start((cancel, progress) -> {
            run.run(on, count, all, cancel);
            return run;
        });
        running.set(true);
        draw();
    }

    /** Lists another ball of the same optimiser, with the same numbers to begin with, and returns it. */
    BallChoice another(BallChoice like) {
        int number = balls.stream()
                        .filter(ball -> ball.kind() == like.kind())
                        .mapToInt(BallChoice::number)
                        .max()
                        .orElse(0)
                + 1;
        BallChoice further =
                new BallChoice(like.kind(), number, BallChoice.furtherColor(balls), choices.batchProperty()).like(like);
        balls.add(balls.indexOf(like) + 1, further);
        return further;
    }

    /** Takes a further ball of an optimiser out of the list. */
    void remove(BallChoice ball) {
        if (ball.number() > 1) {
            balls.remove(ball);
        }
    }

    /** Returns the weights where a ball is seen; empty if it was not dropped. */
    Optional<Weights> weights(BallChoice ball) {
        int index = dropped.indexOf(ball);
        Experiment subject = experiment.getValue();
        if (current == null || index < 0 || subject == null) {
            return Optional.empty();
        }
        OptimizerTrajectories.Point at =
                current.point(index, seen.get().get(index).losses().size());
        return Optional.of(new Weights(
                "ball of " + ball.title() + ", step " + at.step(),
                new WeightsSource.Training(ball.kind().settings().title(), at.step()),
                at.theta(),
                statistics));
    }

    /** Takes the balls away. */
    public void clear() {
        current = null;
        stop();
        draw();
    }

    /**
     * Stops the balls where they are seen; those that leave the plane where they have got to, since their weights on the
     * way there are not kept.
     */
    public void stop() {
        rolling.drop();
        running.set(false);
        if (current != null && !current.staysInPlane()) {
            shownSteps = current.steps();
            draw();
        }
    }

    private void advance() {
        boolean computed = !rolling.runningProperty().get();
        int most = current.steps();
        shownSteps = Math.min(most, shownSteps + stepsPerFrame);
        draw();
        if (computed && shownSteps == most) {
            running.set(false);
        }
    }

    private void draw() {
        if (current == null) {
            seen.set(List.of());
            display.overlays().put(this, Overlay.NONE);
            return;
        }
        List<OptimizerTrajectories.Trajectory> trajectories = current.trajectories();
        List<SeenBall> now = new ArrayList<>();
        Overlay overlay = Overlay.NONE;
        Overlay passes = Overlay.NONE;
        for (int k = 0; k < trajectories.size(); k++) {
            SeenBall ball = SeenBall.of(dropped.get(k), current.balls().get(k), trajectories.get(k), shownSteps, full);
            double scale = Math.max(SMALLEST, LARGEST - k * SHRINKING);
            now.add(ball);
            overlay = overlay.with(new Overlay(List.of(ball.line(scale)), List.of(ball.mark(scale))));
            passes = passes.with(ball.passes(scale));
        }
        seen.set(List.copyOf(now));
        boolean rests = !running.get() && showingPasses.get();
        display.overlays().put(this, rests ? overlay.with(passes) : overlay);
    }

    /** Tells whether a click on the landscape drops balls. */
    public BooleanProperty droppingProperty() {
        return dropping;
    }

    /** Tells whether each step is projected back onto the plane. */
    public BooleanProperty inPlaneProperty() {
        return inPlane;
    }

    public IntegerProperty stepsProperty() {
        return steps;
    }

    /** Tells whether the losses of balls are taken on all samples, from the next drop on. */
    public BooleanProperty fullLossesProperty() {
        return fullLosses;
    }

    /** Tells whether the passes of SAM's last step are drawn where balls rest. */
    public BooleanProperty showingPassesProperty() {
        return showingPasses;
    }

    /** Tells whether the losses that are shown are those on all samples. */
    boolean showsFullLosses() {
        return full;
    }

    /** Chooses which balls are dropped from then on, each with its numbers; optimisers that no ball is of are left out. */
    public void choose(List<OptimizerTrajectories.Ball> wanted) {
        balls.removeIf(ball -> ball.number() > 1);
        balls.forEach(ball -> ball.chosenProperty().set(false));
        for (OptimizerTrajectories.Ball ball : wanted) {
            balls.stream()
                    .filter(choice -> choice.kind().isOf(ball.settings()))
                    .reduce((first, last) -> last)
                    .map(last -> last.chosenProperty().get() ? another(last) : last)
                    .ifPresent(choice -> choice.take(ball));
        }
    }

    /** Returns the balls that are shown and how far they have come, which may be further than is seen; empty for none. */
    public Optional<OptimizerTrajectories> dropped() {
        return Optional.ofNullable(current);
    }

    /** Returns why no balls can be dropped, as a sentence of a field; empty while they can. */
    public StringProperty obstacleProperty() {
        return obstacle;
    }

    /** Returns the balls to choose from. */
    ObservableList<BallChoice> balls() {
        return balls;
    }

    /** Returns the balls that are shown, ordered as the optimisers are. */
    ReadOnlyObjectProperty<List<SeenBall>> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Tells whether balls roll on the screen; their steps may be computed before. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
