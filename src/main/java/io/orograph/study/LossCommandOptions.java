package io.orograph.study;

import io.orograph.objective.LossOptions;
import java.util.stream.Collectors;

/** Writes what was chosen of a loss as options of a command. */
final class LossCommandOptions {

    private LossCommandOptions() {}

    static Command with(Command command, LossOptions options) {
        Command with = command;
        if (options.kind().isPresent()) {
            with = with.with("--loss", options.kind().get().label());
        }
        if (options.output().isPresent()) {
            with = with.with("--output", options.output().get());
        }
        if (options.outputs().isPresent()) {
            with = with.with("--output-kind", options.outputs().get().label());
        }
        if (options.classAxis().isPresent()) {
            with = with.with("--class-axis", options.classAxis().getAsInt());
        }
        if (options.ignored().isPresent()) {
            with = with.with("--ignore-index", options.ignored().getAsLong());
        }
        if (options.firstLabel().isPresent()) {
            with = with.with("--labels-from", options.firstLabel().getAsLong());
        }
        if (options.smoothing() > 0) {
            with = with.with("--label-smoothing", options.smoothing());
        }
        if (!options.l2().isNone()) {
            with = with.with("--l2", options.l2().lambda())
                    .with("--l2-over", options.l2().over().label());
        }
        return options.classWeights().isEmpty()
                ? with
                : with.with(
                        "--class-weights",
                        options.classWeights().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
