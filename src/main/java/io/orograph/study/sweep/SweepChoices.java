package io.orograph.study.sweep;

import io.orograph.data.DataSource;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.training.OptimizerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person varies in a sweep, before a file is opened.
 *
 * @param models files, or texts such as {@code mlp:64-128-10}
 * @param rates η; empty for the default of each optimiser
 * @param radii ρ of SAM and ASAM; empty for their defaults
 * @param seeds how many, counted from 0
 * @param drawn how many of the settings, drawn at random; 0 for all
 * @param measures the labels of those that are taken where a run ends
 */
public record SweepChoices(
        List<Path> models,
        List<SweptRule> rules,
        List<Integer> batches,
        List<Double> rates,
        List<Double> radii,
        List<Double> decays,
        double momentum,
        int seeds,
        int drawn,
        StopRule stop,
        List<String> measures) {

    /** The measures that are taken where nobody says which: by three ideas of sharpness, in seconds. */
    public static final List<String> USUAL_MEASURES = List.of("lambda-max", "adaptive-trace", "adaptive-ball");

    /** Returns one of the usual numbers: fresh weights, default radii, no decay, momentum 0.9, all settings. */
    public static SweepChoices of(List<Path> models, List<SweptRule> rules, List<Integer> batches, StopRule stop) {
        return new SweepChoices(
                models,
                rules,
                batches,
                List.of(),
                List.of(),
                List.of(0.0),
                OptimizerSettings.DEFAULT_MOMENTUM,
                1,
                0,
                stop,
                USUAL_MEASURES);
    }

    /** Returns the same for other models. */
    public SweepChoices with(List<Path> others) {
        return new SweepChoices(others, rules, batches, rates, radii, decays, momentum, seeds, drawn, stop, measures);
    }

    /** Returns the same with one learning rate. */
    SweepChoices withRate(double rate) {
        return new SweepChoices(
                models, rules, batches, List.of(rate), radii, decays, momentum, seeds, drawn, stop, measures);
    }

    /** Returns the same with one radius. */
    SweepChoices withRadius(double radius) {
        return new SweepChoices(
                models, rules, batches, rates, List.of(radius), decays, momentum, seeds, drawn, stop, measures);
    }

    /** Returns the same with so many seeds. */
    public SweepChoices withSeeds(int count) {
        return new SweepChoices(models, rules, batches, rates, radii, decays, momentum, count, drawn, stop, measures);
    }

    /** Returns the same with other measures. */
    SweepChoices withMeasures(List<String> labels) {
        return new SweepChoices(models, rules, batches, rates, radii, decays, momentum, seeds, drawn, stop, labels);
    }

    /** Tells whether a run may end before all its epochs, at a training loss. */
    public boolean isUntilLoss() {
        return stop.loss() > 0;
    }

    /** Returns the measures in the order of all, so that whoever asks the same takes them in the same order. */
    public List<SharpnessMeasure> taken(List<SharpnessMeasure> all) {
        return all.stream()
                .filter(measure -> measures.contains(measure.label()))
                .toList();
    }

    /**
     * Returns the sweep.
     *
     * @param all measures to choose from
     * @param folder in which a network that is described by its widths gets a file
     * @throws IllegalArgumentException if two models have one name; the message is a sentence
     */
    public Sweep sweep(
            DataSource data,
            Optional<DataSource> test,
            ExperimentSettings settings,
            List<SharpnessMeasure> all,
            Path folder)
            throws IOException {
        SweepAxes axes =
                new SweepAxes(SweepModels.of(models, folder), rules, batches, rates, radii, decays, momentum, seeds);
        return new Sweep(axes, drawn, stop, data, test, settings, taken(all));
    }

    /**
     * Returns the command that trains the same.
     *
     * @param first the experiment of the first model
     * @param out the folder of the runs
     */
    public Command command(Experiment first, Optional<DataSource> test, Path out) {
        Command options = Command.of();
        for (Path model : models.subList(1, models.size())) {
            // A network that is described by its widths is no file.
            options = SweepModels.isDescribed(model) ? options.with(model.toString()) : options.with(model);
        }
        options = options.with(
                        "--optimizers", rules.stream().map(SweptRule::label).collect(Collectors.joining(",")))
                .with("--batch", joined(batches));
        options = given(options, !rates.isEmpty(), "--lr", joined(rates));
        options = given(options, !radii.isEmpty(), "--rho", joined(radii));
        options = given(options, !decays.equals(List.of(0.0)), "--weight-decay", joined(decays));
        options = given(options, momentum != OptimizerSettings.DEFAULT_MOMENTUM, "--momentum", momentum);
        options = options.with("--seeds", seeds);
        options = given(options, drawn > 0, "--draw", drawn);
        options = given(options, stop.loss() > 0, "--until-loss", stop.loss());
        options = options.with("--epochs", stop.epochs());
        options = given(options, stop.every() > 0, "--record-every", stop.every());
        options = given(options, !measures.equals(USUAL_MEASURES), "--measures", String.join(",", measures));
        if (test.isPresent()) {
            options = options.with("--test", test.get().path());
        }
        return first.command("sweep", options.with("--out", out));
    }

    private static Command given(Command command, boolean is, String option, Object value) {
        return is ? command.with(option, value) : command;
    }

    private static String joined(List<?> values) {
        return values.stream()
                .map(value -> value.toString().replaceFirst("\\.0$", ""))
                .collect(Collectors.joining(","));
    }
}
