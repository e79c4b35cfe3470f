package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.sharpness.GaussianIncrease;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How sharp the minimum is. */
@Command(
        name = "sharpness",
        description = "Measures how much the loss rises when noise is added to the weights.",
        footer = {
            "",
            "Examples:",
            "  orograph sharpness model.onnx --data train.npz --sigma 0.05 --draws 100",
            "  orograph sharpness model.onnx --data train.npz --filter-normalized --json"
        })
final class SharpnessCommand extends ModelCommand {

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
            description = "How many times noise is drawn (default: ${DEFAULT-VALUE})")
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

    @Override
    void run() throws IOException {
        GaussianIncrease measure = new GaussianIncrease(sigma, draws, seed, filterNormalized);
        try (Experiment experiment = data.experiment(openModel())) {
            tell(data.notices(experiment));
            GaussianIncrease.Result result;
            try (ProgressBar bar = new ProgressBar(console(), "Measuring")) {
                result = measure.measure(
                        experiment.objective(),
                        experiment.weights(),
                        bar,
                        console().cancel());
            }
            if (printsJson()) {
                printJson(result, experiment);
            } else {
                print(result);
            }
        }
    }

    private void printJson(GaussianIncrease.Result result, Experiment experiment) {
        out().println(new JsonLine()
                .put("gaussian_increase", result.mean())
                .put("gaussian_increase_se", result.standardError())
                .put("loss", result.loss())
                .put("sigma", sigma)
                .put("draws", draws)
                .put("seed", seed)
                .put("filter_normalized", filterNormalized)
                .put("samples", experiment.data().samples())
                .put("parameters", experiment.layout().size()));
    }

    private void print(GaussianIncrease.Result result) {
        out().printf(
                        Locale.ROOT,
                        "average increase under Gaussian noise of σ = %s%s: %.4g ± %.2g (standard error, %,d draws)%n",
                        sigma,
                        filterNormalized ? " relative to each filter" : "",
                        result.mean(),
                        result.standardError(),
                        draws);
        out().printf(Locale.ROOT, "loss without noise: %.7g%n", result.loss());
    }
}
