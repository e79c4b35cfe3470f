package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.experiment.ComputedDirections;
import io.orograph.experiment.DirectionKind;
import io.orograph.experiment.Experiment;
import io.orograph.export.DirectionsNpz;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Provenance;
import io.orograph.plane.DescribedPlane;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The two directions of the plane. */
final class DirectionOptions {

    @Option(
            names = "--directions",
            paramLabel = "KIND|FILE",
            defaultValue = "random",
            description = {
                "Two random directions (random), or two from an .npz file, taken as they are, or of length 1:",
                "  hessian           eigenvectors of the two largest eigenvalues",
                "  hessian-extremes  of the largest and the smallest one",
                "  gradient          steepest descent and a random one across",
                "  gradient-pca      in which gradients of batches differ most",
                "(default: ${DEFAULT-VALUE})"
            })
    private String directions;

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

    @Option(names = "--hold", paramLabel = "NAME", split = ",", description = "Parameters that stay as they are")
    private List<String> held = List.of();

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** A plane and what there is to say about it. */
    record Choice(Plane plane, Provenance provenance) {}

    /** The file that the directions are read from, if they are. */
    Optional<Path> file() {
        return Named.find(DirectionKind.class, directions).isPresent()
                ? Optional.empty()
                : Optional.of(Path.of(directions));
    }

    Choice choose(Experiment experiment, Grid grid, Console console) throws IOException {
        if (file().isPresent()) {
            return fromFile(file().get(), experiment, grid);
        }
        DirectionKind kind = Named.find(DirectionKind.class, directions).orElseThrow();
        if (kind.isComputed()) {
            ComputedDirections computed = new ComputedDirections(kind, seed, heldNames(experiment));
            try (ProgressBar bar = new ProgressBar(console, "Computing directions")) {
                DescribedPlane plane = computed.plane(experiment, bar, console.cancel());
                return new Choice(plane.plane(), experiment.provenance(plane.description(), grid));
            }
        }
        RandomDirections random = new RandomDirections(normalization, includeBias, seed, heldNames(experiment));
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

    /** The parameters that stay as they are, which the model must have. */
    Set<String> heldNames(Experiment experiment) {
        return HeldNames.checked(held, experiment, mixee.commandLine());
    }
}
