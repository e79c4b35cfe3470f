package io.orograph.math;

import java.util.Arrays;
import java.util.Random;

/**
 * Random orders by the Fisher–Yates shuffle, from the last place down (Durstenfeld 1964): each order is equally likely. The
 * draws are those of {@link Random}, whose numbers are the same on every platform and Java version, so that a seed means the
 * same order everywhere.
 */
public final class Shuffle {

    private Shuffle() {}

    /** Returns a random order of 0 … size − 1. */
    public static int[] order(int size, Random random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        shuffle(order, random);
        return order;
    }

    /** Shuffles in place, starting from the order that is there. */
    public static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
