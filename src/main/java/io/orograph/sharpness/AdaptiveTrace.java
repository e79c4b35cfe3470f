package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * tr(D·∇²L·D) with D = |θ|: the curvature where each weight is measured by its own size, which scaling single units of a
 * ReLU network does not change (in the average of Andriushchenko et al. 2023, arXiv 2302.07011, over noise relative to the
 * weights, this is the leading term). By Hutchinson's estimator with draws of one seed, so that models of one architecture
 * share them; exactly, weight by weight, where there are no more weights than it would pay.
 *
 * @param draws of Hutchinson's estimator
 * @param seed of the draws
 */
public record AdaptiveTrace(int draws, long seed) implements SharpnessMeasure {

    public static final int DEFAULT_DRAWS = 64;

    /** Weights up to which the trace is summed weight by weight, for each of the draws that this takes instead of. */
    private static final int EXACT_PER_DRAW = 4;

    @Override
    public Definition definition() {
        return new Definition(
                "adaptive-trace",
                "trace of the Hessian relative to the weights, biases held",
                "tr(D ∇²L(θ) D), D = diag |θ|, 0 for biases",
                "after Andriushchenko et al. 2023, arXiv 2302.07011; Yao et al. 2020, arXiv 1912.07145");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of(Rescaling.values());
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Magnitudes magnitudes = Magnitudes.of(point);
        double[] scale = magnitudes.values();
        RelativeCurvature curvature = new RelativeCurvature(point);
        int moved = (int) Arrays.stream(scale).filter(size -> size > 0).count();
        boolean exact = moved <= EXACT_PER_DRAW * draws;
        Iterator<double[]> directions = exact ? entries(scale) : random(scale);
        int count = exact ? moved : draws;
        double[] groups = new double[point.groupSizes().length];
        List<Double> values = new ArrayList<>();
        while (values.size() < count) {
            List<double[]> some = new ArrayList<>();
            while (some.size() < Math.min(curvature.atOnce(), count - values.size())) {
                some.add(directions.next());
            }
            for (double[] parts : curvature.along(some)) {
                Vectors.add(groups, exact ? 1 : 1.0 / count, parts);
                values.add(Replicates.mean(parts, point.groupSizes()));
            }
            progress.progress(values.size(), count);
        }
        Replicates replicates =
                new Replicates(Replicates.withoutEach(groups, point.groupSizes()), exact ? List.of() : values);
        return new Measurement(
                Replicates.mean(groups, point.groupSizes()),
                replicates.drawError(),
                (exact ? "exact, weight by weight" : draws + " draws") + magnitudes.note(),
                replicates,
                Double.NaN);
    }

    private static Iterator<double[]> entries(double[] scale) {
        return IntStream.range(0, scale.length)
                .filter(i -> scale[i] > 0)
                .mapToObj(i -> {
                    double[] entry = new double[scale.length];
                    entry[i] = scale[i];
                    return entry;
                })
                .iterator();
    }

    private Iterator<double[]> random(double[] scale) {
        Random random = new Random(seed);
        return Stream.generate(() -> {
                    double[] signs = Vectors.rademacher(random, scale.length);
                    for (int i = 0; i < signs.length; i++) {
                        signs[i] *= scale[i];
                    }
                    return signs;
                })
                .iterator();
    }
}
