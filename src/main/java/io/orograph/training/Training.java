package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

/**
 * Trains a network on minibatches. In each epoch every sample is used once, in an order that is drawn anew: a
 * Fisher–Yates shuffle of the order before, by one {@link Random} of the seed, whose numbers are the same on every
 * platform. The last batch may be smaller; its loss is the mean over its own samples, as in PyTorch.
 *
 * <p>The weights are kept in double precision, whatever the network computes in. Batch normalisation works with the
 * statistics of each batch and moves its running ones ({@link RunningStatistics}), by what it saw at the weights of the
 * step where SAM also looks elsewhere; or it stays with those it has, as the settings say. A loss that becomes NaN or
 * infinite does not stop the training: it is recorded as it is.
 */
public final class Training {

    private final LossChoice loss;
    private final Dataset data;
    private final Objective train;
    private final Objective validation;
    private final TrainingSettings settings;
    private final RunningStatistics statistics;
    private final int weights;

    /**
     * Makes a training, which does not begin yet.
     *
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
        this.statistics = RunningStatistics.of(loss.network());
        this.weights = loss.network().layout().size();
    }

    /**
     * Returns the state before a training from fresh weights: see {@link FreshWeights}; running means are 0, variances
     * 1.
     */
    public double[] freshState(long seed) {
        return stateOf(FreshWeights.draw(loss.network().layout(), seed), statistics.fresh());
    }

    /** Returns the state before a training from the weights and the running statistics of the model file. */
    public double[] fileState() {
        return stateOf(loss.network().weights(), statistics.held());
    }

    private double[] stateOf(double[] theta, double[] running) {
        return settings.batchStatistics() ? RunningStatistics.state(theta, running) : theta;
    }

    /**
     * Returns the layout of the states of this training: that of θ, and behind it the running statistics that it moves.
     */
    public ParameterLayout layout() {
        return layout(loss, settings);
    }

    /** Returns the layout of the states of a training. */
    public static ParameterLayout layout(LossChoice loss, TrainingSettings settings) {
        return settings.batchStatistics()
                ? RunningStatistics.of(loss.network()).tracked().layout()
                : loss.network().layout();
    }

    /**
     * The end of a training.
     *
     * @param theta the weights, and behind them the running statistics that were trained: see {@link #layout}
     * @param last the last recorded point
     * @param steps taken in all, also before it went on
     * @param taken of these, the ones of this run
     * @param complete whether all epochs were done; else it was cancelled
     * @param stepSeconds time that the steps of this run took, without the evaluations at recorded points
     */
    public record Result(
            double[] theta, TrainingPoint last, long steps, long taken, boolean complete, double stepSeconds) {}

    /** Returns the number of steps of the whole training. */
    public long totalSteps() {
        return settings.stepsPerEpoch(data.samples()) * settings.epochs();
    }

    /**
     * Trains from a start, which is recorded as step 0, then every so many steps, and at the end.
     *
     * @param start by {@link #layout}; not changed
     * @param progress hears of each step
     * @return where it ended; if cancelled, after the last whole step, which is then not recorded
     * @throws IOException if a point cannot be recorded
     */
    public Result run(double[] start, TrainingRecorder recorder, ProgressListener progress, CancelToken cancel)
            throws IOException {
        return run(TrainingState.beginning(start), recorder, progress, cancel);
    }

    /**
     * Goes on with a training of the same settings, to the bit as if it had not stopped. The point that it begins with is
     * not recorded again if it is.
     *
     * @param from not changed
     * @throws IllegalArgumentException if it is not a state of a training with these settings on this network
     */
    public Result run(TrainingState from, TrainingRecorder recorder, ProgressListener progress, CancelToken cancel)
            throws IOException {
        BatchRequirement.require(loss.network(), data.samples(), settings);
        int batch = Math.min(settings.batchSize(), data.samples());
        try (MinibatchGradient gradient = settings.batchStatistics()
                ? MinibatchGradient.normalizingBatches(loss, data, train.precision(), batch)
                : new MinibatchGradient(loss, data, train.precision(), batch)) {
            if (train.givesWay()) {
                gradient.giveWay();
            }
            gradient.prepare(Arrays.copyOf(from.state(), weights));
            return new Run(from, gradient, recorder, progress, cancel).go();
        }
    }

    /** A run of the training and its current state. */
    private final class Run {

        private final double[] theta;
        private final double[] running;
        private final MinibatchGradient gradient;
        private final TrainingRecorder recorder;
        private final ProgressListener progress;
        private final CancelToken cancel;
        private final Optimizer optimizer;
        private final Minibatches batches =
                new Minibatches(data.samples(), settings.batchSize(), new Random(settings.seed()));
        private final long stepsPerEpoch = settings.stepsPerEpoch(data.samples());
        private final long before;
        private long step;
        private boolean statisticsAreNew;
        private double learningRate = Double.NaN;
        private long nanos;
        private long recorded;
        private TrainingPoint last;

        Run(
                TrainingState from,
                MinibatchGradient gradient,
                TrainingRecorder recorder,
                ProgressListener progress,
                CancelToken cancel) {
            if (from.state().length != layout().size()) {
                throw new IllegalArgumentException(
                        from.state().length + " numbers for a training that moves " + layout().size());
            }
            this.theta = Arrays.copyOf(from.state(), weights);
            this.running = Arrays.copyOfRange(from.state(), weights, from.state().length);
            this.gradient = gradient;
            this.recorder = recorder;
            this.progress = progress;
            this.cancel = cancel;
            this.optimizer = settings.optimizer().create(theta.length);
            this.before = from.steps();
            this.recorded = from.recorded();
            if (before > 0) {
                learningRate = rate(before - 1);
                optimizer.rule().restore(from.moments(), before);
                for (step = 0; step < before; step++) {
                    batches.next();
                }
            }
        }

        private double[] state() {
            return RunningStatistics.state(theta, running);
        }

        private void keep() throws IOException {
            recorder.keep(new TrainingState(
                    step,
                    state(),
                    optimizer.rule().moments().stream().map(double[]::clone).toList(),
                    recorded));
        }

        private double rate(long at) {
            return settings.schedule().at(settings.optimizer().learningRate(), at, totalSteps());
        }

        private boolean isDue() {
            long every = settings.recordEvery() == 0 ? stepsPerEpoch : settings.recordEvery();
            return step % every == 0;
        }

        Result go() throws IOException {
            boolean complete = false;
            try {
                // The point where a cancelled training ended may be due and not recorded.
                if (isDue() && recorded < step) {
                    record();
                }
                for (long total = totalSteps(); step < total; ) {
                    step(total);
                }
                if (last == null || last.step() < step) {
                    record();
                }
                complete = true;
            } catch (CancellationException e) {
                keep();
            }
            return new Result(state(), last, step, step - before, complete, nanos / 1e9);
        }

        private void step(long total) throws IOException {
            cancel.check();
            int[] batch = batches.next();
            long begin = System.nanoTime();
            double rate = rate(step);
            double[] moved = running.clone();
            statisticsAreNew = true;
            optimizer.step(theta, rate, (at, into) -> gradientAt(at, batch, into, moved));
            System.arraycopy(moved, 0, running, 0, moved.length);
            nanos += System.nanoTime() - begin;
            learningRate = rate;
            step++;
            progress.progress(step, total);
            if (isDue()) {
                record();
            } else if (recorder.wantsState()) {
                keep();
            }
        }

        private double gradientAt(double[] point, int[] batch, double[] into, double[] moved) {
            double value = gradient.at(point, batch, into, cancel);
            if (statisticsAreNew) {
                gradient.updateStatistics(moved);
                statisticsAreNew = false;
            }
            return value;
        }

        private void record() throws IOException {
            double[] state = state();
            Evaluation onTrain = train.evaluate(state, cancel);
            Evaluation onValidation = validation == null ? null : validation.evaluate(state, cancel);
            TrainingPoint point =
                    new TrainingPoint(step, (double) step / stepsPerEpoch, learningRate, onTrain, onValidation);
            recorder.record(point, state);
            last = point;
            recorded = step;
            keep();
        }
    }
}
