package io.orograph.training;

import io.orograph.choice.Named;
import java.util.Locale;

/**
 * The course of the learning rate over the steps of a run. During the first {@code warmup} steps it rises evenly to its
 * full value, η·(s + 1)/warmup at step s; after them, with u = s − warmup,
 *
 * <pre>
 * constant   η
 * step       η·γ^⌊u/period⌋                                  (PyTorch's StepLR)
 * cosine     η·½(1 + cos(π·u/(total − warmup)))              (Loshchilov &amp; Hutter 2017, without restarts)
 * </pre>
 *
 * @param shape the form after the warm-up
 * @param warmup steps of warm-up; 0 for none
 * @param period steps between two drops; read by {@link Shape#STEP} only
 * @param factor γ of a drop; read by {@link Shape#STEP} only
 */
public record LearningRateSchedule(Shape shape, int warmup, int period, double factor) {

    /** η throughout. */
    public static final LearningRateSchedule CONSTANT = new LearningRateSchedule(Shape.CONSTANT, 0, 1, 1);

    /** The form after the warm-up. */
    public enum Shape implements Named {
        CONSTANT,
        STEP,
        COSINE;

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that each number is in its range.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public LearningRateSchedule {
        if (warmup < 0 || period < 1 || !(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("a schedule with " + warmup + " steps of warm-up, a period of " + period
                    + " steps and a factor of " + factor);
        }
    }

    /**
     * Returns the learning rate of a step.
     *
     * @param base η
     * @param step counted from 0
     * @param total steps of the whole run
     */
    public double at(double base, long step, long total) {
        if (step < warmup) {
            return base * (step + 1) / warmup;
        }
        long since = step - warmup;
        return switch (shape) {
            case CONSTANT -> base;
            case STEP -> base * Math.pow(factor, (double) Math.floorDiv(since, period));
            case COSINE -> base * (1 + Math.cos(Math.PI * since / Math.max(1, total - warmup))) / 2;
        };
    }

    /** Returns what counts of it, for a provenance: {@code step, warm-up 0, period 100, factor 0.1}. */
    public String text() {
        String text = shape.label() + ", warm-up " + warmup;
        return shape == Shape.STEP ? text + ", period " + period + ", factor " + factor : text;
    }
}
