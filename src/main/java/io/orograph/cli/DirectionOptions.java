package io.orograph.cli;

import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.study.DirectionKind;
import io.orograph.study.Directions;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.study.SectionSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The two directions of the plane. */
final class DirectionOptions {

    @Option(
            names = "--directions",
            paramLabel = "KIND|FILE",
            defaultValue = "random",
            converter = OptionTypes.DirectionsName.class,
            description = {
                "A kind of directions, or an .npz file of two, taken as they are; computed ones have length 1:",
                "${bundle:directions.kinds}",
                "(default: ${DEFAULT-VALUE})"
            })
    private OptionTypes.KindOrFile<DirectionKind> directions;

    @Option(
            names = "--normalize",
            paramLabel = "HOW",
            defaultValue = "filter",
            converter = OptionTypes.NormalizationName.class,
            description = "filter, layer, unit or none: how random directions are scaled (default: ${DEFAULT-VALUE})")
    private Normalization normalization;

    @Option(names = "--include-bias", description = "Move biases and normalisation scales and shifts too")
    private boolean includeBias;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = OptionTypes.Seed.class,
            description = "Seed of the random directions (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--hold", paramLabel = HeldNames.LABEL, description = "Parameters that stay as they are")
    private List<String> held = List.of();

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** Returns the seed of what is random. */
    long seed() {
        return seed;
    }

    /** Returns the file that the directions are read from, if they are. */
    Optional<Path> file() {
        return directions.file();
    }

    /** Returns where the plane comes from. */
    SectionSource source(Experiment experiment, StatisticsPolicy statistics) {
        return file().isPresent()
                ? new Directions.Saved(file().get(), statistics)
                : directions.kind().source(random(experiment), statistics);
    }

    /** Tells whether the plane is along random directions. */
    boolean isRandom() {
        return file().isEmpty() && directions.kind() == DirectionKind.RANDOM;
    }

    /** Returns random directions by the same options. */
    RandomDirections random(Experiment experiment) {
        return new RandomDirections(normalization, includeBias, seed, heldNames(experiment));
    }

    /**
     * Returns the settings of the window by which the same is evaluated, as a session has them; empty where they cannot say it.
     *
     * @param grid the part of the plane
     */
    Optional<Map<String, Object>> words(Experiment experiment, GridSettings grid, StatisticsPolicy statistics) {
        boolean square = grid.nx() == grid.ny()
                && grid.alpha().isPresent() == grid.beta().isPresent();
        if (!square || file().isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("directions", directions.kind().label());
        words.put("normalization", normalization.label());
        words.put("includeBias", includeBias);
        words.put("seed", seed);
        words.put("held", List.copyOf(new TreeSet<>(heldNames(experiment))));
        words.put("range", grid.range());
        words.put("resolution", grid.nx());
        words.put("statistics", statistics.label());
        if (grid.alpha().isPresent()) {
            GridSettings.Interval alpha = grid.alpha().get();
            GridSettings.Interval beta = grid.beta().get();
            words.put("region", List.of(alpha.from(), alpha.to(), beta.from(), beta.to()));
        }
        return Optional.of(words);
    }

    /** Returns the parameters that stay as they are, which the model must have. */
    Set<String> heldNames(Experiment experiment) {
        return HeldNames.checked(held, experiment, mixee.commandLine());
    }
}
