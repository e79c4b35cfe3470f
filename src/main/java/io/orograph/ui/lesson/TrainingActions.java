package io.orograph.ui.lesson;

import io.orograph.choice.Named;
import io.orograph.lesson.Arguments;
import io.orograph.network.Weights;
import io.orograph.study.Experiment;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunState;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.training.OptimizerTrajectoryModel;
import io.orograph.ui.training.TrainingChoices;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Trains, rolls balls, and joins what was trained. */
final class TrainingActions {

    private static final String STEPS = "steps";

    private final LessonModels models;
    private final LessonState state;
    private final WindowFindings found;

    TrainingActions(LessonModels models, LessonState state, WindowFindings found) {
        this.models = models;
        this.state = state;
        this.found = found;
    }

    private int samples() {
        Experiment open = models.workspace().experimentProperty().get();
        return open == null ? 1 : open.data().samples();
    }

    private int batch(Arguments with) {
        return with.whole("batch") == 0 ? samples() : with.whole("batch");
    }

    /** Trains, with what is measured on the way, and waits for the picture of its path. */
    Awaited train(Arguments with) {
        TrainingChoices choices = models.training().choices();
        choices.baseProperty().set(base(with.text("optimizer")));
        choices.ascentProperty().set(ascent(with.text("ascent")));
        choices.scheduleProperty().set(LearningRateSchedule.Shape.CONSTANT);
        choices.learningRateProperty().set(with.number("rate"));
        choices.radiusProperty().set(with.number("radius"));
        choices.weightDecayProperty().set(with.number("weight-decay"));
        choices.batchProperty().set(batch(with));
        choices.epochsProperty().set(with.whole("epochs"));
        choices.recordEveryProperty().set(with.whole("record-every"));
        choices.validationProperty().set(with.number("validation"));
        choices.seedProperty().set(with.whole("seed"));
        choices.freshProperty().set(with.flag("fresh"));
        choices.sharpnessProperty().set(with.flag("sharpness"));
        choices.batchStatisticsProperty().set(true);
        Set<String> before = models.runs().all().stream().map(Run::id).collect(Collectors.toSet());
        models.training().startWaiting(with.whole("sharpness-every"));
        return new Awaited(
                        () -> !models.training().runningProperty().get()
                                && !models.training().isMeasuring()
                                && !models.path().runningProperty().get()
                                && !models.evaluation().runningProperty().get(),
                        () -> trained(with.text("name"), before))
                .settled();
    }

    private String trained(String name, Set<String> before) {
        Optional<Run> run = models.runs().all().stream()
                .filter(each -> !before.contains(each.id()))
                .findFirst();
        if (run.isEmpty() || run.get().state() == RunState.STOPPED) {
            return "The training \"" + name + "\" did not end as it should";
        }
        state.runs().put(name, run.get().id());
        return "";
    }

    private static BaseOptimizer base(String label) {
        return Named.find(BaseOptimizer.all(), label).orElseThrow();
    }

    private static Ascent ascent(String label) {
        return Named.find(Ascent.class, label).orElseThrow();
    }

    /** Takes a ball, which is dropped with the others that were. */
    Awaited ball(Arguments with) {
        boolean sam = with.text("optimizer").equals(Ascent.SAM.label());
        BaseOptimizer base = sam ? BaseOptimizer.SGD : base(with.text("optimizer"));
        OptimizerSettings plain =
                new OptimizerSettings(base, Ascent.NONE, with.number("rate"), with.number("momentum"), 0, 0);
        state.take(new OptimizerTrajectories.Ball(
                sam ? plain.with(Ascent.SAM, with.number("radius")) : plain, batch(with)));
        return Awaited.NOTHING;
    }

    /** Drops the balls that were taken. */
    Awaited drop(Arguments with) {
        OptimizerTrajectoryModel balls = models.balls();
        balls.choose(state.balls());
        balls.inPlaneProperty().set(with.flag("in-plane"));
        balls.showingPassesProperty().set(with.flag("passes"));
        balls.fullLossesProperty().set(true);
        balls.stepsProperty().set(with.whole(STEPS));
        models.training().choices().seedProperty().set(with.whole("seed"));
        balls.drop(new Crosshair(with.number("alpha"), with.number("beta")));
        return rolling();
    }

    /** Lets the balls go on. */
    Awaited roll(Arguments with) {
        models.balls().stepsProperty().set(with.whole(STEPS));
        models.balls().goOn();
        return rolling();
    }

    private Awaited rolling() {
        OptimizerTrajectoryModel balls = models.balls();
        return new Awaited(
                () -> !balls.runningProperty().get(),
                () -> balls.dropped().isPresent()
                        ? ""
                        : "No ball was dropped"
                                + (balls.obstacleProperty().get().isEmpty() ? "" : ": ")
                                + balls.obstacleProperty().get());
    }

    /** Trains a curve between two trainings, and waits for its picture. */
    Awaited connect(Arguments with) {
        Experiment open = models.workspace().experimentProperty().get();
        Optional<Weights> from = end(with.text("from"), open);
        Optional<Weights> to = end(with.text("to"), open);
        if (from.isEmpty() || to.isEmpty()) {
            return OpeningActions.failed("The weights of both trainings are needed, and are not there any more");
        }
        TrainingChoices choices = models.training().choices();
        choices.baseProperty().set(BaseOptimizer.MOMENTUM);
        choices.ascentProperty().set(Ascent.NONE);
        choices.learningRateProperty().set(with.number("rate"));
        choices.weightDecayProperty().set(0);
        choices.batchProperty().set(batch(with));
        choices.epochsProperty().set(with.whole("epochs"));
        models.connectivity().test(null);
        // From here on the one or the other goes on until the curve is there, even where each is over between two
        // looks.
        models.connectivity().between(List.of(from.get(), to.get()));
        return new Awaited(
                () -> !isConnecting(),
                () -> found.connection().isPresent() ? "" : "The curve between the trainings was not found");
    }

    private boolean isConnecting() {
        return models.connectivity().runningProperty().get()
                || models.evaluation().runningProperty().get()
                || !models.workspace().activityProperty().get().isEmpty();
    }

    private Optional<Weights> end(String name, Experiment open) {
        return found.run(name).filter(run -> open != null && run.fits(open)).flatMap(Run::weights);
    }
}
