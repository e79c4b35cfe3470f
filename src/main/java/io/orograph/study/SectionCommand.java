package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import java.util.List;

/** Options that commands about several weights have in common. */
final class SectionCommand {

    private SectionCommand() {}

    /** Returns {@code --batch-norm} where the network has statistics to choose. */
    static Command ofStatistics(StatisticsPolicy policy, Experiment experiment) {
        boolean said = !policy.isOwn() && !experiment.statistics().isEmpty();
        return said ? Command.of("--batch-norm", policy.label()) : Command.of();
    }

    /** Returns the further models' files, and which of their arrays a person chose. */
    static Command ofModels(List<OtherWeights> others) {
        Command command = Command.of(others.stream().map(OtherWeights::word).toArray());
        for (OtherWeights other : others) {
            command = command.matching(other.arrays());
        }
        return command;
    }
}
