package io.orograph.objective;

import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The division of the samples into tiles that run through the network at once, all of one size.
 *
 * @param samples of the data set
 * @param size samples a tile; the last tile may hold fewer and is filled up with zeros that are not counted
 */
record Tiling(int samples, int size) {

    /**
     * Floats that the largest value of a tile may take: 1 MiB of them stays in a core's caches when another core works
     * too. Measured with two workers: at twice the size a ResNet-20 took a quarter longer and a LeNet 6 % less, at eight
     * times the size convolutions ran at a third of the speed.
     */
    private static final int LARGEST_VALUE = 1 << 18;

    /**
     * Returns tiles as large as the caches allow and as equal as they can be.
     *
     * @param sampleShape shape of the inputs; the first axis is not read
     */
    static Tiling choose(Network network, long[] sampleShape, int samples) {
        int fixed = LossChoice.fixedBatch(network);
        if (fixed > 0) {
            return new Tiling(samples, fixed);
        }
        long[] several = sampleShape.clone();
        several[0] = LossChoice.SEVERAL;
        int largest = 1;
        long[][] shapes = ShapeInference.infer(network, List.of(several));
        for (Network.Node node : network.nodes()) {
            for (int value : node.outputs()) {
                if (value >= 0 && shapes[value] != null) {
                    largest = Math.max(largest, Shape.size(shapes[value]) / LossChoice.SEVERAL);
                }
            }
        }
        int limit = Math.max(1, Math.min(samples, LARGEST_VALUE / largest));
        int tiles = (samples + limit - 1) / limit;
        return new Tiling(samples, (samples + tiles - 1) / tiles);
    }

    int count() {
        return (samples + size - 1) / size;
    }

    int from(int tile) {
        return tile * size;
    }

    /** Returns how many samples a tile really holds. */
    int samplesIn(int tile) {
        return Math.min(size, samples - from(tile));
    }

    /** Copies a tile's samples to the beginning of {@code values} and fills the rest of it with zeros. */
    void fill(Tensor inputs, int tile, double[] values) {
        int sampleSize = values.length / size;
        int from = from(tile) * sampleSize;
        int count = samplesIn(tile) * sampleSize;
        for (int i = 0; i < count; i++) {
            values[i] = inputs.get(from + i);
        }
        Arrays.fill(values, count, values.length, 0);
    }
}
