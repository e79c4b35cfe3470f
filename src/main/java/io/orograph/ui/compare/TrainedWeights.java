package io.orograph.ui.compare;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.study.Experiment;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.FreshWeights;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.Training;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Weights that are trained from fresh ones until the training loss has come down to a target, so that models that were
 * trained differently can be compared at the same loss. Trained once: who asks again gets the same.
 */
final class TrainedWeights implements WeightSource {

    /** The training loss at which a training ends. */
    static final double TARGET = 0.02;

    /** Of all that are trained here: they start at the same weights and shuffle alike. */
    private static final long SEED = 0;

    /** More steps than any of these trainings needs. */
    private static final int MOST_STEPS = 20_000;

    private static final int RECORD_EVERY = 20;

    private final OptimizerSettings optimizer;
    private final int batch;
    private Weights trained;

    /**
     * @param batch samples a step; more than there are means all
     */
    TrainedWeights(OptimizerSettings optimizer, int batch) {
        this.optimizer = optimizer;
        this.batch = batch;
    }

    /** Plain SGD with the learning rate of all these trainings. */
    static OptimizerSettings sgd() {
        return OptimizerSettings.of(BaseOptimizer.SGD, 0.2);
    }

    @Override
    public synchronized Weights of(Experiment experiment, Consumer<String> tell, CancelToken cancel)
            throws IOException {
        if (trained == null) {
            trained = train(experiment, tell, cancel);
        }
        return trained;
    }

    private Weights train(Experiment experiment, Consumer<String> tell, CancelToken cancel) throws IOException {
        int samples = experiment.data().samples();
        int perEpoch = (samples - 1) / Math.min(batch, samples) + 1;
        TrainingSettings settings = new TrainingSettings(
                optimizer,
                LearningRateSchedule.CONSTANT,
                Math.min(batch, samples),
                MOST_STEPS / perEpoch + 1,
                SEED,
                RECORD_EVERY,
                false);
        CancelToken stop = new CancelToken();
        Training.Result result = new Training(
                        experiment.loss(), experiment.data(), experiment.objective(), null, settings)
                .run(
                        FreshWeights.draw(experiment.layout(), SEED),
                        (point, theta) -> {
                            tell.accept(String.format(
                                    Locale.ROOT,
                                    "step %,d, training loss %.3f, until it is %.2f",
                                    point.step(),
                                    point.train().loss(),
                                    TARGET));
                            if (point.train().loss() <= TARGET) {
                                stop.cancel();
                            }
                        },
                        (done, total) -> {
                            if (cancel.isCancelled()) {
                                stop.cancel();
                            }
                        },
                        stop);
        cancel.check();
        if (result.complete()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "The training loss did not come down to %.2f in %,d steps of %s",
                    TARGET,
                    result.steps(),
                    optimizer.title()));
        }
        return new Weights(
                "step " + result.steps(),
                new WeightsSource.Training(optimizer.title(), result.steps()),
                result.theta(),
                experiment.statistics().held());
    }
}
