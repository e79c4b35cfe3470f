package io.orograph.cli;

import io.orograph.objective.L2Penalty;
import io.orograph.objective.LossKind;
import io.orograph.objective.LossOptions;
import io.orograph.objective.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options for how a network's outputs and the targets become a loss. */
final class LossOptionsOfCommand {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = OptionTypes.LossName.AUTO,
            converter = OptionTypes.LossName.class,
            completionCandidates = OptionTypes.LossName.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private LossKind loss;

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "The network's output that the loss is taken of (default: the first that fits the targets)")
    private String output;

    @Option(
            names = "--output-kind",
            paramLabel = "KIND",
            converter = OptionTypes.OutputKindName.class,
            completionCandidates = OptionTypes.OutputKindName.class,
            description =
                    "What the outputs for classes are: ${COMPLETION-CANDIDATES} (default: what the network tells)")
    private OutputKind outputs;

    @Option(
            names = "--class-axis",
            paramLabel = "AXIS",
            description =
                    "The axis of the output that counts the classes, -1 for the last (default: that of the softmax,"
                            + " or the one that fits the targets)")
    private Integer classAxis;

    @Option(
            names = "--ignore-index",
            paramLabel = "LABEL",
            converter = OptionTypes.Seed.class,
            description = "Leave out what has this target (default: -100, and 255 where all others are classes)")
    private Long ignored;

    @Option(
            names = "--labels-from",
            paramLabel = "N",
            converter = OptionTypes.Seed.class,
            description =
                    "The label of the first class (default: 0, or 1 where they run from 1 to the number of classes)")
    private Long firstLabel;

    @Option(
            names = "--label-smoothing",
            paramLabel = "EPSILON",
            defaultValue = "0",
            description = "Smooth the labels of a cross-entropy, as in training (default: none)")
    private double smoothing;

    @Option(
            names = "--class-weights",
            paramLabel = "W,…",
            split = ",",
            description = "How much each class counts in a cross-entropy (default: 1 each)")
    private List<Double> classWeights = List.of();

    @Option(
            names = "--l2",
            paramLabel = "LAMBDA",
            defaultValue = "0",
            description = "Add LAMBDA/2 times the sum of squares of the parameters to the loss (default: none)")
    private double l2;

    @Option(
            names = "--l2-over",
            paramLabel = "WHICH",
            defaultValue = "all",
            converter = OptionTypes.L2Over.class,
            completionCandidates = OptionTypes.L2Over.class,
            description = "The parameters that --l2 counts: ${COMPLETION-CANDIDATES}, weights being those that are"
                    + " neither biases nor of a normalisation (default: ${DEFAULT-VALUE})")
    private L2Penalty.Over over;

    /**
     * Returns what was chosen.
     *
     * @throws CommandLine.ParameterException if a number makes no sense
     */
    LossOptions chosen() {
        try {
            return new LossOptions(
                    Optional.ofNullable(loss),
                    Optional.ofNullable(output),
                    Optional.ofNullable(outputs),
                    classAxis == null ? OptionalInt.empty() : OptionalInt.of(classAxis),
                    ignored == null ? OptionalLong.empty() : OptionalLong.of(ignored),
                    firstLabel == null ? OptionalLong.empty() : OptionalLong.of(firstLabel),
                    smoothing,
                    classWeights,
                    new L2Penalty(l2, over));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
