package io.orograph.study;

import io.orograph.landscape.Grid;
import java.util.List;
import java.util.Optional;

/** The command line that repeats a comparison; what trains weights comes before it. */
record ComparisonCommand(Comparison comparison) {

    /** Returns the command as far as the first model determines it. */
    Command begun(Experiment first, Grid grid) {
        Comparison.Measures measures = comparison.measures();
        Command options =
                GridSettings.options(grid).with("--seed", measures.seed()).flag(measures.curvature(), "--lambda-max");
        if (!measures.statistics().isOwn()) {
            options = options.with("--batch-norm", measures.statistics().label());
        }
        if (comparison.test().isPresent()) {
            options = options.with("--test", comparison.test().get().path());
        }
        return comparison.models().get(0).weights() instanceof ComparisonTraining
                ? first.commandWithoutWeights("compare", options)
                : first.command("compare", options);
    }

    /** Returns the whole command, once the weights of all models are there. */
    Command completed(Command begun) {
        List<ComparisonModel> models = comparison.models();
        ComparisonWeights first = models.get(0).weights();
        Command command = begun;
        if (first instanceof ComparisonTraining) {
            command = command.with("--weights", first.word().orElseThrow());
        }
        Command others = Command.of();
        for (ComparisonModel model : models.subList(1, models.size())) {
            Optional<Object> word = model.weights().word();
            others = others.with(word.orElse(model.file()));
        }
        command = command.with(others);
        for (ComparisonModel model : models) {
            command = command.with(model.weights().options());
        }
        for (int i = models.size() - 1; i >= 0; i--) {
            Optional<Command> before = models.get(i).weights().before();
            command = before.isPresent() ? command.after(before.get()) : command;
        }
        return command;
    }
}
