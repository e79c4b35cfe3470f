package io.orograph.ui.training;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.StepSharpness;
import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunSettings;
import io.orograph.task.CancelToken;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSnapshot;
import io.orograph.training.TrainingState;
import io.orograph.training.TrajectoryRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training, on the background thread but for its trajectory, which is read from everywhere. */
final class TrainingRun implements TrainingStudy.Listener, TrainingRecorder {

    /** A state is kept so often where points are rarer. */
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    /** As often as anybody looks. */
    private static final Duration SEEN_EVERY = Duration.ofMillis(100);

    /** The folder into which a command that trains alike records. */
    private static final Path RECORD = Path.of("record");

    private final Experiment subject;
    private final TrajectoryRecorder trajectory;
    private final TrainingChoices.Chosen chosen;

    /** The state to go on from; null for the beginning. */
    private final TrainingState start;

    /** Whose steps come before those of this run; null if it counts them itself. */
    private final TrainingPoint before;

    /** The flag that all of the path is one training from its beginning, which one command can repeat. */
    private final boolean whole;

    private final RunLog log;

    private final CancelToken stop = new CancelToken();
    private volatile TrainingStudy.Result result;
    private volatile TrainingSnapshot last;

    /** How many samples train; known once it trains. */
    private volatile int samples;

    private volatile double share;

    /** When a state was kept last, and how long that took, on the thread that trains. */
    private long lastKept = System.nanoTime();

    private volatile CancelToken window = new CancelToken();

    private volatile boolean followed;
    private volatile Here here;

    /** When it was seen last and how often it is, and whether the state that is asked for now is for that alone. */
    private long lastSeen;

    private long asked;

    private long seenEvery = SEEN_EVERY.toNanos();
    private boolean onlySeen;

    /** Measures the sharpness beside it; null where nobody wants to know. */
    private SharpnessProbe probe;

    private Runnable hears = () -> {};

    private volatile StepSharpness sharpness;

    /**
     * Where a run begins.
     *
     * @param start the state that it goes on from; null for the beginning of a training
     * @param before whose steps come before those of this run; null if it counts them itself
     * @param whole whether all of the path is one training from its beginning, which one command can repeat
     * @param log what the list of runs shows besides its points
     */
    private record Beginning(TrainingState start, TrainingPoint before, boolean whole, RunLog log) {}

    private TrainingRun(
            Experiment subject, TrajectoryRecorder trajectory, TrainingChoices.Chosen chosen, Beginning beginning) {
        this.subject = subject;
        this.trajectory = trajectory;
        this.chosen = chosen;
        this.start = beginning.start();
        this.before = beginning.before();
        this.whole = beginning.whole();
        this.log = beginning.log();
    }

    /** Makes a run from the beginning. */
    static TrainingRun of(Experiment subject, TrainingChoices.Chosen chosen) {
        ParameterLayout layout = TrainingStudy.layout(subject, chosen.settings());
        return new TrainingRun(
                subject, recorder(subject, chosen, layout), chosen, new Beginning(null, null, true, RunLog.fresh()));
    }

    private static TrajectoryRecorder recorder(
            Experiment subject, TrainingChoices.Chosen chosen, ParameterLayout layout) {
        return new TrajectoryRecorder(
                layout,
                layout.size() - subject.layout().size(),
                chosen.settings().optimizer().title(),
                subject.objective().precision());
    }

    /**
     * Makes a run on from where this one ended. With the same settings it goes on as if it had not stopped, to the
     * epochs that it was to have, or if it has them so many more. With others the optimiser begins anew.
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
            // The last point is there even between two that are due; a longer training has none there.
            boolean due = chosen.settings().recordEvery() == 0
                    || last.state().steps() % chosen.settings().recordEvery() == 0;
            return new TrainingRun(
                    subject,
                    trajectory,
                    longer,
                    new Beginning(last.state(), before, whole && (due || !result.complete()), log.goingOn(true)));
        }
        List<TrainingPoint> so = trajectory.points();
        TrainingState from = TrainingState.beginning(state());
        return new TrainingRun(
                subject, trajectory, wanted, new Beginning(from, so.get(so.size() - 1), false, log.goingOn(false)));
    }

    TrainingRun train(CancelToken cancel) throws IOException {
        window = cancel;
        Dataset train = study().split(subject).train();
        samples = train.samples();
        sharpness = new StepSharpness(subject, chosen.settings(), train);
        log.begin(RunSettings.of(subject, study(), whole));
        result = study().run(subject, this, stop);
        return this;
    }

    private TrainingStudy study() {
        return new TrainingStudy(chosen.settings(), chosen.validation(), chosen.fresh(), Optional.ofNullable(start));
    }

    @Override
    public TrainingRecorder recorder(ParameterLayout layout) {
        return this;
    }

    @Override
    public void progress(long done, long total) {
        share = (double) done / total;
        if (window.isCancelled()) {
            stop.cancel();
        }
    }

    /**
     * The options of a command that looks at the path of this training, after one that records it; none of a training that
     * was stopped, or went on with other settings, since the command would train on or begin otherwise.
     */
    Command record() {
        return !whole || !result.complete()
                ? Command.NONE
                : Command.of("--checkpoints", RECORD).after(study().recording(subject, RECORD, trajectory.stride()));
    }

    /** Where a training is: after so many steps, at weights that running statistics may follow. */
    record Here(long step, double[] state) {

        double[] theta(int parameters) {
            return Arrays.copyOf(state, parameters);
        }
    }

    /** Chooses whether it can be seen where it is between two points. */
    void setFollowed(boolean is) {
        followed = is;
    }

    /** Returns where it was when it was looked at last, at most a moment ago while it is followed; null before. */
    Here here() {
        return here;
    }

    @Override
    public boolean wantsState() {
        long now = System.nanoTime();
        boolean keeps = now - lastKept > BETWEEN.toNanos();
        onlySeen = !keeps && followed && now - lastSeen > seenEvery;
        asked = now;
        return keeps || onlySeen;
    }

    /** A copy is taken now and then, which takes one part in twenty of the time at most. */
    private void see(TrainingState state) {
        here = new Here(before == null ? state.steps() : before.step() + state.steps(), state.state());
        lastSeen = System.nanoTime();
        if (onlySeen) {
            // What has been copied since it was asked for.
            seenEvery = Math.max(SEEN_EVERY.toNanos(), 20 * (lastSeen - asked));
        }
    }

    @Override
    public void keep(TrainingState state) {
        see(state);
        if (onlySeen) {
            onlySeen = false;
            return;
        }
        last = TrainingSnapshot.of(state, trajectory);
        lastKept = System.nanoTime();
        if (probe != null && state.recorded() == state.steps()) {
            probe.look(sharpness, state, this::measured);
        }
    }

    private void measured(SharpnessPoint point) {
        log.measured(before == null ? point : point.later(before.step()));
        hears.run();
    }

    /**
     * Has the sharpness measured beside the training.
     *
     * @param told run after each measurement, on the thread that measured
     */
    void measureWith(SharpnessProbe measures, Runnable told) {
        probe = measures;
        hears = told;
    }

    /** Returns the sharpness that was measured so far. */
    List<SharpnessPoint> sharpness() {
        return log.sharpness();
    }

    /** Returns it as the list of runs has it; empty before its first point. */
    Optional<Run> listed() {
        return log.listed(points(), result, result == null ? null : trained()).map(run -> run.along(weights()));
    }

    /**
     * Returns what there is to be kept; empty before the first point.
     *
     * @param over whether the training has ended
     * @param seconds that it took so far
     */
    Optional<TrainingKeeper.Kept> kept(boolean over, double seconds) {
        TrainingSnapshot now = last;
        return now == null
                ? Optional.empty()
                : Optional.of(new TrainingKeeper.Kept(
                        subject,
                        TrainingPathWords.of(study(), before, whole, log.id()),
                        now,
                        chosen.settings().text(samples),
                        over,
                        result == null ? seconds : result.stepSeconds()));
    }

    /** Returns how many samples train; takes as long as a copy of them. */
    private static int trained(Experiment subject, TrainingChoices.Chosen chosen) {
        return new TrainingStudy(chosen.settings(), chosen.validation(), chosen.fresh(), Optional.empty())
                .split(subject)
                .train()
                .samples();
    }

    /**
     * Reads a run that was kept.
     *
     * @param endedAfter the seconds that its steps took, where it had ended; else it is to be trained on from where it was
     * @throws IOException if it cannot be read, or is of another network or other data
     */
    static TrainingRun kept(Experiment subject, Path file, TrainingPathWords words, OptionalDouble endedAfter)
            throws IOException {
        TrainingChoices.Chosen chosen = words.chosen();
        ParameterLayout layout = TrainingStudy.layout(subject, chosen.settings());
        int samples = trained(subject, chosen);
        TrainingSnapshot snapshot =
                TrainingSnapshot.read(file, chosen.settings().text(samples), layout);
        TrajectoryRecorder trajectory = recorder(subject, chosen, layout);
        snapshot.restore(trajectory);
        TrainingRun run = new TrainingRun(
                subject,
                trajectory,
                chosen,
                new Beginning(snapshot.state(), words.before(), words.whole(), RunLog.again(words.run())));
        run.samples = samples;
        run.log.begin(RunSettings.of(subject, run.study(), run.whole));
        run.last = snapshot;
        endedAfter.ifPresent(seconds -> run.ended(snapshot, seconds));
        return run;
    }

    private void ended(TrainingSnapshot snapshot, double seconds) {
        TrainingState state = snapshot.state();
        List<TrainingPoint> points = snapshot.points();
        long all = chosen.settings().stepsPerEpoch(samples) * chosen.settings().epochs();
        Weights end = Weights.of(
                "step " + state.steps(),
                new WeightsSource.Training(title(), state.steps()),
                state.state(),
                subject.layout().size());
        result = new TrainingStudy.Result(
                title(),
                end,
                layout(),
                state.state(),
                points.get(points.size() - 1),
                state.steps(),
                state.steps(),
                state.steps() >= all,
                seconds,
                study().command(subject));
        share = (double) state.steps() / all;
    }

    @Override
    public void record(TrainingPoint point, double[] theta) {
        log.at(before == null ? point.step() : before.step() + point.step());
        if (!Vectors.isFinite(theta)) {
            // No step leads back from there.
            stop.cancel();
        }
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

    /** Returns the steps that are done, as a share of all. */
    double share() {
        return share;
    }

    /** Returns what is recorded so far. */
    List<TrainingPoint> points() {
        return trajectory.points();
    }

    /** Returns the weights there. */
    WeightSeries weights() {
        return trajectory.weights();
    }

    /** Returns where it ended; null before. */
    TrainingStudy.Result result() {
        return result;
    }

    /** Returns the weights where it ended, with the statistics that it left or found. */
    Weights trained() {
        Weights end = result.end();
        return end.hasStatistics() ? end : end.with(subject.weights().statistics());
    }

    /** Returns the weights and running statistics where it ended. */
    double[] state() {
        return result.vector();
    }

    /** Returns the choices that it trains by. */
    TrainingChoices.Chosen chosen() {
        return chosen;
    }

    ParameterLayout layout() {
        return trajectory.layout();
    }

    String title() {
        return chosen.settings().optimizer().title();
    }
}
