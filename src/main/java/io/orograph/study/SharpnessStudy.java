package io.orograph.study;

import io.orograph.export.NamedValues;
import io.orograph.objective.GroupedObjective;
import io.orograph.objective.Objective;
import io.orograph.objective.SampleGroups;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.MeasuredPoint;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How sharp the loss is at θ₀ by some measures, in 64 bits on all samples in use.
 *
 * @param measures taken one after the other; an iterable that grows while they are taken is asked to its end
 * @param seed of what is random in them
 */
public record SharpnessStudy(Iterable<SharpnessMeasure> measures, long seed)
        implements Study<SharpnessStudy.Listener, SharpnessStudy.Result> {

    /** Hears which measure is taken, and its value. */
    public interface Listener extends StudyListener {

        /** Hears nothing. */
        Listener NONE = (done, total) -> {};

        /** Tells that a measure is being taken. */
        default void measuring(SharpnessMeasure measure) {}

        /** Tells a value as soon as it is there. */
        default void measured(SharpnessMeasure measure, Measurement value) {}
    }

    /**
     * The values.
     *
     * @param name of the weights
     * @param loss at θ₀
     * @param samples how many they were measured on
     * @param measurements in the order in which they were taken
     */
    public record Result(
            String name,
            double loss,
            int samples,
            Map<SharpnessMeasure, Measurement> measurements,
            Provenance provenance,
            Command command)
            implements io.orograph.study.Result {

        public Result {
            measurements = Collections.unmodifiableMap(new LinkedHashMap<>(measurements));
        }

        @Override
        public NamedValues values() {
            double[] numbers = measurements.values().stream()
                    .mapToDouble(Measurement::value)
                    .toArray();
            double[] errors = measurements.values().stream()
                    .mapToDouble(Measurement::standardError)
                    .toArray();
            double[] sampleErrors = measurements.values().stream()
                    .mapToDouble(Measurement::sampleError)
                    .toArray();
            return new NamedValues()
                    .put("value", numbers)
                    .put("value_se", errors)
                    .put("value_se_sample", sampleErrors)
                    .put(
                            "measure",
                            measurements.keySet().stream()
                                    .map(SharpnessMeasure::label)
                                    .collect(Collectors.joining("\n")));
        }
    }

    @Override
    public Result run(Experiment experiment, Listener listener, CancelToken cancel) {
        try (GroupedObjective groups = experiment.groupedObjective(SampleGroups.USUAL)) {
            return run(experiment, Optional.of(groups), listener, cancel);
        }
    }

    /** Measures without the errors of the sample, which are most of the work for some. */
    public Result runWithoutSampleErrors(Experiment experiment, Listener listener, CancelToken cancel) {
        return run(experiment, Optional.empty(), listener, cancel);
    }

    private Result run(
            Experiment experiment, Optional<GroupedObjective> groups, Listener listener, CancelToken cancel) {
        try (ExactObjective exact = ExactObjective.of("Sharpness", experiment, experiment.data(), listener::notice)) {
            return run(experiment, exact.get(), groups, listener, cancel);
        }
    }

    private Result run(
            Experiment experiment,
            Objective objective,
            Optional<GroupedObjective> groups,
            Listener listener,
            CancelToken cancel) {
        MeasuredPoint point =
                new MeasuredPoint(objective, groups, experiment.weights().theta(), seed, cancel);
        Map<SharpnessMeasure, Measurement> values = new LinkedHashMap<>();
        for (SharpnessMeasure measure : measures) {
            listener.stage("Measuring " + measure.label() + " of "
                    + experiment.weights().name());
            listener.measuring(measure);
            Measurement value = point.measured(measure, listener);
            values.put(measure, value);
            listener.measured(measure, value);
        }
        Command command = command(experiment, values.keySet().stream().toList());
        Provenance provenance =
                command.in(experiment.provenance().with(Key.SEED, seed).and(Experiment.arithmetic(objective)));
        return new Result(experiment.weights().name(), point.loss(), objective.samples(), values, provenance, command);
    }

    private Command command(Experiment experiment, List<SharpnessMeasure> taken) {
        String names = taken.stream().map(SharpnessMeasure::label).collect(Collectors.joining(","));
        return experiment.exactCommand(
                "sharpness",
                Command.of("--measures", names, "--seed", seed),
                experiment.data().samples());
    }
}
