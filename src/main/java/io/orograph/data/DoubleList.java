package io.orograph.data;

import java.util.Arrays;

/** An array of doubles that grows. */
final class DoubleList {

    private double[] values = new double[1024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * size, Integer.MAX_VALUE - 8));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
