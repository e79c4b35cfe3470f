package io.orograph.ui.curvature;

import io.orograph.curvature.CriticalPointVerdict;
import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.EigenvalueErrors;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.PopulationTest;
import io.orograph.curvature.SpectralDensity;
import io.orograph.objective.Evaluation;
import io.orograph.study.CurvatureStudy;
import io.orograph.study.Experiment;
import io.orograph.task.CancelToken;
import io.orograph.ui.curvature.CurvatureReading.Ritz;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An analysis, from the request to its last value: made on the FX thread, run in the background, read from both. The
 * analysis has an objective of its own, so that it neither waits for a grid nor is closed with the experiment.
 */
final class CurvatureRun implements CurvatureStudy.Listener {

    private final Experiment subject;
    private final CurvatureAnalysis analysis;
    private final int samples;
    private final Set<String> held;
    private volatile CurvatureReading reading = CurvatureReading.NOTHING;
    private volatile Stage stage = new Stage("preparing", 0, 0);

    /**
     * The progress of the analysis.
     *
     * @param total 0 while it is not known
     */
    record Stage(String what, long done, long total) {}

    CurvatureRun(Experiment subject, CurvatureAnalysis analysis, int samples, Set<String> held) {
        this.subject = subject;
        this.analysis = analysis;
        this.samples = samples;
        this.held = held;
    }

    /**
     * Measures, and frees what it took.
     *
     * @param own what is asked in place of its subject, to keep what it has
     * @throws io.orograph.curvature.UndefinedCurvatureException if there is no curvature to measure
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    CurvatureRun run(Experiment own, CancelToken cancel) {
        new CurvatureStudy(analysis, held, samples).run(own, this, cancel);
        return this;
    }

    CurvatureReading reading() {
        return reading;
    }

    Stage stage() {
        return stage;
    }

    CurvatureAnalysis analysis() {
        return analysis;
    }

    /** Returns the weights that it is measured at: θ₀, by name where they are not the model file's. */
    String weights() {
        return subject.weights().areOfModel()
                ? "θ₀"
                : "θ₀, " + subject.weights().name() + ",";
    }

    /** Returns how many samples it is measured on. */
    int samples() {
        return Math.min(samples, subject.data().samples());
    }

    @Override
    public void progress(long done, long total) {
        // Each part has its own.
    }

    @Override
    public void part(String what, long done, long total) {
        stage = new Stage(what, done, total);
    }

    @Override
    public void gradient(Evaluation evaluation, double norm, double noise) {
        reading = reading.withGradient(evaluation.loss(), norm, noise);
    }

    @Override
    public void ritz(int step, int limit, double[] values, double[] residuals) {
        // The estimate shrinks without end where the numbers it is made of cannot.
        double rounding = Math.ulp(Arrays.stream(values).map(Math::abs).max().orElse(0));
        List<Ritz> all = IntStream.range(0, values.length)
                .mapToObj(i -> new Ritz(values[i], Math.max(residuals[i], rounding)))
                .toList();
        int top = Math.min(analysis.largest(), all.size());
        reading = reading.withEigenvalues(all.subList(0, top), all.subList(top, all.size()));
    }

    @Override
    public void eigenvalues(Lanczos.Result found) {
        reading = reading.withEigenvalues(ritz(found.largest()), ritz(found.smallest()));
    }

    private static List<Ritz> ritz(List<Eigenpair> pairs) {
        return pairs.stream()
                .map(pair -> new Ritz(pair.value(), pair.residual()))
                .toList();
    }

    @Override
    public void trace(Hutchinson.Result soFar) {
        reading = reading.withTrace(soFar);
    }

    @Override
    public void density(SpectralDensity.Result soFar) {
        reading = reading.withDensity(soFar);
    }

    @Override
    public void layer(String parameter, Eigenpair largest) {
        reading = reading.withLayer(parameter, largest);
    }

    @Override
    public void verdict(CriticalPointVerdict soFar) {
        reading = reading.withVerdict(soFar);
    }

    @Override
    public void population(PopulationTest found) {
        reading = reading.withPopulation(found);
    }

    @Override
    public void errors(EigenvalueErrors found) {
        reading = reading.withErrors(found);
    }
}
