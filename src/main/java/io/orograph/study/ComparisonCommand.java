package io.orograph.study;

import io.orograph.landscape.Grid;
import java.util.List;
import java.util.Optional;

/** The command line that repeats a comparison. */
record ComparisonCommand(Comparison comparison) {

    /**
     * Returns the command as far as the first model determines it, but for its weights.
     *
     * @param ofFile at the weights of the first model's file
     */
    Command begun(Experiment ofFile, Grid grid) {
        Comparison.Measures measures = comparison.measures();
        Command options =
                GridSettings.options(grid).with("--seed", measures.seed()).flag(measures.curvature(), "--lambda-max");
        if (!measures.statistics().isOwn()) {
            options = options.with("--batch-norm", measures.statistics().label());
        }
        if (comparison.test().isPresent()) {
            options = options.with("--test", comparison.test().get().path());
        }
        return ofFile.command("compare", options);
    }

    /** Tells whether weights without a graph are of the first model's architecture, as a command takes them to be. */
    private static boolean readsAllAsTheFirst(List<ComparisonModel> models) {
        return models.stream()
                .filter(model -> model.weights().word().isPresent())
                .allMatch(model -> model.file().equals(models.get(0).file()));
    }

    /** Returns the whole command, once the weights of all models are there. */
    Command completed(Command begun) {
        List<ComparisonModel> models = comparison.models();
        if (!readsAllAsTheFirst(models)) {
            return Command.NONE;
        }
        Optional<Object> first = models.get(0).weights().word();
        Command command = first.isPresent() ? begun.with("--weights", first.get()) : begun;
        Command others = Command.of();
        for (ComparisonModel model : models.subList(1, models.size())) {
            Optional<Object> word = model.weights().word();
            others = others.with(word.orElse(model.file()));
        }
        command = command.with(others);
        for (ComparisonModel model : models) {
            command = model.weights().arrays().map(command::matching).orElse(command);
        }
        return command;
    }
}
