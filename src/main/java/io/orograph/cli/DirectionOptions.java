package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.export.DirectionsNpz;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Provenance;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The two directions of the plane. */
final class DirectionOptions {

    private static final String RANDOM = "random";

    @Option(
            names = "--directions",
            paramLabel = "random|FILE.npz",
            defaultValue = RANDOM,
            description = "Two random directions, or two from a file, taken as they are (default: ${DEFAULT-VALUE})")
    private String directions;

    @Option(
            names = "--normalize",
            paramLabel = "HOW",
            defaultValue = "filter",
            description = "filter, layer, unit or none: how random directions are scaled (default: ${DEFAULT-VALUE})")
    private String normalize;

    @Option(names = "--include-bias", description = "Move biases and normalisation scales and shifts too")
    private boolean includeBias;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the random directions (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--hold",
            paramLabel = "NAME",
            split = ",",
            description = "Parameters that stay as they are, by name")
    private List<String> held = List.of();

    /** A plane and what there is to say about it. */
    record Choice(Plane plane, Provenance provenance) {}

    Choice choose(Experiment experiment, Grid grid) throws IOException {
        if (!directions.equals(RANDOM)) {
            return fromFile(Path.of(directions), experiment, grid);
        }
        RandomDirections random = new RandomDirections(normalization(), includeBias, seed, heldNames(experiment));
        Plane plane = random.plane(experiment.layout(), experiment.weights());
        return new Choice(plane, experiment.provenance(random, grid));
    }

    private static Choice fromFile(Path file, Experiment experiment, Grid grid) throws IOException {
        DirectionsNpz.Directions read = DirectionsNpz.read(file, experiment.layout());
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("directions", "from " + FileName.of(file));
        entries.put("directions_sha256", Sha256.of(file));
        Plane plane = new Plane(experiment.layout(), experiment.weights(), read.first(), read.second());
        return new Choice(plane, experiment.provenance(entries, grid));
    }

    private Normalization normalization() {
        return Normalization.named(normalize)
                .orElseThrow(() -> new IllegalArgumentException("There is no normalisation \"" + normalize
                        + "\"; there are "
                        + Arrays.stream(Normalization.values())
                                .map(Normalization::label)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private Set<String> heldNames(Experiment experiment) {
        for (String name : held) {
            if (experiment.layout().find(name).isEmpty()) {
                throw new IllegalArgumentException(
                        "The model has no parameter \"" + name + "\" to hold; the command info lists them.");
            }
        }
        return new HashSet<>(held);
    }
}
