package io.orograph.cli;

import io.orograph.data.DataSource;
import io.orograph.export.ResultFile;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ComparisonPlot;
import io.orograph.plot.Plot;
import io.orograph.plot.Ticks;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonModel;
import io.orograph.study.ComparisonWords;
import io.orograph.study.Experiment;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that compares models. */
@Command(
        name = "compare",
        description = "Compares two to four models on the same data: losses with their gaps, the increase under noise,"
                + " the flat part of their landscapes, and the line between two of one architecture.",
        footer = {
            "",
            "Example:",
            "  orograph compare model.onnx other.onnx --data train.npz --test test.npz \\",
            "      --out comparison.npz"
        })
final class CompareCommand extends ModelCommand {

    @Parameters(
            index = "1..3",
            arity = "1..3",
            paramLabel = "MODEL|WEIGHTS",
            description = "One to three further models, or checkpoints of the first model's architecture")
    private List<Path> others = List.of();

    @Mixin
    private DataOptions data;

    @Mixin
    private RangeOptions range;

    @Mixin
    private BatchNormOption batchNorm;

    @Option(names = "--test", paramLabel = "FILE", description = "Data that the models were not trained on")
    private Path test;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = OptionTypes.Seed.class,
            description = "Seed of the directions and the noise (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--lambda-max", description = "Look for the largest eigenvalue of each Hessian too, which is slow")
    private boolean lambdaMax;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the landscapes and all numbers, as ${bundle:outputs.numbers}")
    private Path out;

    @Mixin
    private FigureOptions figure;

    @Option(
            names = "--log",
            negatable = true,
            description =
                    "Heights and colours of the figure follow ln L, or with --no-log L (default: ln L where most of the"
                            + " planes would otherwise look flat)")
    private Boolean log;

    private String lossKind;
    private String lossReason;
    private Map<String, Object> lossReading = Map.of();

    @Override
    void run() throws IOException {
        List<Path> inputs = new ArrayList<>(List.of(file()));
        inputs.addAll(others);
        inputs.addAll(data.files());
        if (test != null) {
            inputs.add(test);
        }
        OutputFiles written = new OutputFiles(inputs.toArray(new Path[0])).add("--out", out);
        figure.addTo(written);
        written.check();
        Comparison study = new Comparison(
                models(),
                data.source(),
                Optional.ofNullable(test).map(DataSource::of),
                data.settings(),
                new Comparison.Measures(seed, range.settings(), lambdaMax, batchNorm.choice()));
        Comparison.Result result;
        try (Progress progress = new Progress()) {
            result = data.weights().checked(() -> study.run(progress, console().cancel()));
        }
        if (out != null) {
            ResultFile.usual().write(Outputs.NUMBERS, out, result);
        }
        figure.write(plot(result), result.provenance());
        if (printsJson()) {
            printJson(result);
        } else {
            print(result);
            printWritten(written);
        }
    }

    private Plot plot(Comparison.Result result) {
        List<Landscape> landscapes =
                result.models().stream().map(ComparedModel::landscape).toList();
        List<String> names = result.models().stream().map(ComparedModel::name).toList();
        return ComparisonPlot.of(
                landscapes, names, ComparisonPlot.scale(landscapes, log), ComparisonWords.of(result.models()));
    }

    private List<ComparisonModel> models() throws IOException {
        Map<String, String> arrays = data.weights().arrays();
        ComparisonModel opened = ComparisonModel.of(file()).choosing(openModel().choice());
        List<ComparisonModel> models = new ArrayList<>();
        models.add(data.weights().file().map(from -> opened.at(from, arrays)).orElse(opened));
        for (Path other : others) {
            models.add(ComparisonModel.in(other, opened, arrays));
        }
        return models;
    }

    /** Tells once what a person should know of models and data. */
    private final class Progress extends StudyProgress implements Comparison.Listener {

        private final Set<String> told = new HashSet<>();

        Progress() {
            super(console(), "Evaluating");
        }

        @Override
        public void opened(Experiment experiment) {
            lossKind = experiment.loss().kind().label();
            lossReason = experiment.loss().reason();
            lossReading = experiment.lossReading();
            data.notices(experiment).stream().filter(told::add).forEach(this::notice);
        }
    }

    private void print(Comparison.Result result) {
        List<ComparedModel> models = result.models();
        List<String> titles = new ArrayList<>(List.of(""));
        models.forEach(model -> titles.add(model.name()));
        TextTable table = new TextTable(titles.toArray(new String[0]));
        numbers(models.get(0)).keySet().forEach(title -> {
            List<String> row = new ArrayList<>(List.of(title));
            models.forEach(model -> row.add(numbers(model).get(title)));
            table.row(row.toArray(new String[0]));
        });
        table.print(out());
        result.line().ifPresent(line -> out().println(ComparisonWords.of(line)));
        out().println(result.inWords());
    }

    private Map<String, String> numbers(ComparedModel model) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("training loss", number(model.train().loss()));
        numbers.put("training accuracy", share(model.train().accuracy()));
        if (model.test() != null) {
            numbers.put("test loss", number(model.test().loss()));
            numbers.put("gap of the loss", number(model.lossGap()));
            numbers.put("test accuracy", share(model.test().accuracy()));
        }
        numbers.put(
                "under noise",
                Ticks.measured(model.gaussian().mean(), model.gaussian().standardError(), 3));
        numbers.put("flat area", ComparisonWords.percent(model.flatShare()));
        if (lambdaMax) {
            numbers.put("λmax", number(model.largestEigenvalue()));
        }
        return numbers;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Ticks.number(value, 3);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : ComparisonWords.percent(value);
    }

    private void printJson(Comparison.Result result) {
        JsonLine json = new JsonLine()
                .put("models", result.models().stream().map(this::entries).toList())
                .put("seed", seed);
        result.line().ifPresent(line -> {
            json.put("barrier", line.train().barrier());
            line.test().ifPresent(side -> json.put("test_barrier", side.barrier()));
        });
        ComparedModel first = result.models().get(0);
        json.put(
                "against_first",
                result.models().stream()
                        .skip(1)
                        .map(model -> model.against(first))
                        .map(verdict -> Map.of(
                                "verdict", verdict.words(),
                                "verdict_kind", verdict.kind().name().toLowerCase(Locale.ROOT),
                                "differences", VoteTable.json(verdict.votes())))
                        .toList());
        print(json.put("words", result.inWords())
                .put("loss_kind", lossKind)
                .put("loss_reason", lossReason)
                .put("loss_reading", lossReading)
                .put(
                        "weights",
                        result.models().stream().map(ComparedModel::name).toList()));
    }

    private Map<String, Object> entries(ComparedModel model) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("model", model.name());
        entries.put("train_loss", model.train().loss());
        entries.put("train_accuracy", model.train().accuracy());
        if (model.test() != null) {
            entries.put("test_loss", model.test().loss());
            entries.put("test_accuracy", model.test().accuracy());
            entries.put("loss_gap", model.lossGap());
            entries.put("accuracy_gap", model.accuracyGap());
        }
        entries.put("gaussian_increase", model.gaussian().mean());
        entries.put("gaussian_increase_se", model.gaussian().standardError());
        entries.put("gaussian_increase_se_sample", model.gaussian().sampleError());
        entries.put("flat_share", model.flatShare());
        if (lambdaMax) {
            entries.put("largest_eigenvalue", model.largestEigenvalue());
        }
        entries.put("sharpness", MeasureTable.json(model.sharpness()));
        return entries;
    }
}
