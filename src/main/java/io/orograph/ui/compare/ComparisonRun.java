package io.orograph.ui.compare;

import io.orograph.data.DataSource;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.plane.ModelLine;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.LargestEigenvalue;
import io.orograph.sharpness.MeasuredPoint;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.LoadedData;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Evaluates the models of a comparison one after the other, each on all workers, in the background. The loss that
 * suits the first model is taken for all: losses of different kinds cannot be compared.
 */
final class ComparisonRun {

    /** Noise relative to each filter: it does not depend on how a model's layers are scaled. */
    static final double SIGMA = 0.1;

    private static final int DRAWS = 50;

    private final Comparison comparison;
    private final Comparison.Measures measures;
    private final Consumer<ComparedModel> found;
    private final Consumer<String> tell;
    private final ProgressListener progress;
    private final CancelToken cancel;
    private final Grid grid;
    private ExperimentSettings settings;

    /**
     * @param found takes each model as soon as it is measured, on the thread of the run
     * @param tell hears what is being done, on the same thread
     */
    ComparisonRun(
            Comparison comparison,
            Comparison.Measures measures,
            Consumer<ComparedModel> found,
            Consumer<String> tell,
            ProgressListener progress,
            CancelToken cancel) {
        this.comparison = comparison;
        this.measures = measures;
        this.found = found;
        this.tell = tell;
        this.progress = progress;
        this.cancel = cancel;
        this.grid = Grid.square(measures.range(), measures.resolution());
        this.settings = comparison.settings();
    }

    /**
     * Measures all models, and the line between two that are alike.
     *
     * @return the line; null where there is none
     * @throws IOException if a file cannot be opened
     * @throws java.util.concurrent.CancellationException if cancelled; the model in the making is then not found
     */
    ComparedLine run() throws IOException {
        LoadedData data = LoadedData.open(comparison.data());
        DataSource testSource = comparison.test();
        LoadedData test = testSource == null ? null : LoadedData.open(testSource);
        List<ComparedModel> measured = new ArrayList<>();
        for (int i = 0; i < comparison.models().size(); i++) {
            measured.add(measure(i, data, test));
            found.accept(measured.get(i));
        }
        boolean joined = measured.size() == 2 && measured.get(0).isAlike(measured.get(1));
        return joined ? line(measured.get(0), measured.get(1), data, test) : null;
    }

    private ComparedLine line(ComparedModel first, ComparedModel second, LoadedData data, LoadedData test)
            throws IOException {
        OpenedModel model = ModelReaders.open(comparison.models().get(0).file(), cancel);
        ModelLine line = new ModelLine(
                first.weights().vector(StatisticsPolicy.OWN), second.weights().vector(StatisticsPolicy.OWN));
        // Both open at once: statistics of test losses are computed on the training data.
        try (Experiment training = Experiment.of(model, data, settings);
                Experiment further = test == null ? null : training.onOther(test)) {
            return new ComparedLine(
                    ComparedLine.evenly(), along(line, training), further == null ? null : along(line, further));
        }
    }

    private Evaluation[] along(ModelLine line, Experiment experiment) {
        experiment.objective().giveWay();
        return line.evaluate(
                experiment.objective(), measures.statistics(), ComparedLine.evenly(), ProgressListener.NONE, cancel);
    }

    private ComparedModel measure(int index, LoadedData data, LoadedData test) throws IOException {
        cancel.check();
        Contender contender = comparison.models().get(index);
        OpenedModel model = ModelReaders.open(contender.file(), cancel);
        try (Experiment experiment = Experiment.of(model, data, settings)) {
            Objective objective = experiment.objective();
            objective.giveWay();
            settings = settings.withLoss(Optional.of(experiment.loss().kind()));
            Weights weights = contender
                    .weights()
                    .of(experiment, how -> tell.accept("Training " + contender.name() + ": " + how), cancel);
            double[] theta = weights.theta();
            tell.accept(String.format(
                    "Evaluating %s, %d of %d",
                    contender.name(), index + 1, comparison.models().size()));
            Evaluation train = objective.evaluate(theta, cancel);
            Evaluation onTest = test == null ? null : onTest(model, test, theta);
            GaussianIncrease.Result gaussian = new GaussianIncrease(SIGMA, DRAWS, measures.seed(), true)
                    .measure(objective, theta, ProgressListener.NONE, cancel);
            double eigenvalue = measures.curvature() ? largestEigenvalue(experiment, theta) : Double.NaN;
            return new ComparedModel(
                    contender.name(),
                    isRecomputed(experiment),
                    landscape(index, experiment, theta),
                    experiment.layout(),
                    weights,
                    train,
                    onTest,
                    gaussian,
                    eigenvalue);
        }
    }

    private boolean isRecomputed(Experiment experiment) {
        return measures.statistics().isRecomputed() && !experiment.statistics().isEmpty();
    }

    /** All of the test samples, however few of the others are used. */
    private Evaluation onTest(OpenedModel model, LoadedData test, double[] theta) {
        try (Experiment experiment = Experiment.of(model, test, settings.withSamples(0))) {
            experiment.objective().giveWay();
            return experiment.objective().evaluate(theta, cancel);
        }
    }

    private Landscape landscape(int index, Experiment experiment, double[] theta) {
        RandomDirections directions = new RandomDirections(Normalization.FILTER, false, measures.seed(), Set.of());
        long before = (long) index * grid.cells();
        long all = (long) comparison.models().size() * grid.cells();
        Landscape landscape = new LandscapeEvaluator(
                        experiment.objective(),
                        directions.plane(experiment.layout(), theta).with(measures.statistics()),
                        grid,
                        experiment.provenance(directions.description(), grid))
                .run((done, total) -> progress.progress(before + done, all), cancel);
        // A landscape that was cut short is not to be compared.
        cancel.check();
        return landscape;
    }

    private double largestEigenvalue(Experiment experiment, double[] theta) {
        try (Objective precise = experiment.objectiveIn(Precision.DOUBLE)) {
            MeasuredPoint point = new MeasuredPoint(precise, theta, measures.seed(), cancel);
            return new LargestEigenvalue().measure(point, ProgressListener.NONE).value();
        }
    }
}
