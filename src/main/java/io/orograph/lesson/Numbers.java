package io.orograph.lesson;

import io.orograph.plot.Ticks;

/** Numbers as the sentences of a lesson have them. */
final class Numbers {

    private static final int DIGITS = 3;
    private static final double PERCENT = 100;

    /** Whole numbers below it, such as counts of cells and steps, are written out. */
    private static final double WRITTEN_OUT = 1e6;

    private Numbers() {}

    static String words(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < WRITTEN_OUT;
        return whole ? String.format("%,d", (long) value) : Ticks.number(value, DIGITS);
    }

    static String percent(double value) {
        return Ticks.number(PERCENT * value, DIGITS) + "\u00a0%";
    }
}
