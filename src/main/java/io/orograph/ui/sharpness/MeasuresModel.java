package io.orograph.ui.sharpness;

import io.orograph.model.OpenedModel;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Experiment;
import io.orograph.study.InvarianceStudy;
import io.orograph.study.SharpnessStudy;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

/**
 * The measures of sharpness at θ₀ of the open experiment, each taken when it is asked for: in the background, one after
 * the other, in double precision on all samples in use, with an objective of their own.
 */
public final class MeasuresModel {

    private static final long SEED = 0;

    /** The kind of what is measured, in what is kept. */
    public static final String MEASURES = "sharpness";

    /** The kind of the check of rescalings. */
    public static final String INVARIANCE = "invariance";

    private final ObservableValue<Experiment> experiment;
    private final List<SharpnessMeasure> all = SharpnessMeasures.all(SEED);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ObservableMap<SharpnessMeasure, Reading> readings = FXCollections.observableHashMap();
    private final SessionMeasures session = new SessionMeasures();
    private final ReadOnlyObjectWrapper<List<RelativeVerdict>> verdicts =
            new ReadOnlyObjectWrapper<>(this, "verdicts", List.of());
    private final LatestTask<Run> task;
    private final LatestTask<InvarianceStudy.Result> invarianceTask;
    private final ReadOnlyObjectWrapper<InvarianceStudy.Result> invariance =
            new ReadOnlyObjectWrapper<>(this, "invariance");
    private OpenedModel model;
    private Run current;
    private StudyKeeper keeper = StudyKeeper.NONE;

    /** Values of before that wait for their experiment. */
    private Map<SharpnessMeasure, Measurement> restored = Map.of();

    /** The states of a measure's row. */
    public enum State {
        WAITING,
        RUNNING,
        CURRENT,
        /** The value is that of an earlier experiment with the same model. */
        STALE
    }

    /**
     * The value and the state of a measure.
     *
     * @param value the last one; null before the first
     */
    public record Reading(Measurement value, State state) {}

    /** A queue of measures that is being worked on: filled on the FX thread, emptied in the background. */
    private final class Run implements SharpnessStudy.Listener {

        private final Experiment subject;
        private final Queue<SharpnessMeasure> waiting = new ConcurrentLinkedQueue<>();

        /** The labels of all that were asked for so far. */
        private final Queue<String> asked = new ConcurrentLinkedQueue<>();

        private volatile ProgressListener shown = ProgressListener.NONE;

        Run(Experiment subject) {
            this.subject = subject;
        }

        Run call(CancelToken cancel, ProgressListener progress) throws IOException {
            shown = progress;
            SharpnessStudy study = new SharpnessStudy(() -> new Emptying(waiting), SEED);
            return keeper.keep(
                    subject, () -> StudyWords.of(MEASURES, "sharpness").asking(List.copyOf(asked)), own -> {
                        study.run(own, this, cancel);
                        return this;
                    });
        }

        void ask(SharpnessMeasure measure) {
            asked.add(measure.label());
            waiting.add(measure);
        }

        @Override
        public void progress(long done, long total) {
            shown.progress(done, total);
        }

        @Override
        public void measuring(SharpnessMeasure measure) {
            publish(measure, null);
        }

        @Override
        public void measured(SharpnessMeasure measure, Measurement value) {
            publish(measure, value);
        }

        /**
         * Publishes the value of a measure.
         *
         * @param value null when it begins
         */
        private void publish(SharpnessMeasure measure, Measurement value) {
            Platform.runLater(() -> {
                if (this == current) {
                    show(measure, value, value == null ? State.RUNNING : State.CURRENT);
                    if (value != null) {
                        session.put(subject, measure, value);
                        verdicts.set(session.verdicts(subject));
                    }
                }
            });
        }
    }

    /** Takes one after the other out of a queue, until it is empty. */
    private record Emptying(Queue<SharpnessMeasure> queue) implements Iterator<SharpnessMeasure> {
        @Override
        public boolean hasNext() {
            return !queue.isEmpty();
        }

        @Override
        public SharpnessMeasure next() {
            return queue.remove();
        }
    }

    public MeasuresModel(ObservableValue<Experiment> experiment, Executor background, Problems problems) {
        this.experiment = experiment;
        this.task = new LatestTask<>(background, this::finish, cause -> {
            end();
            problems.report("The sharpness cannot be measured", cause);
        });
        this.invarianceTask = new LatestTask<>(
                background, invariance::set, cause -> problems.report("The invariance cannot be checked", cause));
        experiment.addListener((property, old, now) -> takeExperiment(now));
    }

    private void takeExperiment(Experiment now) {
        cancel();
        invarianceTask.drop();
        invariance.set(null);
        ready.set(now != null);
        if (now == null || now.model() != model) {
            readings.clear();
            model = now == null ? null : now.model();
        } else {
            readings.replaceAll((measure, reading) -> new Reading(reading.value(), State.STALE));
        }
        if (now != null && !restored.isEmpty()) {
            restored.forEach((measure, value) -> {
                show(measure, value, State.CURRENT);
                session.put(now, measure, value);
            });
            restored = Map.of();
        }
        verdicts.set(now == null ? List.of() : session.verdicts(now));
    }

    /** Shows values that were measured before as soon as the experiment that they are of is there. */
    void restore(Map<SharpnessMeasure, Measurement> measured) {
        restored = Map.copyOf(measured);
    }

    /** Takes a measure, after those that were asked for before. */
    public void measure(SharpnessMeasure measure) {
        Experiment subject = experiment.getValue();
        if (subject == null) {
            return;
        }
        show(measure, null, State.WAITING);
        if (current == null) {
            current = new Run(subject);
            // What is known goes on being kept.
            readings.forEach((known, reading) -> {
                if (reading.state() == State.CURRENT) {
                    current.asked.add(known.label());
                }
            });
            current.ask(measure);
            task.start(current::call);
        } else {
            current.ask(measure);
        }
    }

    /** Rescales the open network exactly, measures it again, and finds out what moved; a second call cancels it. */
    public void checkInvariance() {
        Experiment subject = experiment.getValue();
        if (invarianceTask.runningProperty().get()) {
            invarianceTask.drop();
        } else if (subject != null) {
            invarianceTask.start((cancel, progress) -> keeper.keep(
                    subject,
                    () -> StudyWords.of(INVARIANCE, "check of invariance"),
                    own -> InvarianceStudy.usual(SEED)
                            .run(own, (done, total) -> progress.progress(done, total), cancel)));
        }
    }

    /** Has measures kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Takes the measures that were asked for before. */
    public void goOn(StudyWords before) {
        before.parts().stream()
                .flatMap(label -> all.stream().filter(measure -> measure.label().equals(label)))
                .forEach(this::measure);
    }

    /** What was found out about rescalings of the open network; null before it was asked. */
    public ReadOnlyObjectProperty<InvarianceStudy.Result> invarianceProperty() {
        return invariance.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty checkingProperty() {
        return invarianceTask.runningProperty();
    }

    /** Returns how far the check is, 0 to 1; -1 while unknown. */
    ReadOnlyDoubleProperty checkProgressProperty() {
        return invarianceTask.progressProperty();
    }

    /** Takes all of them. */
    public void measureAll() {
        all.forEach(this::measure);
    }

    /** Ends what runs and drops what waits; values that are there stay. */
    public void cancel() {
        task.drop();
        end();
    }

    /** Ends a run; a measure may have been asked for after the queue was found empty. */
    private void finish(Run run) {
        List<SharpnessMeasure> late = List.copyOf(run.waiting);
        end();
        late.forEach(this::measure);
    }

    private void end() {
        current = null;
        readings.entrySet()
                .removeIf(entry ->
                        isUnfinished(entry.getValue()) && entry.getValue().value() == null);
        readings.replaceAll(
                (measure, reading) -> isUnfinished(reading) ? new Reading(reading.value(), State.STALE) : reading);
    }

    private static boolean isUnfinished(Reading reading) {
        return reading.state() == State.WAITING || reading.state() == State.RUNNING;
    }

    /** Shows a value; the last one stays until there is a new one. */
    private void show(SharpnessMeasure measure, Measurement value, State state) {
        Reading last = readings.get(measure);
        readings.put(measure, new Reading(value == null && last != null ? last.value() : value, state));
    }

    /** Returns all measures, in the order of the table. */
    public List<SharpnessMeasure> all() {
        return all;
    }

    /** Returns what is known of each; a measure that was never asked for is not there. */
    public ObservableMap<SharpnessMeasure, Reading> readings() {
        return readings;
    }

    /** Returns how the open model compares with others that were measured before for the same loss; never null. */
    public ReadOnlyObjectProperty<List<RelativeVerdict>> verdictsProperty() {
        return verdicts.getReadOnlyProperty();
    }

    /** Tells whether there is something to measure. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns how far the running measure is, 0 to 1; -1 while unknown. */
    public ReadOnlyDoubleProperty progressProperty() {
        return task.progressProperty();
    }
}
