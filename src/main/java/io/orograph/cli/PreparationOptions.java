package io.orograph.cli;

import io.orograph.data.Preparation;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options for what is done to inputs before they are given to the network, as it was in training. */
final class PreparationOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--size",
            paramLabel = "H,W",
            split = "[,x×]",
            description = "Bring pictures to this height and width")
    private List<Integer> size = List.of();

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            converter = OptionTypes.Positive.class,
            description = "Multiply inputs by this")
    private Double scale;

    @Option(
            names = "--mean",
            paramLabel = "M,…",
            split = ",",
            description = "Then subtract this from them: one number, or one a channel")
    private List<Double> mean = List.of();

    @Option(
            names = "--std",
            paramLabel = "S,…",
            split = ",",
            description = "Then divide them by this: one number, or one a channel")
    private List<Double> deviation = List.of();

    /**
     * Returns what was chosen.
     *
     * @throws CommandLine.ParameterException if it makes no sense
     */
    Preparation chosen() {
        try {
            return new Preparation(size, scale == null ? 1 : scale, mean, deviation);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }
}
