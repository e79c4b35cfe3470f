package io.orograph.study.sweep;

import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.study.Question;
import io.orograph.study.StudyListener;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains a network, or several, with many settings and seeds, each from fresh weights until the same loss, and measures
 * where each ended. What is done is in a folder: the same sweep, or one with more along its axes, goes on there, to the bit
 * as if it had not stopped.
 *
 * @param axes what is varied
 * @param drawn how many of the settings, drawn at random; 0 for all
 * @param stop when a run ends
 * @param data that is trained on
 * @param test that is not trained on
 * @param settings of the experiments
 * @param measures of sharpness, taken where each run ended
 */
public record Sweep(
        SweepAxes axes,
        int drawn,
        StopRule stop,
        DataSource data,
        Optional<DataSource> test,
        ExperimentSettings settings,
        List<SharpnessMeasure> measures) {

    /** Hears of the runs as they end. */
    public interface Listener extends StudyListener {

        /**
         * Tells what a run led to.
         *
         * @param number of the run, from 1
         * @param known whether the folder had it already
         */
        default void ended(int number, int total, SweptOutcome outcome, boolean known) {}

        /** Tells that an architecture was opened with the data. */
        default void opened(Experiment experiment) {}
    }

    /** Returns the runs, seed by seed. */
    public List<SweepRun> runs() {
        return axes.runs(drawn == 0 ? axes.settings() : axes.drawn(drawn, 0));
    }

    /**
     * Trains what is not done yet.
     *
     * @return all outcomes, in the order of {@link #runs}
     * @throws CancellationException if cancelled; what is done stays in the folder
     * @throws IOException if a file cannot be read or written, or the folder is not this sweep's
     */
    public List<SweptOutcome> run(Path folder, Listener listener, CancelToken cancel) throws IOException {
        List<SweepRun> runs = runs();
        LoadedData loaded = LoadedData.open(data);
        LoadedData others = test.isEmpty() ? null : LoadedData.open(test.get().takenAs(data));
        List<SweptOutcome> outcomes = new ArrayList<>();
        Map<Path, Experiment> experiments = new LinkedHashMap<>();
        try {
            for (SweepRun run : runs) {
                open(run.setting().file(), loaded, experiments, listener, cancel);
            }
            try (SweepFolder taken = SweepFolder.take(folder, question(experiments))) {
                for (SweepRun run : runs) {
                    cancel.check();
                    Experiment experiment = experiments.get(run.setting().file());
                    RunFolder own = taken.of(run, experiment.model().sha256());
                    Optional<SweptOutcome> known = own.outcome();
                    listener.stage(String.format("Run %d of %d, %s", outcomes.size() + 1, runs.size(), run.name()));
                    SweptOutcome outcome = known.isPresent()
                            ? known.get()
                            : new Execution(this, experiment, own, listener, cancel).outcome(others);
                    outcomes.add(outcome);
                    listener.ended(outcomes.size(), runs.size(), outcome, known.isPresent());
                }
            }
        } finally {
            experiments.values().forEach(Experiment::close);
        }
        return outcomes;
    }

    private void open(
            Path file, LoadedData loaded, Map<Path, Experiment> experiments, Listener listener, CancelToken cancel)
            throws IOException {
        if (experiments.containsKey(file)) {
            return;
        }
        OpenedModel model = ModelReaders.open(file, cancel);
        // The loss that suits the first model is taken for all: others could not be compared.
        ExperimentSettings same = experiments.isEmpty()
                ? settings
                : settings.withLoss(
                        experiments.values().iterator().next().loss().onOtherNetworks(settings.loss()));
        Experiment experiment = Experiment.of(model, loaded.anewFor(model), same);
        experiments.put(file, experiment);
        listener.opened(experiment);
    }

    /** All that the runs have in common. A sweep with more along its axes asks the same. */
    private Question question(Map<Path, Experiment> experiments) throws IOException {
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("--until-loss", stop.loss());
        common.put("--epochs", stop.epochs());
        common.put("--record-every", stop.every());
        common.put("--samples", settings.samples());
        common.put("--double", settings.precision() == Precision.DOUBLE);
        common.put("--scale-bytes", settings.scaleBytes());
        common.put("--loss", settings.loss());
        common.put("--measures", measures.stream().map(SharpnessMeasure::label).toList());
        test.ifPresent(source -> common.put("--test", source.path()));
        return Question.of(experiments.values().iterator().next(), "sweep", common);
    }
}
