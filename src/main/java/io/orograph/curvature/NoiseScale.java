package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;

/**
 * How noisy the gradients of minibatches are: the simple noise scale B = tr Σ/‖G‖² of McCandlish et al. 2018 (arXiv
 * 1812.06162, section 2.2), Σ the covariance of the gradients of single samples, G their mean over all samples. In samples:
 * the mean gradient over a batch of B drawn samples has noise as long as G itself, over b samples of tr Σ/b = (B/b)·‖G‖².
 *
 * <p>Σ is that of the samples at hand, with N − 1 below. Its trace is found from groups of samples: with n_g samples in group
 * g, ḡ_g their mean gradient, ḡ the mean over all samples, Σ_g n_g‖ḡ_g − ḡ‖²/(K − 1) over K groups of a random partition has
 * the mean tr Σ, and is tr Σ where each group is one sample.
 *
 * @param trace tr Σ
 * @param squaredNorm ‖G‖²
 * @param groups K, from which the trace was found
 */
public record NoiseScale(double trace, double squaredNorm, int groups) {

    /** Its trace is off by about √(2/(K − 1)) over the root of the number of directions that the noise fills. */
    public static final int DEFAULT_GROUPS = 32;

    /** Returns B; infinite where the mean gradient is zero and the noise is not, NaN where both are. */
    public double scale() {
        return trace / squaredNorm;
    }

    /**
     * Takes the gradients of the groups, on the threads of the objective; a few are in memory at once.
     *
     * @param objective of the batches' choice and data
     * @param batches how the samples are grouped
     * @throws UndefinedCurvatureException if there is a single sample
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static NoiseScale of(
            Objective objective,
            GradientNoise.Batches batches,
            double[] theta,
            ProgressListener progress,
            CancelToken cancel) {
        Between between = new Between(theta.length);
        GradientNoise.each(objective, batches, theta, between::add, progress, cancel);
        return between.result();
    }

    /** Σ n_g‖ḡ_g − ḡ‖² from one group after the other: West 1979, the update of Welford with weights. */
    private static final class Between {

        private final double[] mean;
        private double samples;
        private double squares;
        private int groups;

        Between(int size) {
            mean = new double[size];
        }

        void add(GradientNoise.Gradient gradient) {
            groups++;
            samples += gradient.samples();
            double share = gradient.samples() / samples;
            for (int i = 0; i < mean.length; i++) {
                double before = gradient.values()[i] - mean[i];
                mean[i] += share * before;
                squares += gradient.samples() * before * (gradient.values()[i] - mean[i]);
            }
        }

        NoiseScale result() {
            return new NoiseScale(squares / (groups - 1), Vectors.dot(mean, mean), groups);
        }
    }
}
