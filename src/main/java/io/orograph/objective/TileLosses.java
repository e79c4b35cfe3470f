package io.orograph.objective;

import io.orograph.network.NativeCopy;
import io.orograph.task.CancelToken;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses of an objective's samples, tile by tile, from what the network makes of them. Used by one thread at a time. */
final class TileLosses {

    private final Objective objective;
    private final double[] outputs;

    TileLosses(Objective objective) {
        this.objective = objective;
        this.outputs =
                new double[objective.tileSize() * objective.outputLayout().size()];
    }

    /** The network's output for a tile. */
    @FunctionalInterface
    interface TileRun {
        INDArray run(int tile);
    }

    /**
     * What is evaluated.
     *
     * @param penalty what the weights add to the loss of each sample
     */
    record Point(TileRun tiles, double penalty) {}

    /** Takes the loss of a sample, and whether its answer is right. */
    @FunctionalInterface
    interface SampleListener {
        void sample(int sample, double loss, double accuracy);
    }

    /**
     * Evaluates all samples.
     *
     * @param losses of the samples, overwritten
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    Evaluation evaluate(Point point, double[] losses, CancelToken cancel) {
        Mean mean = new Mean();
        for (int tile = 0; tile < objective.tiling().count(); tile++) {
            cancel.check();
            evaluate(point, tile, (sample, loss, accuracy) -> {
                losses[sample] = loss;
                mean.add(loss, accuracy);
            });
        }
        return mean.evaluation();
    }

    /** Evaluates the samples of a tile. */
    void evaluate(Point point, int tile, SampleListener listener) {
        Loss loss = objective.loss();
        OutputLayout layout = objective.outputLayout();
        NativeCopy.read(point.tiles().run(tile), outputs);
        int first = objective.tiling().from(tile);
        for (int i = 0; i < objective.tiling().samplesIn(tile); i++) {
            int target = (first + i) * objective.targetsPerSample();
            double value = loss.loss(outputs, i * layout.size(), layout, objective.targets(), target) + point.penalty();
            listener.sample(
                    first + i, value, loss.accuracy(outputs, i * layout.size(), layout, objective.targets(), target));
        }
        objective.ran(objective.tiling().samplesIn(tile));
    }

    /** The mean loss and accuracy of samples one by one. */
    private final class Mean {

        private final SampleError losses = new SampleError(objective.strata());
        private double right;

        private void add(double loss, double accuracy) {
            losses.add(loss);
            right += accuracy;
        }

        private Evaluation evaluation() {
            double accuracy = objective.loss().hasAccuracy() ? right / losses.count() : Double.NaN;
            return new Evaluation(losses.mean(), losses.standardError(), accuracy, losses.count());
        }
    }
}
