package io.orograph.curvature;

import io.orograph.math.Jackknife;
import io.orograph.math.Shuffle;
import io.orograph.math.StudentT;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far the extreme eigenvalues may be off because the data are a sample, by the jackknife over groups: the eigenvalues are
 * computed anew without each group in turn,
 *
 * <pre>
 * se² = (G − 1)/G · Σ_g (λ₋g − λ̄)²          (Quenouille 1956; Efron and Stein 1981)
 * </pre>
 *
 * An extreme eigenvalue of few samples is too large on average, since its eigenvector follows them; that is no part of the
 * error.
 *
 * @param groups G
 * @param largest standard errors of the largest eigenvalues, in their order
 * @param smallest standard errors of the smallest
 */
public record EigenvalueErrors(int groups, double[] largest, double[] smallest) {

    /** The fewest groups from which an error says anything. */
    public static final int FEWEST = 3;

    private static final double LEVEL = 0.05;

    /** Returns half the width of an interval of 95 %, by Student's t with G − 1 degrees of freedom. */
    public double margin(double standardError) {
        return StudentT.quantile(LEVEL, groups - 1.0) * standardError;
    }

    /**
     * Computes them.
     *
     * @param lanczos how the eigenvalues were computed
     * @throws UndefinedCurvatureException if there are fewer samples than groups, or the gradient is not finite
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    static EigenvalueErrors of(
            SampledSubject subject,
            FreeParameters free,
            Lanczos lanczos,
            int groups,
            ProgressListener progress,
            CancelToken cancel) {
        int n = subject.samples();
        if (n < groups) {
            throw new UndefinedCurvatureException("The " + n + " samples cannot be cut into " + groups
                    + " groups for the errors of the eigenvalues; take fewer groups.");
        }
        int[] order = Shuffle.order(n, new Random(lanczos.seed()));
        double[][] largest = new double[groups][];
        double[][] smallest = new double[groups][];
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * n / groups);
            int to = (int) ((long) (group + 1) * n / groups);
            int[] rest = IntStream.range(0, n)
                    .filter(i -> i < from || i >= to)
                    .map(i -> order[i])
                    .toArray();
            double[] found = subject.kept().part("eigenvalues without a group", group, () -> {
                try (Objective without = subject.on(rest)) {
                    Hessian hessian = new Hessian(without, subject.theta(), free, cancel);
                    Lanczos.Result pairs = lanczos.of(hessian, Lanczos.Listener.NONE);
                    return DoubleStream.concat(
                                    DoubleStream.of(pairs.largest().size()),
                                    DoubleStream.concat(values(pairs.largest()), values(pairs.smallest())))
                            .toArray();
                }
            });
            int middle = 1 + (int) found[0];
            largest[group] = Arrays.copyOfRange(found, 1, middle);
            smallest[group] = Arrays.copyOfRange(found, middle, found.length);
            progress.progress(group + 1, groups);
        }
        return new EigenvalueErrors(groups, jackknife(largest), jackknife(smallest));
    }

    private static DoubleStream values(List<Eigenpair> pairs) {
        return pairs.stream().mapToDouble(Eigenpair::value);
    }

    /** Returns the jackknife error of each column. */
    static double[] jackknife(double[][] without) {
        return IntStream.range(0, without[0].length)
                .mapToDouble(k -> Jackknife.standardError(
                        Arrays.stream(without).mapToDouble(row -> row[k]).toArray()))
                .toArray();
    }
}
