package io.orograph.math;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws of N(0, 1) that are those of {@link Random#nextGaussian} to the bit, by all cores: that method's polar method tries
 * pairs of uniform numbers until one lies in the unit circle, and whether the k-th pair does depends on the generator's state
 * after 4k steps alone, which a linear congruential generator reaches at once.
 */
public final class NormalDraws {

    /** The generator: state ← state·MULTIPLIER + ADDEND mod 2⁴⁸, the seed scrambled by the multiplier. */
    private static final long MULTIPLIER = 0x5DEECE66DL;

    private static final long ADDEND = 0xBL;
    private static final int STATE_BITS = 48;
    private static final long MASK = (1L << STATE_BITS) - 1;

    /** Of the 53 bits of a uniform number, those of its first step and of its second. */
    private static final int HIGH_BITS = 26;

    private static final int LOW_BITS = 27;
    private static final double UNIT = 0x1.0p-53;

    /** Two numbers, of two steps each. */
    private static final int STEPS_A_PAIR = 4;

    /** Pairs that a core tries at once, at most. */
    private static final int CHUNK = 1 << 16;

    /** Of all pairs π/4 lie in the circle; as many as may be needed, and a little more. */
    private static final double TRIES_A_PAIR = 4 / Math.PI * 1.01;

    private final double[][] vectors;
    private final int size;

    private NormalDraws(int count, int size) {
        this.vectors = new double[count][size];
        this.size = size;
    }

    /**
     * Returns vectors of draws, the whole of the first before the second, as a new {@link Random} of the seed gives them.
     *
     * @param count how many vectors
     * @param size numbers in each
     */
    public static double[][] vectors(long seed, int count, int size) {
        NormalDraws draws = new NormalDraws(count, size);
        draws.fill((seed ^ MULTIPLIER) & MASK);
        return draws.vectors;
    }

    /** Returns one vector of draws, as a new {@link Random} of the seed gives it. */
    public static double[] vector(long seed, int size) {
        return vectors(seed, 1, size)[0];
    }

    private void fill(long state) {
        long wanted = (long) vectors.length * size;
        long from = state;
        for (long written = 0; written < wanted; ) {
            long pairs = (wanted - written + 1) / 2;
            long needed = (long) (pairs * TRIES_A_PAIR) + 1;
            int tries = (int) Math.min(CHUNK, needed);
            int chunks = Math.toIntExact((needed + tries - 1) / tries);
            long[] starts = new long[chunks + 1];
            starts[0] = from;
            for (int i = 0; i < chunks; i++) {
                starts[i + 1] = after(starts[i], (long) STEPS_A_PAIR * tries);
            }
            int[] accepted = IntStream.range(0, chunks)
                    .parallel()
                    .map(chunk -> accepted(starts[chunk], tries))
                    .toArray();
            long[] places = new long[chunks + 1];
            places[0] = written;
            for (int i = 0; i < chunks; i++) {
                places[i + 1] = places[i] + 2L * accepted[i];
            }
            IntStream.range(0, chunks).parallel().forEach(chunk -> write(starts[chunk], tries, places[chunk]));
            written = places[chunks];
            from = starts[chunks];
        }
    }

    /** Returns the state after some steps: a step is affine, and so are two, four, eight of them. */
    private static long after(long state, long steps) {
        long factor = MULTIPLIER;
        long addend = ADDEND;
        long result = state;
        for (long left = steps; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * factor + addend;
            }
            addend += factor * addend;
            factor *= factor;
        }
        return result & MASK;
    }

    /** Returns how many pairs of a chunk lie in the circle. */
    private static int accepted(long start, int tries) {
        Pairs pairs = new Pairs(start);
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += pairs.next() ? 1 : 0;
        }
        return count;
    }

    private void write(long start, int tries, long place) {
        Pairs pairs = new Pairs(start);
        int vector = (int) (place / size);
        int at = (int) (place % size);
        for (int i = 0; i < tries && vector < vectors.length; i++) {
            if (pairs.next()) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(pairs.square) / pairs.square);
                vectors[vector][at++] = pairs.first * scale;
                if (at == size) {
                    vector++;
                    at = 0;
                }
                if (vector < vectors.length) {
                    vectors[vector][at++] = pairs.second * scale;
                }
                if (at == size) {
                    vector++;
                    at = 0;
                }
            }
        }
    }

    /** Pairs of uniform numbers from −1 to 1. */
    private static final class Pairs {
        private long state;
        private double first;
        private double second;
        private double square;

        Pairs(long state) {
            this.state = state;
        }

        /** Goes to the next pair and tells whether it lies in the unit circle. */
        boolean next() {
            first = 2 * uniform() - 1;
            second = 2 * uniform() - 1;
            square = first * first + second * second;
            return square < 1 && square != 0;
        }

        private double uniform() {
            long high = step() >>> (STATE_BITS - HIGH_BITS);
            long low = step() >>> (STATE_BITS - LOW_BITS);
            return ((high << LOW_BITS) + low) * UNIT;
        }

        private long step() {
            state = (state * MULTIPLIER + ADDEND) & MASK;
            return state;
        }
    }
}
