package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.stream.IntStream;

/**
 * Whether what a network says of a sample depends on the samples that run with it, as on the neighbours of a node in a graph.
 * Then it has no loss of each sample, and the mean over batches is not that over all.
 */
final class SampleCoupling {

    /** So many samples are looked at. */
    private static final int SAMPLES = 8;

    /** The share of the largest output that rounding may make up, also where a network rounds by what a batch holds. */
    private static final double ROUNDING = 0.05;

    private SampleCoupling() {}

    /**
     * Refuses a network that gives some samples other outputs when they run in another order and without the others.
     *
     * @throws IllegalArgumentException if it does
     */
    static void requireNone(Network network, Dataset data) {
        int count = Math.min(SAMPLES, data.samples());
        int half = count / 2;
        if (half == 0) {
            return;
        }
        Tensor all = outputs(network, data, IntStream.range(0, count).toArray());
        Tensor some = outputs(
                network, data, IntStream.range(0, half).map(i -> count - 1 - i).toArray());
        int each = all.size() / count;
        double largest = IntStream.range(0, all.size())
                .mapToDouble(i -> Math.abs(all.get(i)))
                .max()
                .orElse(0);
        for (int i = 0; i < some.size(); i++) {
            double other = all.get((count - 1 - i / each) * each + i % each);
            if (Math.abs(some.get(i) - other) > ROUNDING * largest) {
                throw new IllegalArgumentException(
                        "what the network says of a sample depends on the samples that run with it,"
                                + " as on the neighbours of a node in a graph: its loss is no mean over samples, and is not"
                                + " supported");
            }
        }
    }

    private static Tensor outputs(Network network, Dataset data, int... samples) {
        return Predictor.predict(
                network, network.weights(), data.arrays().entries(samples), Precision.SINGLE, new CancelToken());
    }
}
