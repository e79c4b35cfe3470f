package io.orograph.training;

import io.orograph.network.Network;
import io.orograph.network.RunningStatistics;
import io.orograph.network.SampleAxes;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The demands of batch normalisation on the batches it is trained on: at least two samples in each, and as many as the
 * file fixes where it does. The statistics of a single sample are not those of a batch, and where a channel has one
 * number a sample, its variance is 0 and its output does not depend on the data; PyTorch refuses that as well.
 */
public final class BatchRequirement {

    private BatchRequirement() {}

    /**
     * Returns why a network's batch normalisation cannot be trained on these batches, as a sentence; empty if it can, or
     * is not.
     *
     * @param samples to train on
     */
    public static Optional<String> problem(Network network, int samples, TrainingSettings settings) {
        RunningStatistics statistics = RunningStatistics.of(network);
        if (!settings.batchStatistics() || statistics.isEmpty()) {
            return Optional.empty();
        }
        int fixed = SampleAxes.of(network).fixed();
        int batch = Math.min(settings.batchSize(), samples);
        if (fixed > 0) {
            return ofFixed(fixed, batch, samples);
        }
        if (batch > 1 && samples % batch != 1) {
            return Optional.empty();
        }
        String what = batch == 1 ? "A batch of 1" : "A last batch of 1 (" + samples + " samples by " + batch + ")";
        return Optional.of(what + " has no statistics that batch normalisation could be trained with: choose "
                + another(batch, samples) + "hold its running statistics.");
    }

    private static Optional<String> ofFixed(long fixed, int batch, int samples) {
        if (fixed > 1 && fixed == batch && samples % batch == 0) {
            return Optional.empty();
        }
        String reason = fixed == 1
                ? "The model file fixes the batch to 1, which has no statistics that batch normalisation could be trained"
                        + " with"
                : "The model file fixes the batch to " + fixed
                        + ", and batch normalisation is trained on whole batches," + " not on " + batch + " of "
                        + samples + " samples";
        return Optional.of(reason + ": export it with an open batch axis, or hold its running statistics.");
    }

    /** Returns the nearest size that leaves no batch of one. */
    private static String another(int batch, int samples) {
        return IntStream.rangeClosed(1, samples)
                .flatMap(step -> IntStream.of(batch - step, batch + step))
                .filter(size -> size > 1 && size <= samples && samples % size != 1)
                .mapToObj(size -> "another batch size, such as " + size + ", or ")
                .findFirst()
                .orElse("more samples, or ");
    }

    /**
     * Refuses such batches.
     *
     * @throws IllegalArgumentException with the reason
     */
    static void require(Network network, int samples, TrainingSettings settings) {
        problem(network, samples, settings).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }
}
