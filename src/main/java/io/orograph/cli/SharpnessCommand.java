package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How sharp the minimum is. */
@Command(
        name = "sharpness",
        description = "Measures how much the loss rises when noise is added to the weights.",
        mixinStandardHelpOptions = true)
final class SharpnessCommand implements Callable<Integer> {

    @Mixin
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--sigma",
            paramLabel = "S",
            defaultValue = "" + GaussianIncrease.DEFAULT_SIGMA,
            description = "Standard deviation of the noise (default: ${DEFAULT-VALUE})")
    private double sigma;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "" + GaussianIncrease.DEFAULT_DRAWS,
            description = "How many times noise is drawn (default: ${DEFAULT-VALUE})")
    private int draws;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the noise (default: 0)")
    private long seed;

    @Option(names = "--filter-normalized", description = "σ is relative to the weights of each filter")
    private boolean filterNormalized;

    @Option(names = "--json", description = "Print one JSON object")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GaussianIncrease measure = new GaussianIncrease(sigma, draws, seed, filterNormalized);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Experiment experiment = data.experiment(model.open(), err)) {
            GaussianIncrease.Result result;
            try (ProgressBar bar = ProgressBar.onTerminal(err, "Measuring")) {
                result = measure.measure(experiment.objective(), experiment.weights(), bar, new CancelToken());
            }
            if (json) {
                out.println(new JsonLine()
                        .put("gaussian_increase", result.mean())
                        .put("gaussian_increase_se", result.standardError())
                        .put("loss", result.loss())
                        .put("sigma", sigma)
                        .put("draws", draws)
                        .put("seed", seed)
                        .put("filter_normalized", filterNormalized)
                        .put("samples", experiment.data().samples())
                        .put("parameters", experiment.layout().size()));
            } else {
                out.printf(
                        Locale.ROOT,
                        "average increase under Gaussian noise of σ = %s%s: %.4g ± %.2g (standard error, %d draws)%n",
                        sigma,
                        filterNormalized ? " relative to each filter" : "",
                        result.mean(),
                        result.standardError(),
                        draws);
                out.printf(Locale.ROOT, "loss without noise: %.7g%n", result.loss());
            }
        }
        return 0;
    }
}
