package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;

/**
 * The division of the samples into tiles that run through the network at once, all of one size.
 *
 * @param samples of the data set
 * @param size samples a tile; the last tile may hold fewer and is filled up with its first one, which is not counted again
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
     * @param inputs that the samples are of, or others of their shapes
     */
    static Tiling choose(Network network, Inputs inputs, int samples) {
        int fixed = LossChoice.fixedBatch(network);
        if (fixed > 0) {
            return new Tiling(samples, fixed);
        }
        int largest = 1;
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(LossChoice.SEVERAL));
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

    /**
     * Writes what an input gets of a tile, its samples one behind the other, and behind the last of them the tile's first one
     * again: what is not counted has to be something that the network can take.
     *
     * @param values as long as the input of a full tile
     */
    void fill(Inputs.Input input, int tile, double[] values) {
        Tensor from = input.values();
        if (!input.isBySample()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = from.get(i % from.size());
            }
            return;
        }
        int sampleSize = values.length / size;
        int first = from(tile) * sampleSize;
        int count = samplesIn(tile) * sampleSize;
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get(first + (i < count ? i : i % sampleSize));
        }
    }
}
