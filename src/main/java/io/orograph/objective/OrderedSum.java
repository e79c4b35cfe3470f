package io.orograph.objective;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The sum of vectors that several threads compute, added in the order of their numbers whoever is first: each bit of it is
 * the same for any number of threads. A vector that is not yet its turn waits; no more are in memory than threads work at
 * once and wait, and each is used again.
 */
final class OrderedSum {

    private final int length;
    private final Map<Integer, double[]> waiting = new HashMap<>();
    private final Deque<double[]> free = new ArrayDeque<>();
    private double[] total;
    private int next;

    /**
     * Makes an empty one.
     *
     * @param length of the vectors
     */
    OrderedSum(int length) {
        this.length = length;
    }

    /** Returns an array for a vector; what it holds is arbitrary. */
    synchronized double[] take() {
        double[] array = free.poll();
        return array == null ? new double[length] : array;
    }

    /**
     * Adds a vector, now or when those before it are there.
     *
     * @param number of the vector, each from 0 on once
     * @param vector from {@link #take}, no more to be used by the caller
     */
    synchronized void add(int number, double[] vector) {
        waiting.put(number, vector);
        for (double[] due = waiting.remove(next); due != null; due = waiting.remove(next)) {
            next++;
            if (total == null) {
                total = due;
            } else {
                for (int i = 0; i < length; i++) {
                    total[i] += due[i];
                }
                free.add(due);
            }
        }
    }

    /** Returns the sum of all that were added, until the next {@link #clear}. */
    synchronized double[] total() {
        return total;
    }

    /** Is empty from now on, and uses the arrays again that it has. */
    synchronized void clear() {
        if (total != null) {
            free.add(total);
        }
        free.addAll(waiting.values());
        waiting.clear();
        total = null;
        next = 0;
    }
}
