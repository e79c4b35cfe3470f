package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.MeasuredPoint;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.sharpness.SharpnessMeasures;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How sharp the minimum is. */
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
            "  orograph sharpness model.onnx --data train.npz --measures all"
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

    @Option(
            names = "--measures",
            paramLabel = "NAME",
            split = ",",
            converter = MeasureName.class,
            description = {
                "all, or some of:",
                MeasureName.NAMES,
                "with their own settings, in 64 bits (default: the average increase with the settings above)"
            })
    private List<String> measures = List.of();

    @Override
    void run() throws IOException {
        if (!measures.isEmpty()) {
            measureAll();
            return;
        }
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

    private void measureAll() throws IOException {
        List<SharpnessMeasure> wanted = SharpnessMeasures.all(seed).stream()
                .filter(measure -> measures.contains(MeasureName.ALL) || measures.contains(measure.name()))
                .toList();
        try (Experiment experiment = data.experimentInDouble(openModel())) {
            tell(data.notices(experiment));
            MeasuredPoint point = new MeasuredPoint(
                    experiment.objective(),
                    experiment.weights(),
                    seed,
                    console().cancel());
            Map<SharpnessMeasure, Measurement> results = new LinkedHashMap<>();
            for (SharpnessMeasure measure : wanted) {
                try (ProgressBar bar = new ProgressBar(console(), "Measuring " + measure.name())) {
                    results.put(measure, measure.measure(point, bar));
                }
            }
            if (printsJson()) {
                out().println(new JsonLine()
                        .put("loss", point.loss())
                        .put("measures", MeasureTable.json(results))
                        .put("seed", seed)
                        .put("samples", experiment.data().samples())
                        .put("parameters", experiment.layout().size()));
            } else {
                out().printf(Locale.ROOT, "loss %.7g%n", point.loss());
                MeasureTable.print(results, out());
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
