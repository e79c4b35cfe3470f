package io.orograph.ui.lesson;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.Hutchinson;
import io.orograph.landscape.Landscape;
import io.orograph.lesson.Findings;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.runs.Run;
import io.orograph.training.OptimizerTrajectories;
import io.orograph.ui.curvature.CurvatureReading;
import io.orograph.ui.sharpness.MeasuresModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the models of the window have found, as a lesson asks for it. Used on the FX thread. */
final class WindowFindings implements Findings {

    private final LessonModels models;
    private final LessonState state;

    WindowFindings(LessonModels models, LessonState state) {
        this.models = models;
        this.state = state;
    }

    @Override
    public Optional<Experiment> experiment() {
        return Optional.ofNullable(models.workspace().experimentProperty().get());
    }

    @Override
    public Optional<Landscape> landscape() {
        return Optional.ofNullable(models.evaluation().landscapeProperty().get())
                .filter(shown -> shown.isComplete()
                        && !models.evaluation().runningProperty().get());
    }

    @Override
    public Optional<Curvature> curvature() {
        CurvatureReading found = models.curvature().foundProperty().get();
        if (found.largest().isEmpty() || models.curvature().runningProperty().get()) {
            return Optional.empty();
        }
        CriticalPointVerdict verdict = found.verdict();
        Hutchinson.Result trace = found.trace();
        return Optional.of(new Curvature(
                found.loss(),
                found.gradientNorm(),
                found.largest().get(0).value(),
                first(found.smallest()),
                trace == null ? Double.NaN : trace.trace().mean(),
                found.density() == null
                        ? Double.NaN
                        : found.density().negative().share(),
                verdict == null ? Double.NaN : verdict.negativeDirections()));
    }

    private static double first(List<CurvatureReading.Ritz> values) {
        return values.isEmpty() ? Double.NaN : values.get(0).value();
    }

    @Override
    public OptionalDouble measure(String label) {
        return models.measures().readings().entrySet().stream()
                .filter(entry ->
                        entry.getKey().label().equals(label) && entry.getValue().state() == MeasuresModel.State.CURRENT)
                .mapToDouble(entry -> entry.getValue().value().value())
                .findFirst();
    }

    @Override
    public Optional<Run> run(String name) {
        String id = state.runs().get(name);
        return models.runs().all().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    @Override
    public Optional<OptimizerTrajectories> balls() {
        return models.balls().dropped();
    }

    @Override
    public Optional<Connection.Side> connection() {
        return models.connectivity().connection().map(Connection.Result::train);
    }

    @Override
    public OptionalDouble noted(String name) {
        Double value = state.notes().get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
