package io.orograph.ui.main;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.study.Experiment;
import io.orograph.study.Sample;
import java.util.List;
import java.util.Random;

/** What a person can begin, end and choose in a window, in a random order: begun and not waited for. */
final class RandomActions {

    private static final long SEED = 334;

    /** Samples of a data set: few, so that much happens. */
    private static final int FEW = 38;

    private final WindowModels models;
    private final Random random = new Random(SEED);
    private final List<Runnable> actions;

    RandomActions(WindowModels models, List<Sample> samples) {
        this.models = models;
        this.actions = List.of(
                () -> models.workspace().openSample(samples.get(random.nextInt(samples.size()))),
                () -> models.workspace().samplesProperty().set(FEW + random.nextInt(FEW)),
                this::moveTheta,
                () -> models.evaluation().newDirections(),
                () -> models.evaluation().evaluateOrCancel(),
                () -> models.evaluation().resolutionProperty().set(3 + 2 * random.nextInt(9)),
                () -> models.curvature().startOrCancel(),
                () -> models.curvature().largestProperty().set(1 + random.nextInt(6)),
                () -> models.convexity().startOrCancel(),
                () -> models.profiles().startOrCancel(),
                this::measure,
                () -> models.measures().cancel(),
                () -> models.measures().checkInvariance(),
                () -> models.training().start(),
                () -> models.training().stop(),
                () -> models.training().goOn());
    }

    /** Does the next one. */
    void next() {
        actions.get(random.nextInt(actions.size())).run();
    }

    private void measure() {
        int measure = random.nextInt(models.measures().all().size());
        models.measures().measure(models.measures().all().get(measure));
    }

    private void moveTheta() {
        Experiment open = models.workspace().experimentProperty().get();
        if (open != null) {
            double[] theta = open.weights().theta().clone();
            theta[random.nextInt(theta.length)] += random.nextGaussian();
            models.workspace()
                    .use(new Weights(
                            "moved",
                            new WeightsSource.PlanePoint("a plane", 0, 0),
                            theta,
                            open.weights().statistics()));
        }
    }
}
