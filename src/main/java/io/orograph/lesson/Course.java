package io.orograph.lesson;

import java.util.Arrays;

/** What is told of the losses of a training, or of a ball, in their order. */
final class Course {

    private static final int PARTS = 3;

    private Course() {}

    /** Returns the share of the steps that end higher than they begin; NaN below two values. */
    static double share(double[] losses) {
        int up = 0;
        for (int i = 1; i < losses.length; i++) {
            up += losses[i] > losses[i - 1] ? 1 : 0;
        }
        return losses.length < 2 ? Double.NaN : (double) up / (losses.length - 1);
    }

    /** Returns the median; NaN of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Returns the standard deviation of the last third of the values; NaN below two. */
    static double scatter(double[] values) {
        double[] last = Arrays.copyOfRange(values, values.length - values.length / PARTS, values.length);
        double mean = Arrays.stream(last).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(last).map(each -> (each - mean) * (each - mean)).sum();
        return last.length < 2 ? Double.NaN : Math.sqrt(squares / (last.length - 1));
    }
}
