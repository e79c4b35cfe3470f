package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Keskar's sharpness φ = 100·(max L(θ + y) − L(θ)) / (1 + L(θ)) over the box |y_i| ≤ ε·(|θ_i| + 1), in the space of all
 * weights (Keskar et al. 2017, arXiv 1609.04836, equation 4 with A = I). The maximum is sought by {@link BoxAscent}, the
 * spectral projected gradient method, where the paper takes ten iterations of L-BFGS-B: a lower bound either way.
 *
 * @param epsilon size of the box: the paper has 10⁻³ and 5·10⁻⁴
 * @param iterations of the ascent
 * @param seed of its start
 */
public record KeskarSharpness(double epsilon, int iterations, long seed) implements SharpnessMeasure {

    public static final double DEFAULT_EPSILON = 1e-3;
    public static final double SMALLER_EPSILON = 5e-4;
    public static final int DEFAULT_ITERATIONS = 10;

    @Override
    public Definition definition() {
        return new Definition(
                epsilon == DEFAULT_EPSILON ? "keskar" : "keskar-" + plain(epsilon),
                "Keskar's φ over a box, ε = " + plain(epsilon),
                "100·(max L(θ + y) − L(θ))/(1 + L(θ)), |yᵢ| ≤ ε(|θᵢ| + 1)",
                "Keskar et al. 2017, arXiv 1609.04836");
    }

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        double[] theta = point.theta();
        double[] bound = new double[theta.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = epsilon * (Math.abs(theta[i]) + 1);
        }
        AtomicInteger gradients = new AtomicInteger();
        BoxAscent ascent = new BoxAscent(
                new BoxAscent.Target() {
                    @Override
                    public double value(double[] y) {
                        return point.increase(Vectors.sum(theta, 1, y));
                    }

                    @Override
                    public double[] gradient(double[] y) {
                        progress.progress(gradients.incrementAndGet(), iterations + 1);
                        return point.objective().gradient(Vectors.sum(theta, 1, y), point.cancel());
                    }
                },
                bound);
        BoxAscent.Maximum found = ascent.maximize(iterations, seed);
        return phi(point, found.value(), Vectors.sum(theta, 1, found.place()));
    }

    /**
     * Returns φ of an increase; y = 0 is in the box, so that the maximum is at least L(θ).
     *
     * @param place where it is, which the errors of the sample hold
     */
    static Measurement phi(MeasuredPoint point, double increase, double[] place) {
        if (!Double.isFinite(increase)) {
            return new Measurement(phi(increase, point.loss()), Double.NaN, "the loss is not finite within the box");
        }
        List<Double> increases = point.increasesWithoutEachGroup(place);
        List<Double> losses = point.lossWithoutEachGroup();
        List<Double> without = IntStream.range(0, increases.size())
                .mapToObj(group -> phi(increases.get(group), losses.get(group)))
                .toList();
        return new Measurement(
                phi(increase, point.loss()), Double.NaN, "a lower bound", Replicates.sampled(without), Double.NaN);
    }

    private static double phi(double increase, double loss) {
        return 100 * Math.max(0, increase) / (1 + loss);
    }
}
