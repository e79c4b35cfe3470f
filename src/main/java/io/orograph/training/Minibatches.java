package io.orograph.training;

import java.util.Arrays;
import java.util.Random;

/**
 * The minibatches of a training, without end. In each epoch every sample occurs once, in an order drawn anew: a
 * Fisher–Yates shuffle of the order before. The last batch of an epoch may be smaller.
 */
final class Minibatches {

    private final int size;
    private final Random random;
    private final int[] order;
    private int next;

    /**
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

    /** The places of the next batch's samples. */
    int[] next() {
        if (next == order.length) {
            shuffle(order, random);
            next = 0;
        }
        int from = next;
        next += Math.min(size, order.length - from);
        return Arrays.copyOfRange(order, from, next);
    }

    /** Draws an order of which each is equally likely. */
    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
