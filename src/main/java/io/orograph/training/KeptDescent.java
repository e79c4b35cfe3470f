package io.orograph.training;

import io.orograph.task.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A descent that is kept on its way: the point where it is, and what its optimiser keeps from step to step. */
final class KeptDescent {

    private static final String TABLE = "descent";

    /** A copy of all weights takes a moment itself. */
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Kept kept;
    private long last = System.nanoTime();

    KeptDescent(Kept kept) {
        this.kept = kept;
    }

    /**
     * Puts a descent where it was, if it was kept.
     *
     * @param point overwritten
     * @return how many steps it took so far
     */
    long restore(double[] point, Optimizer optimizer) {
        int count = 1 + optimizer.rule().moments().size();
        Optional<double[]> found =
                kept.find(TABLE, 0).filter(numbers -> numbers.length == 1 + (long) count * point.length);
        if (found.isEmpty()) {
            return 0;
        }
        double[] numbers = found.get();
        long steps = (long) numbers[0];
        System.arraycopy(numbers, 1, point, 0, point.length);
        List<double[]> moments = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int from = 1 + i * point.length;
            moments.add(Arrays.copyOfRange(numbers, from, from + point.length));
        }
        optimizer.rule().restore(moments, steps);
        return steps;
    }

    /** Keeps where it is now and then, and where it ends. */
    void put(long steps, long total, double[] point, Optimizer optimizer) {
        long now = System.nanoTime();
        if (!kept.isOn() || now - last < PAUSE && steps < total) {
            return;
        }
        last = now;
        List<double[]> moments = optimizer.rule().moments();
        double[] numbers = new double[1 + (1 + moments.size()) * point.length];
        numbers[0] = steps;
        System.arraycopy(point, 0, numbers, 1, point.length);
        for (int i = 0; i < moments.size(); i++) {
            System.arraycopy(moments.get(i), 0, numbers, 1 + (i + 1) * point.length, point.length);
        }
        kept.put(TABLE, 0, numbers);
    }
}
