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

    /**
     * Evaluates all samples.
     *
     * @param answers overwritten
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    Evaluation evaluate(Point point, SampleAnswers answers, CancelToken cancel) {
        for (int tile = 0; tile < objective.tiling().count(); tile++) {
            cancel.check();
            evaluate(point, tile, answers);
        }
        return objective.evaluation(answers);
    }

    /** Evaluates the samples of a tile. */
    void evaluate(Point point, int tile, SampleAnswers answers) {
        Loss loss = objective.loss();
        OutputLayout layout = objective.outputLayout();
        NativeCopy.read(point.tiles().run(tile), outputs);
        int first = objective.tiling().from(tile);
        int samples = objective.tiling().samplesIn(tile);
        for (int i = 0; i < samples; i++) {
            int from = i * layout.size();
            int target = (first + i) * objective.targetsPerSample();
            double value = loss.loss(outputs, from, layout, objective.targets(), target);
            answers.losses()[first + i] = value + point.penalty();
            answers.accuracies()[first + i] = loss.accuracy(outputs, from, layout, objective.targets(), target);
        }
        objective.ran(samples);
    }
}
