package io.orograph.study.sweep;

import io.orograph.math.RankCorrelation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a measure of sharpness goes with a gap of generalisation over the runs of a sweep.
 *
 * <p>Kendall's τ-b over all runs says how well one ranks the other. It may come from an axis that moves both, so beside it
 * stands the granulated coefficient Ψ of Jiang et al. 2020 (arXiv 1912.02178): τ-b between runs that differ along one axis
 * only, averaged over those, then over the axes; runs of one seed are compared with each other. Runs of one setting that
 * differ in their seed alone are exchangeable, others are not: so the permutation test shuffles the measure among the runs
 * of each setting, and asks of the pairs within settings whether they agree more than by chance.
 *
 * @param measure its label
 * @param gap what it is held against
 * @param runs how many runs have both
 * @param tau τ-b over all of them; NaN where it is not defined
 * @param granulated Ψ; NaN where no two runs differ along one axis only
 * @param axes ψ of each axis, by its name
 * @param within τ-b of the pairs within settings; NaN where no setting has two runs
 * @param p two-sided, of that; NaN where there is none
 */
public record Generalization(
        String measure,
        Gap gap,
        int runs,
        double tau,
        double granulated,
        Map<String, Double> axes,
        double within,
        double p) {

    /** Permutations besides the one that was found. */
    private static final int PERMUTATIONS = 9999;

    /** Both numbers of a run. */
    private record Point(SweptOutcome outcome, double sharpness, double gap) {}

    /**
     * Holds a measure against a gap.
     *
     * @param outcomes those that diverged, or lack one of both, are left out
     */
    public static Generalization of(List<SweptOutcome> outcomes, String measure, Gap gap) {
        List<Point> points = new ArrayList<>();
        for (SweptOutcome outcome : outcomes) {
            double held = gap.of(outcome);
            if (outcome.end() != SweptOutcome.End.DIVERGED && Double.isFinite(held)) {
                outcome.sharpness(measure).ifPresent(value -> points.add(new Point(outcome, value, held)));
            }
        }
        Map<String, Double> axes = axes(points);
        double granulated = axes.values().stream()
                .filter(psi -> !psi.isNaN())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        List<List<Point>> settings = List.copyOf(points.stream()
                .collect(Collectors.groupingBy(
                        point -> point.outcome().run().place(), LinkedHashMap::new, Collectors.toList()))
                .values());
        return new Generalization(
                measure, gap, points.size(), tau(points), granulated, axes, within(settings), p(settings));
    }

    private static double tau(List<Point> points) {
        return RankCorrelation.kendall(sharpness(points), gaps(points));
    }

    private static double[] sharpness(List<Point> points) {
        return points.stream().mapToDouble(Point::sharpness).toArray();
    }

    private static double[] gaps(List<Point> points) {
        return points.stream().mapToDouble(Point::gap).toArray();
    }

    /** Returns ψ of each axis along which the runs differ. */
    private static Map<String, Double> axes(List<Point> points) {
        Set<String> names = new LinkedHashSet<>();
        points.forEach(point -> names.addAll(place(point).keySet()));
        Map<String, Double> found = new LinkedHashMap<>();
        for (String axis : names) {
            boolean varied = points.stream()
                            .map(point -> String.valueOf(place(point).get(axis)))
                            .distinct()
                            .count()
                    > 1;
            if (varied) {
                found.put(axis, along(points, axis));
            }
        }
        return found;
    }

    private static Map<String, Object> place(Point point) {
        return point.outcome().run().place();
    }

    private static double along(List<Point> points, String axis) {
        return points.stream()
                .collect(Collectors.groupingBy(point -> {
                    Map<String, Object> others = new LinkedHashMap<>(place(point));
                    others.remove(axis);
                    if ("optimizer".equals(axis)) {
                        // A radius belongs to the optimisers that have one.
                        others.remove("rho");
                    }
                    others.put("seed", point.outcome().run().seed());
                    return others;
                }))
                .values()
                .stream()
                .mapToDouble(Generalization::tau)
                .filter(tau -> !Double.isNaN(tau))
                .average()
                .orElse(Double.NaN);
    }

    private static double within(List<List<Point>> settings) {
        long sum = 0;
        double x = 0;
        double y = 0;
        for (List<Point> setting : settings) {
            sum += RankCorrelation.concordance(sharpness(setting), gaps(setting));
            x += untied(sharpness(setting));
            y += untied(gaps(setting));
        }
        return x == 0 || y == 0 ? Double.NaN : sum / Math.sqrt(x * y);
    }

    private static double untied(double[] values) {
        return RankCorrelation.concordance(values, values);
    }

    private static double p(List<List<Point>> settings) {
        if (Double.isNaN(within(settings))) {
            return Double.NaN;
        }
        long found = Math.abs(agreement(settings, null));
        Random random = new Random(0);
        int asLarge = 1;
        for (int i = 0; i < PERMUTATIONS; i++) {
            if (Math.abs(agreement(settings, random)) >= found) {
                asLarge++;
            }
        }
        return asLarge / (PERMUTATIONS + 1.0);
    }

    /** Returns C − D within settings, with the measure shuffled there if a random is given. */
    private static long agreement(List<List<Point>> settings, Random random) {
        long sum = 0;
        for (List<Point> setting : settings) {
            double[] sharpness = sharpness(setting);
            if (random != null) {
                shuffle(sharpness, random);
            }
            sum += RankCorrelation.concordance(sharpness, gaps(setting));
        }
        return sum;
    }

    private static void shuffle(double[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
