package io.orograph.cli;

import io.orograph.study.OtherWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * The options for the weights that are looked at, and for the match of other files' arrays to the model's parameters.
 */
final class WeightsOptions {

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Take θ₀ from this model or checkpoint of the same architecture instead of the model file")
    private Path file;

    @Option(
            names = "--match",
            paramLabel = "PARAMETER=ARRAY",
            description = "Take this array of a checkpoint for this parameter of the model; may be given several times"
                    + " (default: found by names, values, shapes and order)")
    private Map<String, String> chosen = new LinkedHashMap<>();

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** Returns the file of θ₀; empty for the model's own. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns which array is which parameter, where the person chose it. */
    Map<String, String> arrays() {
        return chosen;
    }

    /** Returns the weights of a file, with the arrays that the person chose. */
    OtherWeights in(Path other) {
        return OtherWeights.in(other, chosen);
    }

    /** A reading that may refuse the arrays that the person chose. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads, and says it of the option where the arrays that the person chose cannot be taken.
     *
     * @throws CommandLine.ParameterException if they cannot
     */
    <T> T checked(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (OtherWeights.ArrayChoiceException e) {
            throw new CommandLine.ParameterException(mixee.commandLine(), "--match " + e.getMessage());
        }
    }
}
