package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Trains a network on minibatches. In each epoch every sample is used once, in an order that is drawn anew: a
 * Fisher–Yates shuffle of the order before, by one {@link Random} of the seed, whose numbers are the same on every
 * platform. The last batch may be smaller; its loss is the mean over its own samples, as in PyTorch.
 *
 * <p>The weights are kept in double precision, whatever the network computes in. Batch normalisation works with the
 * running statistics of the model file ({@link MinibatchGradient}). A loss that becomes NaN or infinite does not stop
 * the training: it is recorded as it is.
 */
public final class Training {

    private final LossChoice loss;
    private final Dataset data;
    private final Objective train;
    private final Objective validation;
    private final TrainingSettings settings;

    /**
     * @param loss the network and its loss
     * @param data the training samples
     * @param train evaluates the training samples at recorded points; its precision is that of the training
     * @param validation evaluates samples that are not trained on; null for none
     */
    public Training(LossChoice loss, Dataset data, Objective train, Objective validation, TrainingSettings settings) {
        this.loss = loss;
        this.data = data;
        this.train = train;
        this.validation = validation;
        this.settings = settings;
    }

    /**
     * Where a training ended.
     *
     * @param theta the weights
     * @param last the last recorded point
     * @param steps taken in all
     * @param complete whether all epochs were done; else it was cancelled
     * @param stepSeconds time that the steps took, without the evaluations at recorded points
     */
    public record Result(double[] theta, TrainingPoint last, long steps, boolean complete, double stepSeconds) {}

    /** Steps of the whole training. */
    public long totalSteps() {
        return settings.stepsPerEpoch(data.samples()) * settings.epochs();
    }

    /**
     * Trains from a start, which is recorded as step 0, then every so many steps, and at the end.
     *
     * @param start not changed
     * @param progress hears of each step
     * @return where it ended; if cancelled, after the last whole step, which is then not recorded
     * @throws IOException if a point cannot be recorded
     */
    public Result run(double[] start, TrainingRecorder recorder, ProgressListener progress, CancelToken cancel)
            throws IOException {
        try (MinibatchGradient gradient =
                new MinibatchGradient(loss, data, train.precision(), Math.min(settings.batchSize(), data.samples()))) {
            return new Run(start, gradient, recorder, progress, cancel).go();
        }
    }

    /** One run and where it is. */
    private final class Run {

        private final double[] theta;
        private final MinibatchGradient gradient;
        private final TrainingRecorder recorder;
        private final ProgressListener progress;
        private final CancelToken cancel;
        private final Optimizer optimizer;
        private final Minibatches batches =
                new Minibatches(data.samples(), settings.batchSize(), new Random(settings.seed()));
        private final long stepsPerEpoch = settings.stepsPerEpoch(data.samples());
        private long step;
        private double learningRate = Double.NaN;
        private long nanos;
        private TrainingPoint last;

        Run(
                double[] start,
                MinibatchGradient gradient,
                TrainingRecorder recorder,
                ProgressListener progress,
                CancelToken cancel) {
            this.theta = start.clone();
            this.gradient = gradient;
            this.recorder = recorder;
            this.progress = progress;
            this.cancel = cancel;
            this.optimizer = settings.optimizer().create(theta.length);
        }

        Result go() throws IOException {
            try {
                record();
                for (long total = totalSteps(); step < total; ) {
                    step(total);
                }
                if (last.step() < step) {
                    record();
                }
            } catch (CancellationException e) {
                return result(false);
            }
            return result(true);
        }

        private Result result(boolean complete) {
            return new Result(theta, last, step, complete, nanos / 1e9);
        }

        private void step(long total) throws IOException {
            cancel.check();
            int[] batch = batches.next();
            long begin = System.nanoTime();
            double rate = settings.schedule().at(settings.optimizer().learningRate(), step, total);
            optimizer.step(theta, rate, (at, into) -> gradient.at(at, batch, into, cancel));
            nanos += System.nanoTime() - begin;
            learningRate = rate;
            step++;
            progress.progress(step, total);
            boolean epochEnds = step % stepsPerEpoch == 0;
            if (settings.recordEvery() == 0 ? epochEnds : step % settings.recordEvery() == 0) {
                record();
            }
        }

        private void record() throws IOException {
            Evaluation onTrain = train.evaluate(theta, cancel);
            Evaluation onValidation = validation == null ? null : validation.evaluate(theta, cancel);
            TrainingPoint point =
                    new TrainingPoint(step, (double) step / stepsPerEpoch, learningRate, onTrain, onValidation);
            recorder.record(point, theta);
            last = point;
        }
    }
}
