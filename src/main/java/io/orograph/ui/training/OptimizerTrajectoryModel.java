package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.Ticks;
import io.orograph.study.Experiment;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.task.LatestTask;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
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
public final class OptimizerTrajectoryModel {

    /**
     * A ball as far as it is shown.
     *
     * @param title of its optimiser
     * @param places where it was after each step; the first is the start
     * @param losses on the minibatches of the steps, from the start on
     */
    record Seen(DroppedOptimizer ball, String title, List<PlaneCoordinates> places, List<Double> losses) {

        static Seen of(
                DroppedOptimizer ball,
                OptimizerSettings settings,
                OptimizerTrajectories.Trajectory trajectory,
                int steps) {
            int shown = Math.min(steps, trajectory.losses().size());
            return new Seen(
                    ball,
                    settings.title() + ", η = " + Ticks.number(settings.learningRate(), 4),
                    trajectory.places().subList(0, shown + 1),
                    trajectory.losses().subList(0, shown));
        }
    }

    private static final Duration FRAME = Duration.millis(40);

    /** Rolling takes at least three seconds, however fast the steps are: else nobody could follow. */
    private static final int FEWEST_FRAMES = 75;

    private static final int MOST_DRAWN = 500;

    /**
     * The size of the ball that is drawn first; each that follows is smaller, so that balls at one place are all seen.
     */
    private static final double LARGEST = 1.5;

    private static final double SHRINKING = 0.2;

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final DisplaySettings display;
    private final TrainingChoices choices;
    private final LatestTask<OptimizerTrajectories> rolling;
    private final BooleanProperty dropping = new SimpleBooleanProperty(this, "dropping");
    private final BooleanProperty inPlane = new SimpleBooleanProperty(this, "inPlane", true);
    private final IntegerProperty steps = new SimpleIntegerProperty(this, "steps", 150);
    private final ObservableSet<DroppedOptimizer> balls = FXCollections.observableSet(
            DroppedOptimizer.SGD, DroppedOptimizer.MOMENTUM, DroppedOptimizer.ADAM, DroppedOptimizer.SAM);
    private final Map<DroppedOptimizer, DoubleProperty> rates = new EnumMap<>(DroppedOptimizer.class);
    private final ReadOnlyObjectWrapper<List<Seen>> seen = new ReadOnlyObjectWrapper<>(this, "seen", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final Timeline frames = new Timeline(new KeyFrame(FRAME, event -> advance()));
    private OptimizerTrajectories current;

    /** Running statistics that the balls' losses are with: those of the plane they were dropped on, else of θ₀. */
    private double[] statistics = {};

    private int shownSteps;
    private int stepsPerFrame;
    private List<DroppedOptimizer> dropped = List.of();

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
        for (DroppedOptimizer ball : DroppedOptimizer.values()) {
            rates.put(
                    ball, new SimpleDoubleProperty(this, "rate", ball.settings().learningRate()));
        }
        frames.setCycleCount(Animation.INDEFINITE);
        running.addListener((property, was, is) -> {
            if (is) {
                frames.play();
            } else {
                frames.stop();
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
        OptimizerTrajectories run = new OptimizerTrajectories(
                plane.of(subject.layout()),
                at.alpha(),
                at.beta(),
                dropped.stream()
                        .map(ball ->
                                ball.settings().withLearningRate(rates.get(ball).get()))
                        .toList(),
                inPlane.get());
        current = run;
        Weights origin = Weights.of(
                "", subject.weights().source(), plane.origin(), subject.layout().size());
        statistics = (origin.hasStatistics() ? origin : subject.weights()).statistics();
        int batch = choices.batchProperty().get();
        int count = steps.get();
        shownSteps = 0;
        stepsPerFrame = (count + FEWEST_FRAMES - 1) / FEWEST_FRAMES;
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
        running.set(true);
        draw();
    }

    /** Returns the weights where a ball is seen; empty if it was not dropped. */
    Optional<Weights> weights(DroppedOptimizer ball) {
        int index = dropped.indexOf(ball);
        Experiment subject = experiment.getValue();
        if (current == null || index < 0 || subject == null) {
            return Optional.empty();
        }
        OptimizerTrajectories.Point at =
                current.point(index, seen.get().get(index).losses().size());
        return Optional.of(new Weights(
                "ball of " + ball.title() + ", step " + at.step(),
                new WeightsSource.Training(ball.settings().title(), at.step()),
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
            shownSteps = computedSteps();
            draw();
        }
    }

    private int computedSteps() {
        return current.trajectories().stream()
                .mapToInt(trajectory -> trajectory.losses().size())
                .max()
                .orElse(0);
    }

    private void advance() {
        boolean computed = !rolling.runningProperty().get();
        int most = computedSteps();
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
        List<Seen> now = new ArrayList<>();
        List<Overlay.Line> lines = new ArrayList<>();
        List<Overlay.Mark> marks = new ArrayList<>();
        for (int k = 0; k < trajectories.size(); k++) {
            Seen ball = Seen.of(dropped.get(k), current.optimizers().get(k), trajectories.get(k), shownSteps);
            double scale = LARGEST - k * SHRINKING;
            now.add(ball);
            lines.add(line(ball, scale));
            PlaneCoordinates last = ball.places().get(ball.places().size() - 1);
            marks.add(new Overlay.Mark("", ball.ball().argb(), OverlaySymbol.DOT, last.alpha(), last.beta(), scale));
        }
        seen.set(List.copyOf(now));
        display.overlays().put(this, new Overlay(lines, marks));
    }

    private static Overlay.Line line(Seen ball, double scale) {
        List<PlaneCoordinates> drawn = thinned(ball.places());
        return new Overlay.Line(
                ball.title(),
                ball.ball().argb(),
                drawn.stream().mapToDouble(PlaneCoordinates::alpha).toArray(),
                drawn.stream().mapToDouble(PlaneCoordinates::beta).toArray(),
                drawn.stream().mapToDouble(PlaneCoordinates::residual).toArray(),
                scale);
    }

    /**
     * Returns evenly chosen places, the first and the last among them: more would be drawn over each other, and take
     * long.
     */
    private static List<PlaneCoordinates> thinned(List<PlaneCoordinates> places) {
        int last = places.size() - 1;
        if (last <= MOST_DRAWN) {
            return places;
        }
        return IntStream.rangeClosed(0, MOST_DRAWN)
                .mapToObj(i -> places.get((int) ((long) i * last / MOST_DRAWN)))
                .toList();
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

    /** Returns the optimisers that are chosen. */
    ObservableSet<DroppedOptimizer> balls() {
        return balls;
    }

    /** Returns η of an optimiser, for the next drop. */
    DoubleProperty rate(DroppedOptimizer ball) {
        return rates.get(ball);
    }

    /** Returns the balls that are shown, ordered as the optimisers are. */
    ReadOnlyObjectProperty<List<Seen>> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Tells whether balls roll on the screen; their steps may be computed before. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
