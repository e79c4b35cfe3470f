package io.orograph.ui.training;

import io.orograph.network.Weights;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunCurves;
import io.orograph.study.runs.RunSettings;
import io.orograph.study.runs.RunState;
import io.orograph.training.TrainingPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the list of runs shows of a training besides its points: by what it is known, times, sharpness. Used by any thread. */
final class RunLog {

    private final String id;
    private final Map<Long, Double> seconds = new ConcurrentHashMap<>();
    private final List<SharpnessPoint> sharpness = new CopyOnWriteArrayList<>();
    private volatile double before;
    private volatile long begun = System.nanoTime();
    private volatile RunSettings settings;

    private RunLog(String id) {
        this.id = id;
    }

    /** Returns the log of a training from its beginning. */
    static RunLog fresh() {
        return new RunLog(UUID.randomUUID().toString());
    }

    /** Returns the log of a training of before, from here on. */
    static RunLog again(String id) {
        return id == null ? fresh() : new RunLog(id);
    }

    /** Returns by what the list of runs knows it. */
    String id() {
        return id;
    }

    /**
     * Returns the log of a training that goes on with this one.
     *
     * @param same whether it is the same training, longer
     */
    RunLog goingOn(boolean same) {
        RunLog next = new RunLog(same ? id : UUID.randomUUID().toString());
        next.seconds.putAll(seconds);
        next.sharpness.addAll(sharpness);
        next.before = seconds.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
        return next;
    }

    /** Starts the clock. */
    void begin(RunSettings of) {
        settings = of;
        begun = System.nanoTime();
    }

    /** Notes the time of a step. */
    void at(long step) {
        seconds.putIfAbsent(step, before + (System.nanoTime() - begun) / 1e9);
    }

    /** Notes a sharpness; steps before which it goes on are added already. */
    void measured(SharpnessPoint point) {
        sharpness.add(point);
    }

    /** Returns the sharpness that was measured, in the order of the steps. */
    List<SharpnessPoint> sharpness() {
        List<SharpnessPoint> all = new ArrayList<>(sharpness);
        all.sort(Comparator.comparingLong(SharpnessPoint::step));
        return all;
    }

    /**
     * Returns the training as the list has it; empty before its first point.
     *
     * @param result where it ended; null while it trains
     * @param end the weights there; null while it trains
     */
    Optional<Run> listed(List<TrainingPoint> points, TrainingStudy.Result result, Weights end) {
        RunSettings of = settings;
        if (of == null || points.isEmpty()) {
            return Optional.empty();
        }
        List<Double> times = points.stream()
                .map(point -> seconds.getOrDefault(point.step(), Double.NaN))
                .toList();
        return Optional.of(new Run(
                id,
                Run.nameOf(of) + (of.whole() ? "" : " gone on"),
                false,
                Optional.of(of),
                state(result),
                new RunCurves(points, times, sharpness()),
                Optional.ofNullable(end)));
    }

    private static RunState state(TrainingStudy.Result result) {
        if (result == null) {
            return RunState.RUNNING;
        }
        if (result.diverged()) {
            return RunState.DIVERGED;
        }
        return result.complete() ? RunState.DONE : RunState.STOPPED;
    }
}
