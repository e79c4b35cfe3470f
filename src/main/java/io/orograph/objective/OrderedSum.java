package io.orograph.objective;

import io.orograph.math.Vectors;
import io.orograph.task.InOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The sum of vectors that several threads compute, added in the order of their numbers whoever is first: each bit of it is
 * the same for any number of threads. No more vectors are in memory than threads work at once and wait, and each is used
 * again.
 */
final class OrderedSum {

    private final int length;
    private final InOrder<double[]> vectors = new InOrder<>(this::add);
    private final Deque<double[]> free = new ArrayDeque<>();
    private double[] total;

    /**
     * Makes an empty one.
     *
     * @param length of the vectors
     */
    OrderedSum(int length) {
        this.length = length;
    }

    /** Returns an array for a vector; what it holds is arbitrary. */
    double[] take() {
        synchronized (free) {
            double[] array = free.poll();
            return array == null ? new double[length] : array;
        }
    }

    /**
     * Adds a vector, now or when those before it are there.
     *
     * @param number of the vector, each from 0 on once
     * @param vector from {@link #take}, no more to be used by the caller
     */
    void add(int number, double[] vector) {
        vectors.add(number, vector);
    }

    /** A vector that is not in an array yet. */
    interface Addend {

        /** Overwrites an array with it. */
        void read(double[] target);

        /** Adds it to what is there. */
        void addTo(double[] sum);
    }

    /**
     * Adds a vector likewise, and makes an array of it only if it has to wait.
     *
     * @param number of the vector, each from 0 on once
     */
    void add(int number, Addend addend) {
        vectors.add(number, () -> add(addend), () -> read(addend));
    }

    private double[] read(Addend addend) {
        double[] vector = take();
        addend.read(vector);
        return vector;
    }

    private void add(Addend addend) {
        if (total == null) {
            total = read(addend);
        } else {
            addend.addTo(total);
        }
    }

    private void add(double[] vector) {
        if (total == null) {
            total = vector;
        } else {
            Vectors.add(total, 1, vector);
            giveBack(vector);
        }
    }

    private void giveBack(double[] vector) {
        synchronized (free) {
            free.add(vector);
        }
    }

    /** Returns the sum of all that were added, until the next {@link #clear}; null before the first. */
    double[] total() {
        return total;
    }

    /** Is empty from now on, and uses the array of the sum again. No thread may be adding. */
    void clear() {
        vectors.clear();
        if (total != null) {
            giveBack(total);
        }
        total = null;
    }
}
