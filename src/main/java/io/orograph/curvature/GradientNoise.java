package io.orograph.curvature;

import io.orograph.data.Dataset;
import io.orograph.math.Shuffle;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.MinibatchGradient;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
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
        Dataset data = batches.data();
        if (data.samples() < 2) {
            throw new UndefinedCurvatureException(
                    "The noise of the gradient over batches needs at least two samples; the data have one.");
        }
        int count = Math.min(batches.most(), data.samples());
        int[] order = Shuffle.order(data.samples(), new Random(ORDER_SEED));
        double[][] gradients = new double[count][theta.length];
        int[] samples = new int[count];
        objective.parallel(count, progress, cancel, (worker, batch) -> {
            int from = (int) ((long) batch * order.length / count);
            int to = (int) ((long) (batch + 1) * order.length / count);
            int[] part = Arrays.copyOfRange(order, from, to);
            try (MinibatchGradient gradient =
                    new MinibatchGradient(batches.choice(), data, Precision.DOUBLE, part.length)) {
                gradient.at(theta, part, gradients[batch], cancel);
            }
            samples[batch] = part.length;
        });
        return new GradientNoise(gradients, samples);
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
        double[] mean = free.restrict(mean());
        double squares = 0;
        for (double[] gradient : gradients) {
            double[] difference = Vectors.difference(free.restrict(gradient), mean);
            squares += Vectors.dot(difference, difference);
        }
        int count = gradients.length;
        return Math.sqrt(squares / count / (count - 1));
    }
}
