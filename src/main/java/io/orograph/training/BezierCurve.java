package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import io.orograph.task.ProgressListener;
import java.util.Random;

/**
 * A quadratic Bézier curve between two models, φ(t) = (1 − t)²·A + 2t(1 − t)·θ + t²·B (Garipov et al. 2018, arXiv
 * 1802.10026, section 3.3).
 *
 * @param start A, at t = 0
 * @param bend θ, towards which the curve bends
 * @param end B, at t = 1
 */
public record BezierCurve(double[] start, double[] bend, double[] end) {

    /**
     * Returns the same curve between states, which are weights with running statistics of batch normalisations behind
     * them: those of each point come by the same polynomial from the two models' own and from what the data have at the
     * bend.
     *
     * @param startState of A
     * @param endState of B
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public BezierCurve between(double[] startState, double[] endState, Objective objective, CancelToken cancel) {
        double[] ofBend = objective.statisticsAt(bend, cancel);
        return new BezierCurve(startState, RunningStatistics.state(bend, ofBend), endState);
    }

    /** Returns φ(t), the point of the curve at t. */
    public double[] at(double t) {
        double[] point = new double[start.length];
        place(t, bend, point);
        return point;
    }

    private void place(double t, double[] towards, double[] point) {
        double a = (1 - t) * (1 - t);
        double b = 2 * t * (1 - t);
        double c = t * t;
        for (int i = 0; i < point.length; i++) {
            point[i] = a * start[i] + b * towards[i] + c * end[i];
        }
    }

    /**
     * Returns the loss at points of the curve, on all workers of the objective.
     *
     * @param statistics what batch normalisations are evaluated with
     * @param positions t of each point
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Evaluation[] evaluate(
            Objective objective,
            StatisticsPolicy statistics,
            double[] positions,
            ProgressListener progress,
            CancelToken cancel) {
        Evaluation[] results = new Evaluation[positions.length];
        objective.parallel(
                positions.length,
                progress,
                cancel,
                (worker, i) -> results[i] = worker.evaluate(at(positions[i]), statistics, cancel));
        return results;
    }

    /**
     * Finds a bend along whose curve the loss is low: from the middle of the line between the models it goes down
     * E[L(φ(t))], t uniform in 0 to 1, with one t drawn for each minibatch; ∂L/∂θ = 2t(1 − t)·∇L(φ(t)).
     *
     * @param data the training samples
     * @param settings of the descent; its seed draws the batches and t
     * @param kept where the bend is kept on its way, and gone on from
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static BezierCurve train(
            double[] start,
            double[] end,
            LossChoice loss,
            Dataset data,
            Precision precision,
            TrainingSettings settings,
            Kept kept,
            ProgressListener progress,
            CancelToken cancel) {
        BatchRequirement.require(loss.network(), data.samples(), settings);
        double[] middle = new double[start.length];
        java.util.Arrays.setAll(middle, i -> (start[i] + end[i]) / 2);
        BezierCurve curve = new BezierCurve(start, middle, end);
        int batchSize = Math.min(settings.batchSize(), data.samples());
        try (MinibatchGradient gradient = settings.batchStatistics()
                ? MinibatchGradient.normalizingBatches(loss, data, precision, batchSize)
                : new MinibatchGradient(loss, data, precision, batchSize)) {
            curve.descend(gradient, data.samples(), settings, new KeptDescent(kept), progress, cancel);
        }
        return curve;
    }

    private void descend(
            MinibatchGradient gradient,
            int samples,
            TrainingSettings settings,
            KeptDescent kept,
            ProgressListener progress,
            CancelToken cancel) {
        Optimizer optimizer = settings.optimizer().create(bend.length);
        Random random = new Random(settings.seed());
        Minibatches batches = new Minibatches(samples, Math.min(settings.batchSize(), samples), random);
        double[] point = new double[bend.length];
        long total = settings.stepsPerEpoch(samples) * settings.epochs();
        long before = kept.restore(bend, optimizer);
        for (long step = 0; step < total; step++) {
            cancel.check();
            int[] batch = batches.next();
            double t = random.nextDouble();
            if (step < before) {
                continue;
            }
            double rate = settings.schedule().at(settings.optimizer().learningRate(), step, total);
            optimizer.step(bend, rate, (theta, into) -> {
                place(t, theta, point);
                double loss = gradient.at(point, batch, into, cancel);
                for (int i = 0; i < into.length; i++) {
                    into[i] *= 2 * t * (1 - t);
                }
                return loss;
            });
            kept.put(step + 1, total, bend, optimizer);
            progress.progress(step + 1, total);
        }
    }
}
