package io.orograph.study;

import io.orograph.training.Ascent;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Options of a command that trains, and what a provenance says about a training. */
final class TrainingCommand {

    private TrainingCommand() {}

    /** Returns the options that train in the same way. */
    static Command options(TrainingSettings settings) {
        OptimizerSettings optimizer = settings.optimizer();
        boolean plain = optimizer.ascent() == Ascent.NONE;
        Command command = plain
                ? Command.of("--optimizer", optimizer.base().label())
                : Command.of("--optimizer", optimizer.ascent().name().toLowerCase(Locale.ROOT))
                        .with("--base", optimizer.base().label())
                        .with("--rho", optimizer.radius());
        command = command.with("--lr", optimizer.learningRate())
                .with("--momentum", optimizer.momentum())
                .with("--weight-decay", optimizer.weightDecay())
                .with(schedule(settings.schedule()))
                .with("--batch", settings.batchSize(), "--epochs", settings.epochs(), "--seed", settings.seed());
        return command.flag(!settings.batchStatistics(), "--hold-batch-norm");
    }

    private static Command schedule(LearningRateSchedule schedule) {
        Command command = schedule.warmup() > 0 ? Command.of("--warmup", schedule.warmup()) : Command.of();
        if (schedule.shape() == LearningRateSchedule.Shape.CONSTANT) {
            return command;
        }
        command = command.with("--schedule", schedule.shape());
        return schedule.shape() == LearningRateSchedule.Shape.STEP
                ? command.with("--drop-every", schedule.period(), "--gamma", schedule.factor())
                : command;
    }

    /** Returns what a provenance says. */
    static Map<String, Object> entries(TrainingSettings settings) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("optimizer", settings.optimizer().title());
        entries.put("learning_rate", settings.optimizer().learningRate());
        entries.put("batch", settings.batchSize());
        entries.put("epochs", settings.epochs());
        entries.put("seed", settings.seed());
        return entries;
    }
}
