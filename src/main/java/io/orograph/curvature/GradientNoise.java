package io.orograph.curvature;

import io.orograph.data.Dataset;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Random;

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
     * Takes the gradients.
     *
     * @param batches most; each has at least one sample
     * @param workers threads
     * @throws UndefinedCurvatureException if there is a single sample
     */
    public static GradientNoise of(
            LossChoice choice,
            Dataset data,
            double[] theta,
            int batches,
            int workers,
            ProgressListener progress,
            CancelToken cancel) {
        if (data.samples() < 2) {
            throw new UndefinedCurvatureException(
                    "The noise of the gradient over batches needs at least two samples; the data have one.");
        }
        int count = Math.min(batches, data.samples());
        int[] order = shuffled(data.samples());
        double[][] gradients = new double[count][];
        int[] samples = new int[count];
        for (int batch = 0; batch < count; batch++) {
            int from = (int) ((long) batch * order.length / count);
            int to = (int) ((long) (batch + 1) * order.length / count);
            Dataset part = data.subset(java.util.Arrays.copyOfRange(order, from, to));
            try (Objective objective = new Objective(choice, part, Precision.DOUBLE, workers)) {
                gradients[batch] = objective.gradient(theta, cancel);
            }
            samples[batch] = to - from;
            progress.progress(batch + 1, count);
        }
        return new GradientNoise(gradients, samples);
    }

    private static int[] shuffled(int size) {
        int[] order = java.util.stream.IntStream.range(0, size).toArray();
        Random random = new Random(ORDER_SEED);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** The mean gradient over all samples. */
    public double[] mean() {
        double[] mean = new double[gradients[0].length];
        double all = java.util.Arrays.stream(samples).sum();
        for (int batch = 0; batch < gradients.length; batch++) {
            Vectors.add(mean, samples[batch] / all, gradients[batch]);
        }
        return mean;
    }

    /**
     * The standard error of the mean gradient as a length: √(Σ_b ‖g_b − ḡ‖² / (B·(B − 1))), what ‖ḡ‖ would be on
     * average if the gradient over all possible data were zero.
     *
     * @param free over these parameters
     */
    public double standardError(FreeParameters free) {
        double[] mean = free.restrict(mean());
        double squares = 0;
        for (double[] gradient : gradients) {
            double[] difference = Vectors.sum(free.restrict(gradient), -1, mean);
            squares += Vectors.dot(difference, difference);
        }
        int count = gradients.length;
        return Math.sqrt(squares / count / (count - 1));
    }
}
