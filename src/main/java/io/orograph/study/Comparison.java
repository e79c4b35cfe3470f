package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.model.OpenedModel;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How models differ in their landscapes, losses and sharpness, on the same data. It opens the models itself, one after the
 * other, because their architectures may differ.
 *
 * @param models two to four of them
 * @param data what the landscapes are evaluated on, as a rule what the models were trained on
 * @param test data that they were not trained on; empty if there are none
 * @param settings of loss, samples and scale, the same for all models; the loss that suits the first is taken for all
 * @param measures what is measured of each
 */
public record Comparison(
        List<ComparisonModel> models,
        DataSource data,
        Optional<DataSource> test,
        ExperimentSettings settings,
        Measures measures) {

    /** The most models that are compared: more do not fit side by side. */
    public static final int MOST = 4;

    /** The noise relative to each filter: it does not depend on how a model's layers are scaled. */
    public static final double SIGMA = 0.1;

    /** Cells along each side where nobody says it: odd, so that one lies on the weights. */
    public static final int DEFAULT_RESOLUTION = 25;

    /** How often noise is drawn. */
    static final int DRAWS = 50;

    /**
     * How the models are measured.
     *
     * @param seed of the random directions, and of whatever else is random
     * @param grid the part of each plane that is evaluated, in units of its directions
     * @param curvature whether to look for λmax, which takes longest
     * @param statistics what batch normalisations are evaluated with over the planes and along the line
     */
    public record Measures(long seed, GridSettings grid, boolean curvature, StatisticsPolicy statistics) {

        /** Seed 0, a quick grid, no curvature, each model's own statistics. */
        public static final Measures DEFAULT = new Measures(
                0, GridSettings.square(GridSettings.DEFAULT_RANGE, DEFAULT_RESOLUTION), false, StatisticsPolicy.OWN);
    }

    /** Hears of each model as soon as it is measured. */
    public interface Listener extends StudyListener {

        /** Hears nothing. */
        Listener NONE = (done, total) -> {};

        /** Tells that a model is open with its data. */
        default void opened(Experiment experiment) {}

        /** Tells what was found out about a model; they come in the order of the comparison. */
        default void measured(ComparedModel model) {}

        /**
         * Tells, in its turn, that a model cannot be measured, and decides whether the others are compared without it.
         *
         * @throws IOException if they are not, as where nobody decides
         */
        default void failed(ComparisonModel model, IOException cause) throws IOException {
            throw cause;
        }
    }

    /**
     * What was found out.
     *
     * @param models in the order of the comparison, but for those that cannot be measured
     * @param line between two that are alike; empty where there is none
     */
    public record Result(List<ComparedModel> models, Optional<Line.Result> line, Provenance provenance, Command command)
            implements io.orograph.study.Result {

        public Result {
            models = List.copyOf(models);
        }

        @Override
        public NamedValues values() {
            return ComparisonValues.of(this);
        }

        /** Returns what differs, in sentences. */
        public String inWords() {
            return ComparisonWords.of(models);
        }
    }

    public Comparison {
        models = List.copyOf(models);
    }

    /** Returns one with the usual measures. */
    public static Comparison of(
            List<ComparisonModel> models, DataSource data, Optional<DataSource> test, ExperimentSettings settings) {
        return new Comparison(models, data, test, settings, Measures.DEFAULT);
    }

    /** Returns the same for other models. */
    public Comparison with(List<ComparisonModel> others) {
        return new Comparison(others, data, test, settings, measures);
    }

    /** Returns the same with other measures. */
    public Comparison with(Measures others) {
        return new Comparison(models, data, test, settings, others);
    }

    /** Returns the same with other test data. */
    public Comparison withTest(DataSource other) {
        return new Comparison(models, data, Optional.of(other), settings, measures);
    }

    /** Tells whether there is something to compare and room to show it. */
    public boolean isReady() {
        return models.size() >= 2 && models.size() <= MOST;
    }

    /**
     * Measures all models, and the line between two that are alike; takes long.
     *
     * @throws IOException if a file cannot be opened; the message is a sentence
     * @throws java.util.concurrent.CancellationException if cancelled; the model in the making is then not found
     */
    public Result run(Listener listener, CancelToken cancel) throws IOException {
        return run(new ComparisonMemory(), listener, cancel);
    }

    /**
     * Does the same with what is remembered of earlier comparisons, and remembers what is new.
     *
     * @throws IOException if a file cannot be opened; the message is a sentence
     */
    public Result run(ComparisonMemory memory, Listener listener, CancelToken cancel) throws IOException {
        return new ComparisonRun(this, memory, listener, cancel).run(LoadedData.open(data), Kept.NOTHING);
    }

    /**
     * Does the same with units that are kept.
     *
     * @param subject from {@link #subject}; with where units are kept, and with the data
     */
    public Result run(ComparisonMemory memory, Listener listener, CancelToken cancel, Experiment subject)
            throws IOException {
        return new ComparisonRun(this, memory, listener, cancel).run(subject.loaded(), subject.kept());
    }

    /**
     * Opens what the comparison is said to be about where its units are kept: the first model on the data, at its weights
     * where they are nowhere but in memory.
     *
     * @throws IOException if a file cannot be opened
     */
    public Experiment subject(CancelToken cancel) throws IOException {
        OpenedModel model = models.get(0).open(cancel);
        Experiment ofFile = Experiment.of(model, LoadedData.open(data).anewFor(model), settings);
        Optional<Weights> inMemory = models.get(0).weights().inMemory();
        if (inMemory.isEmpty()) {
            return ofFile;
        }
        try (ofFile) {
            return ofFile.at(inMemory.get());
        }
    }
}
