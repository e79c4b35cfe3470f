package io.orograph.training;

import io.orograph.data.Dataset;
import io.orograph.math.Shuffle;
import java.util.Arrays;
import java.util.Random;

/**
 * Data split into samples to train on and samples to validate with.
 *
 * @param train the samples to train on, in the data's order
 * @param validation the others; null for none
 */
public record Holdout(Dataset train, Dataset validation) {

    /**
     * Splits data at random, without replacement.
     *
     * @param share of the samples that are held out, 0 to below 1; rounded, and at least one sample trains
     * @param seed of the draw
     */
    public static Holdout split(Dataset data, double share, long seed) {
        int held = Math.min(data.samples() - 1, (int) Math.round(share * data.samples()));
        if (held <= 0) {
            return new Holdout(data, null);
        }
        int[] order = Shuffle.order(data.samples(), new Random(seed));
        int[] first = Arrays.copyOf(order, held);
        int[] rest = Arrays.copyOfRange(order, held, order.length);
        Arrays.sort(first);
        Arrays.sort(rest);
        return new Holdout(data.subset(rest), data.subset(first));
    }
}
