package io.orograph.ui.evaluation;

import io.orograph.choice.Named;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Extent;
import io.orograph.plane.Normalization;
import io.orograph.study.DirectionKind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings of an evaluation by their labels, as a file holds them.
 *
 * @param directions kind of the two directions
 * @param normalization of random directions
 * @param includeBias whether biases move too
 * @param seed of random directions
 * @param held names of the parameters that are held fixed
 * @param range how far the plane reaches to each side
 * @param resolution cells along each side
 * @param statistics of batch normalisations
 * @param precision share of the range to accept as standard error; 0 for all samples
 * @param saved the file of saved directions; empty for none
 * @param region the part of the plane that is evaluated in place of the range: from and to of α, then of β; empty for none
 */
public record EvaluationSettings(
        String directions,
        String normalization,
        boolean includeBias,
        long seed,
        List<String> held,
        double range,
        int resolution,
        String statistics,
        double precision,
        String saved,
        List<Double> region) {

    private static final int LIMITS = 4;

    private static final int FEWEST = 2;
    private static final int MOST = 10_001;

    public EvaluationSettings {
        held = held == null ? List.of() : List.copyOf(held);
        saved = saved == null ? "" : saved;
        region = isRegion(region) ? List.copyOf(region) : List.of();
    }

    private static boolean isRegion(List<Double> limits) {
        return limits != null
                && limits.size() == LIMITS
                && limits.stream().allMatch(limit -> limit != null && Double.isFinite(limit))
                && limits.get(0) < limits.get(1)
                && limits.get(2) < limits.get(3);
    }

    private static List<Double> limits(Extent part) {
        return part == null ? List.of() : List.of(part.alphaFrom(), part.alphaTo(), part.betaFrom(), part.betaTo());
    }

    private Extent extent() {
        return region.isEmpty() ? null : new Extent(region.get(0), region.get(1), region.get(2), region.get(3));
    }

    /**
     * Tells whether there can be such an evaluation.
     *
     * @throws IllegalArgumentException if the file of directions has an impossible name
     */
    public boolean isPossible() {
        return Double.isFinite(range)
                && range > 0
                && resolution >= FEWEST
                && resolution <= MOST
                && precision >= 0
                && precision < 1
                && entries() != null;
    }

    /** Returns the settings as they are. */
    public static EvaluationSettings of(EvaluationModel model) {
        Path file = model.savedDirectionsProperty().get();
        return new EvaluationSettings(
                model.directionsProperty().get().label(),
                model.normalizationProperty().get().label(),
                model.includeBiasProperty().get(),
                model.seedProperty().get(),
                List.copyOf(new TreeSet<>(model.held())),
                model.rangeProperty().get(),
                model.resolutionProperty().get(),
                model.statisticsProperty().get().label(),
                model.precisionProperty().get(),
                file == null ? "" : file.toString(),
                limits(model.regionProperty().get()));
    }

    /** Returns the settings of random directions through nothing held that {@link #entries} gives so. */
    static EvaluationSettings ofEntries(Map<String, Object> entries) {
        return new EvaluationSettings(
                entries.get("--directions").toString(),
                entries.get("--normalization").toString(),
                (Boolean) entries.get("--include-bias"),
                (Long) entries.get("--seed"),
                List.of(),
                (Double) entries.get("--range"),
                (Integer) entries.get("--resolution"),
                entries.get("--batch-norm").toString(),
                (Double) entries.get("--precision"),
                "",
                List.of());
    }

    /** Returns the same with another precision. */
    EvaluationSettings withPrecision(double other) {
        return new EvaluationSettings(
                directions,
                normalization,
                includeBias,
                seed,
                held,
                range,
                resolution,
                statistics,
                other,
                saved,
                region);
    }

    /** Sets all that does not depend on which model is open. */
    void applyTo(EvaluationModel model) {
        Named.find(DirectionKind.all(), directions).ifPresent(model.directionsProperty()::set);
        Named.find(Normalization.class, normalization).ifPresent(model.normalizationProperty()::set);
        model.includeBiasProperty().set(includeBias);
        model.seedProperty().set(seed);
        model.rangeProperty().set(range);
        model.resolutionProperty().set(resolution);
        Named.find(StatisticsPolicy.class, statistics).ifPresent(model.statisticsProperty()::set);
        model.precisionProperty().set(precision);
        model.regionProperty().set(extent());
    }

    /** Sets what belongs to the model that is open. */
    void applyToOpen(EvaluationModel model) {
        model.held().retainAll(held);
        model.held().addAll(held);
        model.savedDirectionsProperty().set(saved.isEmpty() ? null : Path.of(saved));
    }

    /** Returns what the bits of a landscape depend on, by the names of the command's options. */
    public Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("--directions", saved.isEmpty() ? directions : Path.of(saved));
        entries.put("--normalization", normalization);
        entries.put("--include-bias", includeBias);
        entries.put("--seed", seed);
        entries.put("--hold", String.join(",", held));
        entries.put("--range", range);
        entries.put("--resolution", resolution);
        entries.put("--batch-norm", statistics);
        entries.put("--precision", precision);
        if (!region.isEmpty()) {
            entries.put("--region", region);
        }
        return entries;
    }
}
