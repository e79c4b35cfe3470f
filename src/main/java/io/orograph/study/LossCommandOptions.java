package io.orograph.study;

import io.orograph.objective.LossOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what was chosen of a loss as options of a command. */
final class LossCommandOptions {

    private LossCommandOptions() {}

    static Command with(Command command, LossOptions options) {
        Command with = command;
        for (Map.Entry<String, Object> chosen : options.chosen().entrySet()) {
            with = with.with("--" + chosen.getKey(), value(chosen.getValue()));
        }
        return with;
    }

    private static Object value(Object chosen) {
        return chosen instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : chosen;
    }
}
