package io.orograph.lesson;

import io.orograph.landscape.Landscape;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.runs.Run;
import io.orograph.training.OptimizerTrajectories;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Findings that a test makes up; what is null was not found. */
record FixedFindings(
        Landscape shown, Run trained, Connection.Side between, Curvature measured, Map<String, Double> numbers)
        implements Findings {

    static final FixedFindings NOTHING = new FixedFindings(null, null, null, null, Map.of());

    static FixedFindings noting(Map<String, Double> numbers) {
        return new FixedFindings(null, null, null, null, numbers);
    }

    @Override
    public Optional<Experiment> experiment() {
        return Optional.empty();
    }

    @Override
    public Optional<Landscape> landscape() {
        return Optional.ofNullable(shown);
    }

    @Override
    public Optional<Curvature> curvature() {
        return Optional.ofNullable(measured);
    }

    @Override
    public OptionalDouble measure(String label) {
        return noted(label);
    }

    @Override
    public Optional<Run> run(String name) {
        return Optional.ofNullable(trained).filter(run -> run.name().equals(name));
    }

    @Override
    public Optional<OptimizerTrajectories> balls() {
        return Optional.empty();
    }

    @Override
    public Optional<Connection.Side> connection() {
        return Optional.ofNullable(between);
    }

    @Override
    public OptionalDouble noted(String name) {
        return numbers.containsKey(name) ? OptionalDouble.of(numbers.get(name)) : OptionalDouble.empty();
    }
}
