package io.orograph.ui.evaluation;

import io.orograph.choice.Named;
import io.orograph.network.StatisticsPolicy;
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
        String saved) {

    private static final int FEWEST = 2;
    private static final int MOST = 10_001;

    public EvaluationSettings {
        held = held == null ? List.of() : List.copyOf(held);
        saved = saved == null ? "" : saved;
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

    static EvaluationSettings of(EvaluationModel model) {
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
                file == null ? "" : file.toString());
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
    }

    /** Sets what belongs to the model that is open. */
    void applyToOpen(EvaluationModel model) {
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
        return entries;
    }
}
