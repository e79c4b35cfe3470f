package io.orograph.training;

import io.orograph.math.Shuffle;
import java.util.Arrays;
import java.util.Random;

/**
 * The minibatches of a training, without end. In each epoch every sample occurs once, in an order drawn anew: a
 * {@link Shuffle} of the order before. The last batch of an epoch may be smaller.
 */
final class Minibatches {

    private final int size;
    private final Random random;
    private final int[] order;
    private int next;

    /**
     * Starts before the first epoch.
     *
     * @param samples how many there are
     * @param size of a batch
     */
    Minibatches(int samples, int size, Random random) {
        this.size = size;
        this.random = random;
        this.order = new int[samples];
        this.next = samples;
        Arrays.setAll(order, i -> i);
    }

    /** Returns the places of the next batch's samples. */
    int[] next() {
        if (next == order.length) {
            Shuffle.shuffle(order, random);
            next = 0;
        }
        int from = next;
        next += Math.min(size, order.length - from);
        return Arrays.copyOfRange(order, from, next);
    }
}
