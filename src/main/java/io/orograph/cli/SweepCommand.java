package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.sweep.StopRule;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptRule;
import io.orograph.training.OptimizerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that trains with many settings. */
@Command(
        name = "sweep",
        description = "Trains networks with every combination of settings, each from fresh weights and several seeds,"
                + " and holds their sharpness against how they generalise.",
        footer = {
            "",
            "Examples:",
            "  orograph sweep model.onnx --data train.npz --test test.npz \\",
            "      --optimizers sgd,momentum,sam:momentum --batch 8,64,2000 --lr 0.05,0.1 \\",
            "      --seeds 5 --until-loss 0.02 --out runs",
            "  orograph sweep mlp:64-16-10 mlp:64-256-10 --data train.npz --test test.npz \\",
            "      --out widths",
            "",
            "Ready experiments: orograph experiment. Networks that were trained elsewhere: orograph generalization.",
            "",
            "A MODEL is a file, or a dense network by its widths: mlp:64-128-10 (ReLU; also mlp-tanh:, mlp-sigmoid:,"
                    + " mlp-gelu:).",
            "",
            "The folder holds each run with its losses and weights. The same command goes on where it was stopped, at"
                    + " whatever moment, to the same numbers; with more values or seeds it adds runs."
        })
final class SweepCommand extends ModelsCommand {

    @Mixin
    private DataOptions data;

    @Option(names = "--test", paramLabel = "FILE", description = "Data that the networks are not trained on")
    private Path test;

    @Option(
            names = "--optimizers",
            paramLabel = "NAME,…",
            split = ",",
            defaultValue = "momentum",
            description = "Optimizers: those of train, and sam:BASE or asam:BASE (default: ${DEFAULT-VALUE})")
    private List<String> optimizers;

    @Option(
            names = "--batch",
            paramLabel = "N,…",
            split = ",",
            defaultValue = "32",
            converter = OptionTypes.Count.class,
            description = "Samples in a batch (default: ${DEFAULT-VALUE})")
    private List<Integer> batches;

    @Option(
            names = "--lr",
            paramLabel = "R,…",
            split = ",",
            converter = OptionTypes.Positive.class,
            description = "Learning rates (default: that of each optimizer)")
    private List<Double> rates = List.of();

    @Option(
            names = "--rho",
            paramLabel = "R,…",
            split = ",",
            converter = OptionTypes.Positive.class,
            description = "Radii of SAM and ASAM (default: 0.05 and 0.5)")
    private List<Double> radii = List.of();

    @Option(
            names = "--weight-decay",
            paramLabel = "D,…",
            split = ",",
            defaultValue = "0",
            converter = OptionTypes.NotNegative.class,
            description = "Weight decays (default: ${DEFAULT-VALUE})")
    private List<Double> decays;

    @Option(
            names = "--momentum",
            paramLabel = "M",
            defaultValue = "" + OptimizerSettings.DEFAULT_MOMENTUM,
            converter = OptionTypes.Share.class,
            description = "Momentum of momentum and nesterov (default: ${DEFAULT-VALUE})")
    private double momentum;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            converter = OptionTypes.Count.class,
            description = "Runs of each setting, with the seeds 0, 1, … (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--draw",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Only N of the combinations, drawn at random (default: all)")
    private Integer drawn;

    @Option(
            names = "--until-loss",
            paramLabel = "L",
            defaultValue = "0",
            converter = OptionTypes.NotNegative.class,
            description = "Stop a run at this training loss, so that runs are compared at the same loss (default: all"
                    + " epochs)")
    private double untilLoss;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "100",
            converter = OptionTypes.Count.class,
            description = "Epochs at most (default: ${DEFAULT-VALUE})")
    private int epochs;

    @Option(
            names = "--record-every",
            paramLabel = "N",
            converter = OptionTypes.Count.class,
            description = "Look at the training loss every N steps (default: every epoch)")
    private Integer recordEvery;

    @Mixin
    private SweptMeasuresOption measures;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of the runs, new or of the same sweep")
    private Path out;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private FigureOptions figure;

    @Mixin
    private SweepFigureOption figureOf;

    @Override
    void run() throws IOException {
        OutputFiles written = data.outputs(file());
        figure.addTo(written);
        written.check();
        figureOf.check(spec.commandLine());
        SweepChoices choices = choices();
        Optional<DataSource> tested = Optional.ofNullable(test).map(DataSource::of);
        try (SweepProgress progress = new SweepProgress(
                console(),
                printsJson(),
                choices.isUntilLoss(),
                data::notices,
                first -> choices.command(first, tested, out))) {
            Sweep sweep = sweep(choices, tested);
            SweepReport report =
                    SweepReport.of(sweep.run(out, progress, console().cancel()), sweep.measures());
            progress.close();
            figureOf.write(figure, report, progress.provenance(), spec.commandLine());
            if (printsJson()) {
                print(SweepTable.json(report));
            } else {
                SweepTable.print(report, out());
                out().println("Wrote " + out);
                printWritten(written);
            }
        }
    }

    private SweepChoices choices() {
        return new SweepChoices(
                files(),
                rules(),
                batches,
                rates,
                radii,
                decays,
                momentum,
                seeds,
                drawn == null ? 0 : drawn,
                new StopRule(untilLoss, epochs, recordEvery == null ? 0 : recordEvery),
                measures.labels());
    }

    private Sweep sweep(SweepChoices choices, Optional<DataSource> tested) throws IOException {
        try {
            return choices.sweep(data.source(), tested, data.settings(), SharpnessMeasures.all(0), out);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<SweptRule> rules() {
        return optimizers.stream()
                .map(name -> SweptRule.of(name)
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                spec.commandLine(),
                                "--optimizers takes names such as sgd, momentum, adam or sam:momentum, not \"" + name
                                        + "\"; see orograph train --help")))
                .toList();
    }
}
