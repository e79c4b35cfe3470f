package io.orograph.cli;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.curvature.Eigenpair;
import io.orograph.curvature.EigenvalueErrors;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.SpectralDensity;
import io.orograph.export.ResultPlot;
import io.orograph.plot.Ticks;
import io.orograph.study.CurvatureStudy;
import io.orograph.study.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The curvature of the loss in all directions. */
@Command(
        name = "spectrum",
        description = {
            "Computes the largest and smallest eigenvalues of the loss's Hessian, its trace, and says what kind of"
                    + " point the model is.",
            "Always in 64 bits: second derivatives come from differences of gradients."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  orograph spectrum model.onnx --data train.npz --top 10",
            "  orograph spectrum model.onnx --data train.npz --samples 500 --density \\",
            "      --layers --json"
        })
final class SpectrumCommand extends ModelCommand {

    private static final int DENSITY_POINTS = 500;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "" + Lanczos.DEFAULT_LARGEST,
            converter = Eigenvalues.class,
            description = "How many of the largest eigenvalues (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--density", description = "Estimate how all eigenvalues are spread")
    private boolean density;

    @Option(names = "--layers", description = "Compute the largest eigenvalue of each parameter's block too")
    private boolean layers;

    @Option(
            names = "--held-out",
            description = "The model was not trained on these data: ask too whether it would be stationary for the"
                    + " population")
    private boolean heldOut;

    @Option(
            names = "--groups",
            paramLabel = "G",
            defaultValue = "0",
            converter = Groups.class,
            description =
                    "Give intervals of the eigenvalues for the data being a sample: they are computed anew without"
                            + " each of G groups of samples, which takes G times as long")
    private int groups;

    @Option(
            names = "--effort",
            paramLabel = "HOW",
            defaultValue = "usual",
            converter = OptionTypes.EffortName.class,
            description = "quick, usual or thorough: how exactly, and so how long (default: ${DEFAULT-VALUE})")
    private Effort effort;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = OptionTypes.Seed.class,
            description = "Seed of the random starts (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--hold", paramLabel = HeldNames.LABEL, description = "Parameters that stay as they are")
    private List<String> held = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the numbers with their provenance, as ${bundle:outputs.numbers}")
    private Path out;

    @Mixin
    private FigureOptions figure;

    @Mixin
    private ResumeOption resumption;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Groups of samples; 0 for none. */
    static final class Groups implements CommandLine.ITypeConverter<Integer> {

        private static final int MOST = 1000;

        @Override
        public Integer convert(String text) {
            if (text.equals("0")) {
                return 0;
            }
            int groups = new OptionTypes.Count(MOST).convert(text);
            if (groups < EigenvalueErrors.FEWEST) {
                throw new CommandLine.TypeConversionException(
                        "'" + text + "' groups are too few for an error: at least " + EigenvalueErrors.FEWEST);
            }
            return groups;
        }
    }

    /** Each takes a vector of all weights. */
    static final class Eigenvalues extends OptionTypes.Count {
        Eigenvalues() {
            super(1000);
        }
    }

    @Override
    void run() throws IOException {
        OutputFiles written = data.outputs(file()).add("--out", out);
        figure.addTo(written);
        written.check();
        try (Experiment experiment = data.experimentInDouble(openModel(), this::tell)) {
            tell(data.notices(experiment));
            CurvatureStudy study = new CurvatureStudy(
                    new CurvatureAnalysis(top, density, layers, effort, seed, heldOut, groups),
                    HeldNames.checked(held, experiment, spec.commandLine()),
                    0);
            CurvatureStudy.Result result = resumption.kept(out, experiment, console(), () -> {
                try (SpectrumProgress progress = new SpectrumProgress(console())) {
                    return study.run(experiment, progress, console().cancel());
                }
            });
            if (figure.isWanted()) {
                figure.write(ResultPlot.of(result).orElseThrow(), result.provenance());
            }
            if (printsJson()) {
                printJson(result, experiment);
            } else {
                print(result.found(), result.free());
                printWritten(written);
            }
        }
    }

    private void printJson(CurvatureStudy.Result measured, Experiment experiment) {
        CurvatureAnalysis.Result result = measured.found();
        Lanczos.Result eigen = result.eigenvalues();
        Eigenpair smallest = eigen.smallest().get(0);
        JsonLine line = new JsonLine()
                .put(
                        "eigenvalues",
                        eigen.largest().stream().map(Eigenpair::value).toList())
                .put(
                        "residuals",
                        eigen.largest().stream().map(Eigenpair::residual).toList())
                .put("smallest", smallest.value())
                .put("smallest_residual", smallest.residual())
                .put(
                        "smallest_eigenvalues",
                        eigen.smallest().stream().map(Eigenpair::value).toList())
                .put(
                        "smallest_residuals",
                        eigen.smallest().stream().map(Eigenpair::residual).toList())
                .put("converged", eigen.converged())
                .put("steps", eigen.steps())
                .put("trace", result.trace().trace().mean())
                .put("trace_se", result.trace().trace().standardError())
                .put("trace_probes", result.trace().probes())
                .put("parameter_traces", traces(result.trace(), Hutchinson.Estimate::mean))
                .put("parameter_traces_se", traces(result.trace(), Hutchinson.Estimate::standardError))
                .put("gradient_norm", result.gradientNorm())
                .put("gradient_noise", result.gradientNoise())
                .put("loss", result.evaluation().loss())
                .put("verdict", result.verdict().words())
                .put("verdict_kind", result.verdict().kind().name().toLowerCase(Locale.ROOT))
                .put("evidence", result.verdict().evidence())
                .put("ladder", VerdictJson.ladders(result.verdict().measured()))
                .put("tried_steps", VerdictJson.steps(result.verdict().measured()))
                .put("population", VerdictJson.population(result.population()));
        result.errors()
                .ifPresent(errors -> line.put("eigenvalues_se", errors.largest())
                        .put("smallest_eigenvalues_se", errors.smallest())
                        .put("eigenvalues_interval", intervals(eigen.largest(), errors.largest(), errors))
                        .put("smallest_eigenvalues_interval", intervals(eigen.smallest(), errors.smallest(), errors))
                        .put("groups", errors.groups()));
        result.density().ifPresent(found -> line.put("density", density(found)));
        if (layers) {
            Map<String, Object> blocks = new LinkedHashMap<>();
            result.layers().forEach((name, pair) -> blocks.put(name, pair.value()));
            line.put("parameter_eigenvalues", blocks);
        }
        print(line.put("samples", measured.samples()).put("parameters", measured.free()), experiment);
    }

    /** Returns the ends of the interval of 95 % of each. */
    private static List<List<Double>> intervals(List<Eigenpair> pairs, double[] each, EigenvalueErrors errors) {
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> {
                    double value = pairs.get(i).value();
                    double margin = errors.margin(each[i]);
                    return List.of(value - margin, value + margin);
                })
                .toList();
    }

    private static Map<String, Object> traces(Hutchinson.Result trace, ToDoubleFunction<Hutchinson.Estimate> of) {
        Map<String, Object> traces = new LinkedHashMap<>();
        trace.parameters().forEach((name, part) -> traces.put(name, of.applyAsDouble(part)));
        return traces;
    }

    private static Map<String, Object> density(SpectralDensity.Result found) {
        SpectralDensity.Curve curve = found.curve(DENSITY_POINTS);
        Map<String, Object> density = new LinkedHashMap<>();
        density.put("values", curve.values());
        density.put("densities", curve.densities());
        density.put("sigma", curve.sigma());
        density.put("nodes", found.nodes());
        density.put("weights", found.weights());
        density.put("negative_share", found.negative().share());
        density.put(
                "negative_share_interval",
                List.of(found.negative().low(), found.negative().high()));
        density.put("negative_share_below", -found.negative().width());
        density.put("negative_mass", found.negativeMass());
        return density;
    }

    private void print(CurvatureAnalysis.Result result, int free) {
        Lanczos.Result eigen = result.eigenvalues();
        say("largest eigenvalues over %,d parameters (with residuals):", free);
        sayEach(eigen.largest(), result.errors(), EigenvalueErrors::largest);
        say("smallest found:");
        sayEach(eigen.smallest(), result.errors(), EigenvalueErrors::smallest);
        result.errors()
                .ifPresent(errors -> say(
                        "behind ±: 95 %% for the data being a sample, by the jackknife over %d groups",
                        errors.groups()));
        if (!eigen.converged()) {
            say("not all reached the tolerance in %d steps", eigen.steps());
        }
        Hutchinson.Estimate trace = result.trace().trace();
        say(
                "trace %s (standard error, %d probes)",
                Ticks.measured(trace.mean(), trace.standardError(), 5),
                result.trace().probes());
        result.trace()
                .parameters()
                .forEach((name, part) -> say(
                        "  %s  %s%s",
                        name,
                        Ticks.measured(part.mean(), part.standardError(), 4),
                        layers ? layerText(result.layers().get(name)) : ""));
        result.density()
                .ifPresent(found -> say(
                        "%s; %.3g %% of the curvature is negative",
                        found.negative().words(), 100 * found.negativeMass()));
        say("%s", result.verdict().words());
        result.verdict().evidence().forEach(sentence -> say("  %s", sentence));
        say("%s", result.population().words());
    }

    private void sayEach(
            List<Eigenpair> pairs, Optional<EigenvalueErrors> errors, Function<EigenvalueErrors, double[]> which) {
        for (int i = 0; i < pairs.size(); i++) {
            Eigenpair pair = pairs.get(i);
            int place = i;
            String sampled = errors.map(
                            found -> String.format(Locale.ROOT, " ± %.2g", found.margin(which.apply(found)[place])))
                    .orElse("");
            say("  %.6g%s  (%.1g)", pair.value(), sampled, pair.residual());
        }
    }

    private static String layerText(Eigenpair pair) {
        return pair == null ? "" : String.format(Locale.ROOT, ", largest eigenvalue %.4g", pair.value());
    }

    private void say(String format, Object... values) {
        out().println(String.format(Locale.ROOT, format, values));
    }
}
