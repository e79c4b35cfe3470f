package io.orograph.study;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Weights;
import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.RecordFolder;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Weights that are trained from fresh ones until the training loss has come down to a target, so that models that were
 * trained differently can be compared at the same loss. Trained once: who asks again gets the same.
 */
public final class ComparisonTraining implements ComparisonWeights {

    /** The training loss at which a training ends. */
    public static final double TARGET = 0.02;

    /** The seed of all that are trained here: they start at the same weights and shuffle alike. */
    private static final long SEED = 0;

    /** More steps than any of these trainings needs. */
    private static final int MOST_STEPS = 20_000;

    private static final int RECORD_EVERY = 20;

    private final OptimizerSettings optimizer;
    private final int batch;
    private final Path folder;
    private Trained trained;

    /** What a training led to, and the command that records the same path. */
    private record Trained(Weights weights, long step, Command command) {}

    /**
     * Names a training.
     *
     * @param batch samples a step; more than there are means all
     * @param folder that the command which trains the same records into
     */
    public ComparisonTraining(OptimizerSettings optimizer, int batch, Path folder) {
        this.optimizer = optimizer;
        this.batch = batch;
        this.folder = folder;
    }

    /** Returns plain SGD with the learning rate of all these trainings. */
    public static OptimizerSettings sgd() {
        return OptimizerSettings.of(BaseOptimizer.SGD, 0.2);
    }

    @Override
    public synchronized Weights of(Experiment experiment, StudyListener listener, CancelToken cancel)
            throws IOException {
        if (trained == null) {
            trained = train(experiment, listener, cancel);
        }
        return trained.weights();
    }

    @Override
    public synchronized Optional<Object> word() {
        return Optional.of(new Command.FileIn(folder, RecordFolder.fileName(trained.step())));
    }

    /** A command matches what was recorded as it matches every file. */
    @Override
    public Optional<Map<String, String>> arrays() {
        return Optional.of(Map.of());
    }

    @Override
    public synchronized Optional<Command> before() {
        return Optional.of(trained.command());
    }

    @Override
    public String settings() {
        String size =
                batch == Integer.MAX_VALUE ? "all samples a step" : String.format(Locale.ROOT, "batches of %,d", batch);
        return String.format(
                Locale.ROOT, "%s, %s, seed %d, to a training loss of %s", optimizer.text(), size, SEED, TARGET);
    }

    private Trained train(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        int samples = experiment.data().samples();
        int most = (int) (MOST_STEPS / settings(samples, 1).stepsPerEpoch(samples)) + 1;
        CancelToken stop = new CancelToken();
        TrainingStudy.Result result =
                study(samples, most).run(experiment, new UntilTarget(listener, cancel, stop), stop);
        cancel.check();
        if (result.complete()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "The training loss did not come down to %.2f in %,d steps of %s",
                    TARGET,
                    result.steps(),
                    optimizer.title()));
        }
        long perEpoch = settings(samples, 1).stepsPerEpoch(samples);
        int epochs = (int) Math.max(1, (result.steps() + perEpoch - 1) / perEpoch);
        Weights end = result.end();
        Weights weights = new Weights(
                end.name(),
                end.source(),
                recorded(end.theta(), experiment.objective().precision()),
                experiment.statistics().held());
        return new Trained(weights, result.steps(), study(samples, epochs).recording(experiment, folder, 1));
    }

    private TrainingStudy study(int samples, int epochs) {
        return TrainingStudy.of(settings(samples, epochs), 0, true);
    }

    private TrainingSettings settings(int samples, int epochs) {
        return new TrainingSettings(
                optimizer, LearningRateSchedule.CONSTANT, Math.min(batch, samples), epochs, SEED, RECORD_EVERY, false);
    }

    /** As a file has them that a training records, so that its command leads to the same. */
    private static double[] recorded(double[] theta, Precision precision) {
        if (precision == Precision.DOUBLE) {
            return theta;
        }
        double[] rounded = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            rounded[i] = (float) theta[i];
        }
        return rounded;
    }

    /** Stops the training at the target, or when the comparison is cancelled. */
    private record UntilTarget(StudyListener told, CancelToken cancel, CancelToken stop)
            implements TrainingStudy.Listener {

        @Override
        public TrainingRecorder recorder(ParameterLayout layout) {
            return (point, state) -> {
                told.stage(String.format(
                        Locale.ROOT,
                        "step %,d, training loss %.3f, until it is %.2f",
                        point.step(),
                        point.train().loss(),
                        TARGET));
                if (point.train().loss() <= TARGET) {
                    stop.cancel();
                }
            };
        }

        @Override
        public void progress(long done, long total) {
            if (cancel.isCancelled()) {
                stop.cancel();
            }
        }
    }
}
