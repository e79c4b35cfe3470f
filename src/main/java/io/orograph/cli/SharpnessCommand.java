package io.orograph.cli;

import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.plot.Ticks;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Experiment;
import io.orograph.study.InvarianceStudy;
import io.orograph.study.NoiseStudy;
import io.orograph.study.SharpnessStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that measures how sharp the minimum is. */
@Command(
        name = "sharpness",
        description = {
            "Measures how sharp the minimum is: by default how much the loss rises when noise is added to the weights."
        },
        footer = {
            "",
            "Examples:",
            "  orograph sharpness model.onnx --data train.npz --sigma 0.05 --draws 100",
            "  orograph sharpness model.onnx --data train.npz --filter-normalized --json",
            "  orograph sharpness model.onnx --data train.npz --measures all",
            "  orograph sharpness model.onnx --data train.npz --against other.onnx",
            "  orograph sharpness model.onnx --data train.npz --check-invariance"
        })
final class SharpnessCommand extends ModelCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--sigma",
            paramLabel = "S",
            defaultValue = "" + GaussianIncrease.DEFAULT_SIGMA,
            converter = OptionTypes.Positive.class,
            description = "Standard deviation of the noise (default: ${DEFAULT-VALUE})")
    private double sigma;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "" + GaussianIncrease.DEFAULT_DRAWS,
            converter = OptionTypes.Draws.class,
            description =
                    "How many losses are evaluated with noise, an even number: each drawn noise is added and subtracted (default: ${DEFAULT-VALUE})")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = OptionTypes.Seed.class,
            description = "Seed of the noise (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--filter-normalized", description = "Take sigma relative to the weights of each filter")
    private boolean filterNormalized;

    @Option(
            names = "--measures",
            paramLabel = "NAME",
            split = ",",
            converter = MeasureName.class,
            completionCandidates = MeasureName.class,
            description = {
                "all, or some of:",
                "${bundle:sharpness.measures};",
                "with their own settings, in 64 bits (default: the average increase with --sigma and --draws)"
            })
    private List<String> measures = List.of();

    @Option(
            names = "--against",
            paramLabel = "MODEL|WEIGHTS",
            description = "Say whether the model is sharper or flatter than this one, a model or a checkpoint of the"
                    + " same architecture, for the same data and loss, by the"
                    + " ones of --measures that vote: those that do not change when single units of a ReLU network are"
                    + " rescaled (default: all of those); may be given several times")
    private List<Path> against = List.of();

    @Option(
            names = "--check-invariance",
            description = "Rescale the network exactly, by whole layers, by single units and by channels before a"
                    + " normalisation, measure it again, and list what moved (by --measures, else by those that"
                    + " state an invariance, and plain noise and SAM's step, all with few draws)")
    private boolean checkInvariance;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the numbers of the model with their provenance, as ${bundle:outputs.numbers}")
    private Path out;

    @Mixin
    private ResumeOption resumption;

    @Override
    void run() throws IOException {
        data.outputs(file()).add("--out", out).check();
        if (checkInvariance) {
            if (!against.isEmpty()) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--check-invariance and --against are two questions; ask one");
            }
            checkInvariance();
            return;
        }
        if (!measures.isEmpty() || !against.isEmpty()) {
            measureAll();
            return;
        }
        NoiseStudy study = new NoiseStudy(new GaussianIncrease(sigma, draws, seed, filterNormalized));
        try (Experiment experiment = data.experiment(openModel(), this::tell);
                StudyProgress progress = new StudyProgress(console(), "Measuring")) {
            tell(data.notices(experiment));
            NoiseStudy.Result result = resumption.kept(
                    out,
                    experiment,
                    console(),
                    () -> study.run(experiment, progress, console().cancel()));
            progress.close();
            if (printsJson()) {
                printJson(result.increase(), experiment);
            } else {
                print(result.increase());
                printWritten();
            }
        }
    }

    private void printWritten() {
        if (out != null) {
            out().println("Wrote " + out);
        }
    }

    private void measureAll() throws IOException {
        List<SharpnessMeasure> wanted = wanted();
        try (Experiment experiment = data.experimentInDouble(openModel(), this::tell)) {
            tell(data.notices(experiment));
            List<SharpnessStudy.Result> others = new ArrayList<>();
            SharpnessStudy.Result own = resumption.kept(out, experiment, console(), () -> {
                SharpnessStudy.Result measured = measure(experiment, wanted);
                others.addAll(others(experiment, wanted));
                return measured;
            });
            if (printsJson()) {
                JsonLine line = new JsonLine()
                        .put("loss", own.loss())
                        .put("measures", MeasureTable.json(own.measurements()))
                        .put("seed", seed)
                        .put("samples", experiment.data().samples())
                        .put("parameters", experiment.layout().size());
                if (!others.isEmpty()) {
                    line.put(
                            "against",
                            others.stream().map(other -> json(own, other)).toList());
                }
                print(line, experiment);
            } else {
                out().printf(Locale.ROOT, "loss %.7g%n", own.loss());
                MeasureTable.print(own.measurements(), out());
                others.forEach(other -> print(own, other));
                printWritten();
            }
        }
    }

    private void checkInvariance() throws IOException {
        InvarianceStudy study = measures.isEmpty() ? InvarianceStudy.usual(seed) : new InvarianceStudy(wanted(), seed);
        try (Experiment experiment = data.experimentInDouble(openModel(), this::tell);
                MeasuresProgress progress = new MeasuresProgress(console())) {
            tell(data.notices(experiment));
            InvarianceStudy.Result result = resumption.kept(
                    out,
                    experiment,
                    console(),
                    () -> study.run(experiment, progress, console().cancel()));
            progress.close();
            if (printsJson()) {
                JsonLine line = InvarianceTable.json(result)
                        .put("seed", seed)
                        .put("parameters", experiment.layout().size());
                print(line, experiment);
            } else {
                InvarianceTable.print(result, out());
                printWritten();
            }
        }
    }

    private SharpnessStudy.Result measure(Experiment experiment, List<SharpnessMeasure> wanted) {
        try (MeasuresProgress progress = new MeasuresProgress(console())) {
            return new SharpnessStudy(wanted, seed)
                    .run(experiment, progress, console().cancel());
        }
    }

    /** A bar a measure. */
    private static final class MeasuresProgress extends StudyProgress implements SharpnessStudy.Listener {
        MeasuresProgress(Console console) {
            super(console, "Measuring");
        }
    }

    /** Returns the measures in the order in which they were asked for. */
    private List<SharpnessMeasure> wanted() {
        List<SharpnessMeasure> all = SharpnessMeasures.all(seed);
        if (measures.isEmpty()) {
            return all.stream().filter(SharpnessMeasure::votes).toList();
        }
        if (measures.contains(MeasureName.ALL)) {
            return all;
        }
        return measures.stream()
                .distinct()
                .flatMap(name -> all.stream().filter(measure -> measure.label().equals(name)))
                .toList();
    }

    private List<SharpnessStudy.Result> others(Experiment own, List<SharpnessMeasure> wanted) throws IOException {
        List<SharpnessMeasure> comparable =
                wanted.stream().filter(SharpnessMeasure::votes).toList();
        if (!against.isEmpty() && comparable.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--against compares by measures that do not change when single units are rescaled, and none of"
                            + " --measures votes; add adaptive-ball or adaptive-trace");
        }
        List<SharpnessStudy.Result> others = new ArrayList<>();
        for (Path other : against) {
            try (Experiment experiment = opened(other)) {
                tell(data.notices(experiment));
                if (experiment.loss().kind() != own.loss().kind()) {
                    throw new CommandLine.ParameterException(
                            spec.commandLine(),
                            FileName.of(file()) + " and " + FileName.of(other) + " are taken for models of different"
                                    + " losses, which cannot be compared; choose one with --loss");
                }
                experiment.keepIn(own.kept().within("against " + (others.size() + 1)));
                others.add(measure(experiment, comparable));
            }
        }
        return others;
    }

    /** Returns a model of any architecture, or weights of this one. */
    private Experiment opened(Path other) throws IOException {
        return Formats.all().can(other, Role.MODEL)
                ? data.experimentInDouble(openModel(other), Optional.empty(), this::tell)
                : data.experimentInDouble(openModel(), Optional.of(other), this::tell);
    }

    private static RelativeVerdict verdict(SharpnessStudy.Result own, SharpnessStudy.Result other) {
        return RelativeVerdict.of(own.measurements(), other.measurements(), other.name(), own.samples());
    }

    private static Map<String, Object> json(SharpnessStudy.Result own, SharpnessStudy.Result other) {
        RelativeVerdict verdict = verdict(own, other);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("model", other.name());
        entries.put("loss", other.loss());
        entries.put("verdict", verdict.words());
        entries.put("verdict_kind", verdict.kind().name().toLowerCase(Locale.ROOT));
        entries.put("evidence", verdict.evidence());
        entries.put("differences", VoteTable.json(verdict.votes()));
        entries.put("measures", MeasureTable.json(other.measurements()));
        return entries;
    }

    private void print(SharpnessStudy.Result own, SharpnessStudy.Result other) {
        RelativeVerdict verdict = verdict(own, other);
        out().println(verdict.words());
        verdict.evidence().forEach(line -> out().println("  " + line));
    }

    private void printJson(GaussianIncrease.Result result, Experiment experiment) {
        JsonLine line = new JsonLine()
                .put("gaussian_increase", result.mean())
                .put("gaussian_increase_se", result.standardError())
                .put("gaussian_increase_se_sample", result.sampleError())
                .put("loss", result.loss())
                .put("sigma", sigma)
                .put("draws", draws)
                .put("seed", seed)
                .put("filter_normalized", filterNormalized)
                .put("samples", experiment.data().samples())
                .put("parameters", experiment.layout().size());
        print(line, experiment);
    }

    private void print(GaussianIncrease.Result result) {
        out().printf(
                        Locale.ROOT,
                        "average increase under Gaussian noise of σ = %s%s: %s (standard error over pairs, %,d draws)"
                                + "%s%n",
                        sigma,
                        filterNormalized ? " relative to each filter" : "",
                        Ticks.measured(result.mean(), result.standardError(), 4),
                        draws,
                        Double.isNaN(result.sampleError())
                                ? ""
                                : " ± " + Ticks.number(result.sampleError(), 2) + " (of the sample)");
        out().printf(Locale.ROOT, "loss without noise: %.7g%n", result.loss());
    }
}
