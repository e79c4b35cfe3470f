package io.orograph.curvature;

import io.orograph.data.Dataset;
import io.orograph.math.Shuffle;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.InOrder;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The gradients of batches of the samples, and how far the mean gradient is known from them.
 *
 * @param gradients of the batches, each the mean over its samples, over the whole layout
 * @param samples of each batch
 */
public record GradientNoise(double[][] gradients, int[] samples) {

    public static final int DEFAULT_BATCHES = 16;

    /** A fixed order of the samples, so that a file sorted by class gives mixed batches. */
    private static final long ORDER_SEED = 0;

    /**
     * The batches that gradients are taken of: samples in a fixed random order, cut into parts of nearly the same size.
     *
     * @param most batches; fewer where there are fewer samples
     */
    public record Batches(LossChoice choice, Dataset data, int most) {

        /** Cuts into the usual number of batches. */
        public Batches(LossChoice choice, Dataset data) {
            this(choice, data, DEFAULT_BATCHES);
        }
    }

    /**
     * Takes the gradients, on the threads of the objective.
     *
     * @param objective of the batches' choice and data
     * @throws UndefinedCurvatureException if there is a single sample
     */
    public static GradientNoise of(
            Objective objective, Batches batches, double[] theta, ProgressListener progress, CancelToken cancel) {
        List<Gradient> found = new ArrayList<>();
        each(objective, batches, theta, found::add, progress, cancel);
        return new GradientNoise(
                found.stream().map(Gradient::values).toArray(double[][]::new),
                found.stream().mapToInt(Gradient::samples).toArray());
    }

    /**
     * Returns how far the gradient is known: see {@link #standardError(FreeParameters)}. A few gradients are in memory at
     * once, not all.
     *
     * @param free over these parameters
     * @throws UndefinedCurvatureException if there is a single sample
     */
    static double standardError(
            Objective objective,
            Batches batches,
            double[] theta,
            FreeParameters free,
            ProgressListener progress,
            CancelToken cancel) {
        Spread spread = new Spread(free.size());
        each(
                objective,
                batches,
                theta,
                found -> spread.add(free.restrict(found.values()), found.samples()),
                progress,
                cancel);
        return spread.standardError();
    }

    /** The mean gradient of a batch. */
    record Gradient(double[] values, int samples) {}

    /** Takes the gradients, and hands them on in the order of the batches. */
    static void each(
            Objective objective,
            Batches batches,
            double[] theta,
            Consumer<Gradient> found,
            ProgressListener progress,
            CancelToken cancel) {
        Dataset data = batches.data();
        if (data.samples() < 2) {
            throw new UndefinedCurvatureException(
                    "The noise of the gradient over batches needs at least two samples; the data have one.");
        }
        int count = Math.min(batches.most(), data.samples());
        int[] order = Shuffle.order(data.samples(), new Random(ORDER_SEED));
        InOrder<Gradient> gradients = new InOrder<>(found);
        objective.parallel(count, progress, cancel, (worker, batch) -> {
            int from = (int) ((long) batch * order.length / count);
            int to = (int) ((long) (batch + 1) * order.length / count);
            Dataset part = data.subset(Arrays.copyOfRange(order, from, to));
            int[] all = IntStream.range(0, part.samples()).toArray();
            double[] gradient = new double[theta.length];
            try (MinibatchGradient run = new MinibatchGradient(batches.choice(), part, Precision.DOUBLE, all.length)) {
                run.at(theta, all, gradient, cancel);
            }
            gradients.add(batch, new Gradient(gradient, all.length));
        });
    }

    /** Returns the mean gradient over all samples. */
    public double[] mean() {
        double[] mean = new double[gradients[0].length];
        double all = Arrays.stream(samples).sum();
        for (int batch = 0; batch < gradients.length; batch++) {
            Vectors.add(mean, samples[batch] / all, gradients[batch]);
        }
        return mean;
    }

    /**
     * Returns the standard error of the mean gradient as a length: √(Σ_b ‖g_b − ḡ‖² / (B·(B − 1))), what ‖ḡ‖ would be on
     * average if the gradient over all possible data were zero.
     *
     * @param free over these parameters
     */
    public double standardError(FreeParameters free) {
        Spread spread = new Spread(free.size());
        for (int batch = 0; batch < gradients.length; batch++) {
            spread.add(free.restrict(gradients[batch]), samples[batch]);
        }
        return spread.standardError();
    }

    /**
     * The squared distances of gradients from their mean, from one after the other (Welford 1962): those from the plain
     * mean, and from it those from the mean over all samples, Σ‖g − ḡ‖² + B·‖ḡ − ḡₙ‖².
     */
    private static final class Spread {

        private final double[] plain;
        private final double[] weighted;
        private int count;
        private double samples;
        private double squares;

        Spread(int size) {
            plain = new double[size];
            weighted = new double[size];
        }

        void add(double[] gradient, int of) {
            count++;
            samples += of;
            for (int i = 0; i < gradient.length; i++) {
                double before = gradient[i] - plain[i];
                plain[i] += before / count;
                squares += before * (gradient[i] - plain[i]);
                weighted[i] += of * (gradient[i] - weighted[i]) / samples;
            }
        }

        double standardError() {
            double[] apart = Vectors.difference(plain, weighted);
            double all = squares + count * Vectors.dot(apart, apart);
            return Math.sqrt(all / count / (count - 1));
        }
    }
}
