package io.orograph.objective;

import io.orograph.network.NativeCopy;
import io.orograph.task.CancelToken;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The losses of an objective's samples, tile by tile, from what the network makes of them. Used by one thread at a time. */
final class TileLosses implements AutoCloseable {

    private final Objective objective;
    private final double[] outputs;

    /** The array that the last output was in. */
    private INDArray bound;

    private Optional<CompiledLoss> compiled = Optional.empty();

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
        INDArray found = point.tiles().run(tile);
        int first = objective.tiling().from(tile);
        int samples = objective.tiling().samplesIn(tile);
        bind(found);
        if (compiled.isPresent()) {
            compiled.get().evaluate(tile, first, samples, answers);
            addPenalty(point.penalty(), first, samples, answers.losses());
        } else {
            evaluate(found, point.penalty(), first, samples, answers);
        }
        objective.ran(samples);
    }

    /** Gets ready for outputs in an array, which is a plan's for its life. */
    void bind(INDArray found) {
        if (found != bound) {
            close();
            bound = found;
            compiled = compiled(found);
        }
    }

    private Optional<CompiledLoss> compiled(INDArray found) {
        Loss loss = objective.loss();
        OutputLayout layout = objective.outputLayout();
        int samples = objective.tileSize();
        return CompiledCrossEntropy.of(loss, layout, samples, objective.targets(), found)
                .or(() -> CompiledElementwiseLoss.of(loss, layout, samples, objective::singleTargets, found));
    }

    /** Returns how many bytes of native memory this holds. */
    long bytes() {
        return compiled.map(CompiledLoss::bytes).orElse(0L);
    }

    /** Frees the memory; what is evaluated later takes some again. */
    @Override
    public void close() {
        compiled.ifPresent(CompiledLoss::close);
        compiled = Optional.empty();
        bound = null;
    }

    private static void addPenalty(double penalty, int first, int samples, double... losses) {
        for (int i = first; penalty != 0 && i < first + samples; i++) {
            losses[i] += penalty;
        }
    }

    private void evaluate(INDArray found, double penalty, int first, int samples, SampleAnswers answers) {
        Loss loss = objective.loss();
        OutputLayout layout = objective.outputLayout();
        NativeCopy.read(found, outputs);
        for (int i = 0; i < samples; i++) {
            int from = i * layout.size();
            int target = (first + i) * objective.targetsPerSample();
            double value = loss.loss(outputs, from, layout, objective.targets(), target);
            answers.losses()[first + i] = value + penalty;
            answers.accuracies()[first + i] = loss.accuracy(outputs, from, layout, objective.targets(), target);
        }
    }
}
