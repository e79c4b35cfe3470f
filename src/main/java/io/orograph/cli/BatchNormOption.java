package io.orograph.cli;

import io.orograph.network.StatisticsPolicy;
import picocli.CommandLine.Option;

/** The option for the running statistics with which several models' losses are taken. */
final class BatchNormOption {

    /** The option that gives a loss where models' own statistics do not. */
    static final String RECOMPUTE = "--batch-norm recompute";

    @Option(
            names = "--batch-norm",
            paramLabel = "WHICH",
            defaultValue = "own",
            converter = OptionTypes.StatisticsChoices.class,
            description = "Statistics of batch normalisations: own, each model's, and what lies between them in between"
                    + " (of checkpoints, the last one's for the surface); held, the open model file's; or recompute, computed"
                    + " on the data for every point and cell (default: ${DEFAULT-VALUE})")
    private StatisticsPolicy choice;

    StatisticsPolicy choice() {
        return choice;
    }
}
