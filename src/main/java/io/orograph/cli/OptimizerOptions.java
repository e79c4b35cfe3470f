package io.orograph.cli;

import io.orograph.choice.Named;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingSettings;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options for a training. */
final class OptimizerOptions {

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "momentum",
            completionCandidates = OptionTypes.BaseName.class,
            description = "${COMPLETION-CANDIDATES}, or sam or asam on a --base (default: ${DEFAULT-VALUE})")
    private String optimizer;

    @Option(
            names = "--base",
            paramLabel = "NAME",
            defaultValue = "momentum",
            converter = OptionTypes.BaseName.class,
            description = "The optimizer that SAM and ASAM work on (default: ${DEFAULT-VALUE})")
    private BaseOptimizer base;

    @Option(
            names = "--rho",
            paramLabel = "R",
            converter = OptionTypes.Positive.class,
            description = "Radius of SAM and ASAM (default: 0.05 and 0.5)")
    private Double rho;

    @Option(
            names = "--lr",
            paramLabel = "R",
            converter = OptionTypes.Positive.class,
            description = "Learning rate (default: 0.1 for SGD, 0.001 for Adam and AdamW, 0.01 for RMSProp)")
    private Double learningRate;

    @Option(
            names = "--momentum",
            paramLabel = "M",
            defaultValue = "" + OptimizerSettings.DEFAULT_MOMENTUM,
            converter = OptionTypes.Share.class,
            description = "Momentum of momentum and nesterov (default: ${DEFAULT-VALUE})")
    private double momentum;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            defaultValue = "0",
            converter = OptionTypes.NotNegative.class,
            description = "Weight decay: an L2 penalty; with adamw on the weights themselves (default:"
                    + " ${DEFAULT-VALUE})")
    private double weightDecay;

    @Option(
            names = "--schedule",
            paramLabel = "HOW",
            defaultValue = "constant",
            converter = OptionTypes.ScheduleShape.class,
            description = "constant, step or cosine: how the learning rate goes (default: ${DEFAULT-VALUE})")
    private LearningRateSchedule.Shape schedule;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Steps in which the learning rate rises from 0 at first (default: none)")
    private Integer warmup;

    @Option(
            names = "--step-epochs",
            paramLabel = "N",
            defaultValue = "30",
            converter = OptionTypes.Count.class,
            description = "Epochs between two drops of --schedule step (default: ${DEFAULT-VALUE})")
    private int stepEpochs;

    @Option(
            names = "--drop-every",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Steps between two drops of --schedule step, instead of --step-epochs")
    private Integer dropEvery;

    @Option(
            names = "--gamma",
            paramLabel = "G",
            defaultValue = "0.1",
            converter = OptionTypes.Factor.class,
            description = "Factor of a drop of --schedule step (default: ${DEFAULT-VALUE})")
    private double gamma;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            converter = OptionTypes.Count.class,
            description = "Samples in a batch (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            converter = OptionTypes.Count.class,
            description = "How often each sample is used (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = OptionTypes.Seed.class,
            description = "Seed of the shuffling, the split and fresh weights (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--hold-batch-norm",
            description = "Batch normalisation uses the running statistics that it begins with and keeps them (default:"
                    + " the statistics of each batch, which move the running ones)")
    private boolean holdsStatistics;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec mixee;

    /** The options that may be given beside settings of a file, which they change. */
    private static final List<String> BESIDE = List.of("--lr", "--batch", "--epochs", "--seed");

    long seed() {
        return seed;
    }

    /**
     * Returns settings of a file, with what was given beside them.
     *
     * @param option that names the file
     */
    TrainingSettings over(TrainingSettings given, String option) {
        CommandLine.ParseResult parsed = mixee.commandLine().getParseResult();
        for (CommandLine.Model.OptionSpec each : mixee.mixins().values().stream()
                .filter(mixin -> mixin.userObject() == this)
                .flatMap(mixin -> mixin.options().stream())
                .toList()) {
            if (parsed.hasMatchedOption(each.longestName()) && !BESIDE.contains(each.longestName())) {
                throw new CommandLine.ParameterException(
                        mixee.commandLine(),
                        each.longestName() + " does not go with " + option + ", which says it already; beside it go "
                                + String.join(", ", BESIDE));
            }
        }
        TrainingSettings settings = given;
        if (learningRate != null) {
            settings = settings.withLearningRate(learningRate);
        }
        if (parsed.hasMatchedOption("--batch")) {
            settings = settings.withBatch(batch);
        }
        if (parsed.hasMatchedOption("--epochs")) {
            settings = settings.withEpochs(epochs);
        }
        return parsed.hasMatchedOption("--seed") ? settings.withSeed(seed) : settings;
    }

    /**
     * Returns the settings of a training.
     *
     * @param samples that are trained on
     * @param recordEvery steps between two recorded points; 0 for once an epoch
     */
    TrainingSettings settings(int samples, int recordEvery) {
        long stepsPerEpoch = (samples - 1L) / batch + 1;
        int period = dropEvery == null ? (int) Math.min(Integer.MAX_VALUE, stepsPerEpoch * stepEpochs) : dropEvery;
        LearningRateSchedule rates =
                new LearningRateSchedule(schedule, warmup == null ? 0 : warmup, Math.max(1, period), gamma);
        return new TrainingSettings(optimizer(), rates, batch, epochs, seed, recordEvery, !holdsStatistics);
    }

    private OptimizerSettings optimizer() {
        Ascent ascent = switch (optimizer.toLowerCase(Locale.ROOT)) {
            case "sam" -> Ascent.SAM;
            case "asam" -> Ascent.ASAM;
            default -> Ascent.NONE;
        };
        BaseOptimizer rule = ascent != Ascent.NONE
                ? base
                : Named.find(BaseOptimizer.all(), optimizer)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                mixee.commandLine(),
                                "--optimizer takes one of " + Named.labels(BaseOptimizer.all()) + ", sam, asam, not \""
                                        + optimizer + "\""));
        return new OptimizerSettings(
                rule,
                ascent,
                learningRate == null ? rule.defaultLearningRate() : learningRate,
                momentum,
                weightDecay,
                rho == null ? ascent.defaultRadius() : rho);
    }
}
