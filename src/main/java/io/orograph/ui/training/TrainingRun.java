package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.network.ParameterLayout;
import io.orograph.objective.Objective;
import io.orograph.plane.WeightSeries;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.Holdout;
import io.orograph.training.Training;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingState;
import io.orograph.training.Trajectory;
import java.io.IOException;
import java.util.List;

/** One training, on the background thread but for its trajectory, which is read from everywhere. */
final class TrainingRun implements TrainingRecorder {

    private final Experiment subject;
    private final Trajectory trajectory;
    private final TrainingChoices.Chosen chosen;

    /** To go on from; null for the beginning. */
    private final TrainingState start;

    /** Whose steps come before those of this run; null if it counts them itself. */
    private final TrainingPoint before;

    private final CancelToken stop = new CancelToken();
    private volatile Training.Result result;
    private volatile TrainingState last;
    private volatile double share;

    private TrainingRun(
            Experiment subject,
            Trajectory trajectory,
            TrainingChoices.Chosen chosen,
            TrainingState start,
            TrainingPoint before) {
        this.subject = subject;
        this.trajectory = trajectory;
        this.chosen = chosen;
        this.start = start;
        this.before = before;
    }

    /** From the beginning. */
    static TrainingRun of(Experiment subject, TrainingChoices.Chosen chosen) {
        ParameterLayout layout = Training.layout(subject.loss(), chosen.settings());
        Trajectory trajectory =
                new Trajectory(layout, layout.size() - subject.layout().size());
        return new TrainingRun(subject, trajectory, chosen, null, null);
    }

    /**
     * On from where this one ended. With the same settings it goes on as if it had not stopped, to the epochs that it was to
     * have, or if it has them so many more. With others the optimiser begins anew.
     */
    TrainingRun goingOn(TrainingChoices choices) {
        int samples = subject.data().samples();
        // What a state consists of stays, so that all of the path is of one kind.
        TrainingChoices.Chosen wanted =
                choices.chosen(samples).withStatistics(chosen.settings().batchStatistics());
        boolean same = wanted.validation() == chosen.validation()
                && wanted.settings().text(samples).equals(chosen.settings().text(samples));
        if (same && last != null) {
            int had = chosen.settings().epochs();
            int more = wanted.settings().epochs();
            TrainingChoices.Chosen longer = wanted.withEpochs(result.complete() ? had + more : Math.max(had, more));
            return new TrainingRun(subject, trajectory, longer, last, before);
        }
        List<TrainingPoint> so = trajectory.points();
        TrainingState from = TrainingState.beginning(state());
        return new TrainingRun(subject, trajectory, wanted, from, so.get(so.size() - 1));
    }

    TrainingRun train(CancelToken cancel) throws IOException {
        Holdout split = Holdout.split(
                subject.data(), chosen.validation(), chosen.settings().seed());
        ProgressListener listener = (done, total) -> {
            share = (double) done / total;
            if (cancel.isCancelled()) {
                stop.cancel();
            }
        };
        try (Objective train = new Objective(
                        subject.loss(), split.train(), subject.objective().precision(), 1);
                Objective held = split.validation() == null
                        ? null
                        : new Objective(
                                subject.loss(),
                                split.validation(),
                                subject.objective().precision(),
                                1)) {
            if (subject.objective().givesWay()) {
                train.giveWay();
            }
            Training training = new Training(subject.loss(), split.train(), train, held, chosen.settings());
            result = training.run(start == null ? beginning(training) : start, this, listener, stop);
        }
        return this;
    }

    private TrainingState beginning(Training training) {
        double[] state = chosen.fresh() ? training.freshState(chosen.settings().seed()) : training.fileState();
        return TrainingState.beginning(state);
    }

    @Override
    public void keep(TrainingState state) {
        last = state;
    }

    @Override
    public void record(TrainingPoint point, double[] theta) {
        if (before == null) {
            trajectory.record(point, theta);
        } else if (point.step() > 0) {
            trajectory.record(
                    new TrainingPoint(
                            before.step() + point.step(),
                            before.epoch() + point.epoch(),
                            point.learningRate(),
                            point.train(),
                            point.validation()),
                    theta);
        }
    }

    /** Ends it after the step that runs. */
    void stop() {
        stop.cancel();
    }

    Experiment subject() {
        return subject;
    }

    /** Steps that are done, as a share of all. */
    double share() {
        return share;
    }

    /** What is recorded so far. */
    List<TrainingPoint> points() {
        return trajectory.points();
    }

    /** The weights there. */
    WeightSeries weights() {
        return trajectory.weights();
    }

    /** Where it ended; null before. */
    Training.Result result() {
        return result;
    }

    /** The weights and running statistics where it ended. */
    double[] state() {
        return result.theta();
    }

    ParameterLayout layout() {
        return trajectory.layout();
    }

    String title() {
        return chosen.settings().optimizer().title();
    }
}
