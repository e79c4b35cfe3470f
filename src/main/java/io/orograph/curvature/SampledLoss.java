package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.objective.Objective;
import io.orograph.objective.SampleLosses;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The losses ℓᵢ of single samples around a point of weight space, in 64 bits. L is their mean; a change of L from one
 * point to another is told from the changes of the same samples, so that neither an offset of the loss nor the spread
 * between samples hides it.
 */
public interface SampledLoss {

    /** How many times the loss is evaluated to see how far it rounds. */
    int ROUNDING_DRAWS = 4;

    /** What rounding may do is this many times what it did in the draws. */
    double ROUNDING_MARGIN = 8;

    /** Returns the numbers that may move, as they are at the point; not to be written to. */
    double[] theta();

    /**
     * Returns the losses of all samples after each of several steps from the point.
     *
     * @param steps of the numbers that may move
     */
    double[][] after(List<double[]> steps);

    /** Returns the losses of an objective's samples around θ, evaluated on its threads. */
    static SampledLoss of(Objective objective, double[] theta, FreeParameters free, CancelToken cancel) {
        double[] start = free.restrict(theta);
        return new SampledLoss() {
            @Override
            public double[] theta() {
                return start;
            }

            @Override
            public double[][] after(List<double[]> steps) {
                double[][] losses = new double[steps.size()][];
                objective.parallel(steps.size(), cancel, (worker, index) -> {
                    double[] point = Vectors.sum(theta, 1, free.embed(steps.get(index)));
                    SampleLosses found = worker.sampleLosses(point, cancel);
                    losses[index] = found.isEmpty() ? undefined(objective.samples()) : found.losses();
                });
                return losses;
            }
        };
    }

    private static double[] undefined(int samples) {
        double[] losses = new double[samples];
        Arrays.fill(losses, Double.NaN);
        return losses;
    }

    /** Returns the losses of all samples at the point. */
    default double[] here() {
        return after(List.of(new double[theta().length]))[0];
    }

    /**
     * Returns how far rounding may move L: 8 times the largest of the changes that random changes of θ in its last bit
     * make, and of the last bit of the mean of |ℓᵢ|.
     */
    default double rounding(double[] here) {
        SplittableRandom random = new SplittableRandom(0);
        List<double[]> steps = new ArrayList<>();
        for (int draw = 0; draw < ROUNDING_DRAWS; draw++) {
            double[] step = new double[theta().length];
            for (int i = 0; i < step.length; i++) {
                step[i] = (random.nextBoolean() ? 1 : -1) * (theta()[i] == 0 ? 0 : Math.ulp(theta()[i]));
            }
            steps.add(step);
        }
        double size = 0;
        for (double loss : here) {
            size += Math.abs(loss) / here.length;
        }
        double largest = size == 0 ? 0 : Math.ulp(size);
        for (double[] there : after(steps)) {
            largest = Math.max(largest, Math.abs(PairedChange.of(there, here).mean()));
        }
        return ROUNDING_MARGIN * largest;
    }
}
