package io.orograph.experiment;

import io.orograph.choice.Named;
import io.orograph.network.ParameterLayout;
import io.orograph.objective.StatisticsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.WeightSeries;
import io.orograph.task.CancelToken;
import io.orograph.training.BezierCurve;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.PlanePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which statistics of batch normalisations the losses of several models or checkpoints, and of what lies between them, are
 * taken with. For a network without batch normalisation all choices are the same.
 */
public enum StatisticsChoice implements Named {
    /** Each model's own at its place, and what lies between them in between. */
    OWN,
    /** Those of the open model's file everywhere. */
    HELD,
    /** Computed anew on the data at every point. */
    RECOMPUTE;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With which statistics what is laid by this choice is evaluated on the data that are open. */
    public StatisticsSource source() {
        return this == RECOMPUTE ? StatisticsSource.RECOMPUTED : StatisticsSource.GIVEN;
    }

    /** The same on test data: what a network has learnt about its data does not come from those. */
    public StatisticsSource sourceOnTest(Experiment training) {
        return this == RECOMPUTE ? StatisticsSource.recomputedOn(training.objective()) : StatisticsSource.GIVEN;
    }

    /** Whether statistics follow the weights in the vectors that are evaluated. */
    public boolean isOwn() {
        return this == OWN;
    }

    /** The layout of the vectors that are evaluated. */
    public ParameterLayout layout(Experiment experiment) {
        return isOwn() ? experiment.statistics().tracked().layout() : experiment.layout();
    }

    /** The open model as it is evaluated. */
    public double[] open(Experiment experiment) {
        return isOwn() ? experiment.state() : experiment.weights();
    }

    /** Another model or checkpoint as it is evaluated. */
    public double[] read(CheckpointSeries series, Experiment experiment) throws IOException {
        return isOwn()
                ? series.state(0, experiment.loss().network())
                : series.read(0, 0, experiment.layout().size());
    }

    /** What is evaluated of weights with the statistics of their own behind them. */
    public double[] of(double[] state, Experiment experiment) {
        return isOwn() ? state : Arrays.copyOf(state, experiment.layout().size());
    }

    /**
     * A curve between two models as it is evaluated.
     *
     * @param trained a curve of weights
     * @param start the first model, as it is evaluated
     * @param end the second one
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public BezierCurve curve(
            BezierCurve trained, double[] start, double[] end, Experiment experiment, CancelToken cancel) {
        return isOwn() ? trained.between(start, end, experiment.objective(), cancel) : trained;
    }

    /**
     * A plane through the path of a training as it is evaluated: by the path's own statistics, if it has any, with those of
     * its last point.
     *
     * @param plane in the layout of the weights
     * @throws IOException if the last point cannot be read
     */
    public Plane over(Plane plane, WeightSeries path, Experiment experiment) throws IOException {
        Plane laid = isOwn() ? PlanePath.withStatistics(plane, path, experiment.loss()) : plane;
        return laid.with(source());
    }

    /** What they are between models, for the provenance; empty for a network without batch normalisation. */
    public Optional<String> between(Experiment experiment) {
        return text(experiment, "each model's own statistics, interpolated between");
    }

    /** What they are along the path of a training and on the surface around it, likewise. */
    public Optional<String> along(WeightSeries path, Experiment experiment) {
        String own = path.statistics() > 0
                ? "statistics of the last checkpoint on the surface, each checkpoint's own on the path"
                : HELD.text("");
        return text(experiment, own);
    }

    private Optional<String> text(Experiment experiment, String own) {
        return experiment.statistics().isEmpty() ? Optional.empty() : Optional.of(text(own));
    }

    private String text(String own) {
        return switch (this) {
            case OWN -> own;
            case HELD -> "statistics of the model file";
            case RECOMPUTE -> "statistics recomputed on the data at every point";
        };
    }

    /** A sentence for who chose each checkpoint's own where the checkpoints have none; else empty. */
    public Optional<String> notice(WeightSeries path, Experiment experiment) {
        return isOwn() && path.statistics() == 0 && !experiment.statistics().isEmpty()
                ? Optional.of(
                        "The checkpoints hold no statistics of batch normalisations; those of the model file are used.")
                : Optional.empty();
    }
}
