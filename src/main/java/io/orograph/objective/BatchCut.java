package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;

/**
 * Into how large parts a minibatch is cut for its gradient. The cut depends on network and batch alone: with it the order
 * of every sum, and so each bit of a training, is the same for any number of workers.
 */
final class BatchCut {

    /** Parts that are wanted at most: enough for the cores of most machines. */
    static final int PARTS = 8;

    /**
     * Numbers that a part computes at least; fewer take less time than another thread needs to begin. A part also computes
     * twice as many as θ has, whose gradient each part has to hand over.
     */
    private static final long SMALLEST = 1 << 18;

    private BatchCut() {}

    /**
     * Returns the samples of a part; those of a last one may be fewer.
     *
     * @param inputs that the samples are of
     */
    static int partSize(Network network, Inputs inputs, int batch) {
        int tile = Tiling.choose(network, inputs, batch).size();
        if (LossChoice.fixedBatch(network) > 0) {
            return tile;
        }
        long numbers = numbersPerSample(network, inputs) * batch;
        long smallest = Math.max(SMALLEST, 2L * network.layout().size());
        int parts = 1;
        while (2 * parts <= Math.min(PARTS, batch) && numbers / (2L * parts) >= smallest) {
            parts *= 2;
        }
        return Math.min(tile, (batch + parts - 1) / parts);
    }

    private static long numbersPerSample(Network network, Inputs inputs) {
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(LossChoice.SEVERAL));
        return network.nodes().stream()
                .filter(node -> !node.operator().isView())
                .flatMap(node -> node.outputs().stream())
                .filter(value -> value >= 0 && shapes[value] != null)
                .mapToLong(value -> Shape.size(shapes[value]) / LossChoice.SEVERAL)
                .sum();
    }
}
