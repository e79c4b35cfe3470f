package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import java.util.Optional;

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

    /** Floats that the largest value may take where a larger tile saves reading weights. */
    private static final int LARGEST_VALUE_FOR_WEIGHTS = 1 << 22;

    /** Samples that a tile has at least where their values are large: each reads all weights once. */
    private static final int FEW_SAMPLES = 8;

    /** Weights that stay in the caches from tile to tile: 8 MB of floats. */
    private static final int CACHED_WEIGHTS = 1 << 21;

    /**
     * Samples that a tile has at least where the weights do not stay in the caches: convolutions of small images are products
     * with as many rows, which with 16 take a fifth longer.
     */
    private static final int FEW_SAMPLES_FOR_WEIGHTS = 32;

    /**
     * How often each of the weights that do not stay in the caches is used for one reading of it: a core multiplies about
     * sixteen times while memory gives it one float, and reading should be a small part of that time.
     */
    private static final int USES_OF_A_WEIGHT = 256;

    /**
     * How often each weight is used for one handling of its gradient, which takes about as long as 40 of the products that it is
     * used in on the way forth and back. A transformer of 0.8 million weights, each used 64 times by a sample, took 7 % less time
     * with 16 samples than with 8, and 13 % less with 32.
     */
    private static final long USES_FOR_GRADIENT = 1 << 11;

    /**
     * Weights whose gradient stays in a core's own cache from tile to tile: 1 MB with its sum in 64 bits, and less. A LeNet of
     * 61 thousand took no less time with larger tiles.
     */
    private static final int NEAR_WEIGHTS = 1 << 17;

    /**
     * Samples that a part of a tile has at least where it is divided for a gradient: with fewer, convolutions of small images are
     * done otherwise.
     */
    private static final int FEW_SAMPLES_FOR_GRADIENT = 16;

    /** Floats that the largest value may take where tiles are joined. */
    private static final int LARGEST_VALUE_FOR_GRADIENT = 4 * LARGEST_VALUE;

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
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(LossChoice.SEVERAL));
        int largest = largestValue(network, shapes);
        int wanted = Math.max(LARGEST_VALUE / largest, samplesForWeights(network, shapes));
        int limit = Math.max(1, Math.min(samples, Math.min(wanted, LARGEST_VALUE_FOR_WEIGHTS / largest)));
        int tiles = (samples + limit - 1) / limit;
        return new Tiling(samples, (samples + tiles - 1) / tiles);
    }

    /**
     * Returns how many tiles are best joined for a gradient, in which that of each weight is written, read and added once for all
     * samples that run at once: so many that this takes little of the time, if what then leaves the caches is not too large.
     *
     * @param size samples a tile
     */
    static int joinedForGradient(Network network, Inputs inputs, int size) {
        if (LossChoice.fixedBatch(network) > 0 || network.layout().size() <= NEAR_WEIGHTS) {
            return 1;
        }
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(LossChoice.SEVERAL));
        Reading reading = reading(network, shapes);
        long uses = Math.max(1, reading.uses() * size);
        long wanted = (USES_FOR_GRADIENT * reading.weights() + uses - 1) / uses;
        long limit = LARGEST_VALUE_FOR_GRADIENT / ((long) largestValue(network, shapes) * size);
        return (int) Math.max(1, Math.min(wanted, limit));
    }

    /**
     * Returns into how many parts a tile is best divided for a gradient where its weights stay near: two where the largest value
     * fills what the caches have for it, since its gradient lies beside it. A LeNet took 6 % less in halves, and no less in thirds.
     *
     * @param size samples a tile
     */
    static int dividedForGradient(Network network, Inputs inputs, int size) {
        boolean isFixed = LossChoice.fixedBatch(network) > 0;
        if (isFixed || network.layout().size() > NEAR_WEIGHTS || size < 2 * FEW_SAMPLES_FOR_GRADIENT) {
            return 1;
        }
        long[][] shapes = ShapeInference.infer(network, inputs.shapes(LossChoice.SEVERAL));
        return (long) largestValue(network, shapes) * size > LARGEST_VALUE / 2 ? 2 : 1;
    }

    /** Returns the size of the largest value of a sample. */
    private static int largestValue(Network network, long[][] shapes) {
        int largest = 1;
        for (Network.Node node : network.nodes()) {
            for (int value : node.outputs()) {
                if (value >= 0 && shapes[value] != null) {
                    largest = Math.max(largest, Shape.size(shapes[value]) / LossChoice.SEVERAL);
                }
            }
        }
        return largest;
    }

    /** Returns how many samples a tile needs so that reading the weights takes little of its time. */
    private static int samplesForWeights(Network network, long[][] shapes) {
        Reading reading = reading(network, shapes);
        return reading.weights() <= CACHED_WEIGHTS || reading.uses() == 0
                ? FEW_SAMPLES
                : (int) Math.max(
                        FEW_SAMPLES_FOR_WEIGHTS,
                        (USES_OF_A_WEIGHT * reading.weights() + reading.uses() - 1) / reading.uses());
    }

    /**
     * What is read of weights.
     *
     * @param weights how many there are, each as often as a node reads it
     * @param uses of all by one sample
     */
    private record Reading(long weights, long uses) {}

    private static Reading reading(Network network, long[][] shapes) {
        long weights = 0;
        long uses = 0;
        for (Network.Node node : network.nodes()) {
            for (int value : node.inputs()) {
                Optional<Parameter> read = value < 0
                        ? Optional.empty()
                        : network.layout().find(network.values().get(value));
                if (read.isPresent() && read.get().outputAxis() >= 0) {
                    weights += read.get().size();
                    uses += read.get().size() * usesBySample(node, read.get(), shapes);
                }
            }
        }
        return new Reading(weights, uses);
    }

    /** Returns how often a sample uses each weight: once in a dense layer, at each place in a convolution. */
    private static long usesBySample(Network.Node node, Parameter weights, long[][] shapes) {
        long units = weights.shape()[weights.outputAxis()] * weights.outputGroups();
        long numbers = node.outputs().stream()
                .filter(value -> value >= 0 && shapes[value] != null)
                .mapToLong(value -> Shape.size(shapes[value]))
                .max()
                .orElse(0);
        return Math.max(1, numbers / LossChoice.SEVERAL / units);
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
