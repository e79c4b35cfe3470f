package io.orograph.study;

import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.file.FileName;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.plane.ModelLine;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the loss is along the straight line from θ₀ to another model, and how high the barrier between them is (Goodfellow
 * et al. 2015; Frankle et al. 2020, arXiv 1912.05671).
 *
 * @param other the model at t = 1
 * @param points from one model to the other, both included
 * @param beyond how far to go beyond each, in units of their distance
 * @param test further data to evaluate on; empty for none
 * @param statistics with which statistics of batch normalisations losses are taken
 */
public record Line(
        OtherWeights other, int points, double beyond, Optional<DataSource> test, StatisticsPolicy statistics)
        implements Study<StudyListener, Line.Result> {

    /** Points between the models, both included, where nobody says how many. */
    public static final int DEFAULT_POINTS = 41;

    /** More points beyond a model than this are not evaluated. */
    private static final int MOST_BEYOND = 10_000;

    /**
     * What one set of data gives, at each position.
     *
     * @param positions t
     */
    public record Side(double[] positions, Evaluation[] evaluations) {

        /** Returns the losses. */
        public double[] losses() {
            return along(Evaluation::loss);
        }

        /** Returns the accuracies, 0 to 1; NaN where there is no such thing. */
        public double[] accuracies() {
            return along(Evaluation::accuracy);
        }

        /** Tells whether there are accuracies. */
        public boolean isClassified() {
            return Arrays.stream(evaluations).anyMatch(evaluation -> Double.isFinite(evaluation.accuracy()));
        }

        private double[] along(ToDoubleFunction<Evaluation> value) {
            return Arrays.stream(evaluations).mapToDouble(value).toArray();
        }

        /** Returns how far the loss rises above the straight line between the losses of the models. */
        public double barrier() {
            return ModelLine.barrier(positions, losses());
        }
    }

    /**
     * The losses along the line.
     *
     * @param models at its ends
     * @param distance ‖θ_B − θ_A‖
     * @param train on the data of the experiment
     * @param test on others; empty if there are none
     */
    public record Result(
            List<Weights> models,
            double distance,
            Side train,
            Optional<Side> test,
            Provenance provenance,
            Command command)
            implements io.orograph.study.Result {

        @Override
        public NamedValues values() {
            NamedValues values = new NamedValues()
                    .put("t", train.positions())
                    .put("loss", train.losses())
                    .put("accuracy", train.accuracies());
            test.ifPresent(side -> values.put("test_loss", side.losses()).put("test_accuracy", side.accuracies()));
            return values;
        }
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        List<Weights> models = PlacedModels.read(experiment, List.of(other), listener, cancel);
        if (line(experiment, models).length(experiment.layout().size()) == 0) {
            throw new UnsuitableModelsException(
                    models.get(1).name() + " has the same weights as the first model; choose two different ones");
        }
        return between(experiment, models, listener, cancel);
    }

    private ModelLine line(Experiment experiment, List<Weights> models) {
        return new ModelLine(
                experiment.vector(models.get(0), statistics), experiment.vector(models.get(1), statistics));
    }

    /** Returns the losses between weights that are read already, the same ones perhaps. */
    Result between(Experiment experiment, List<Weights> models, StudyListener listener, CancelToken cancel)
            throws IOException {
        ModelLine line = line(experiment, models);
        double distance = line.length(experiment.layout().size());
        double[] positions = positions();
        NegativeVariances.notice(line, positions, experiment).ifPresent(listener::notice);
        listener.stage("Evaluating");
        Side train = evaluate(line, experiment.objective(), positions, listener, cancel);
        Optional<Side> further = Optional.empty();
        if (test.isPresent()) {
            listener.stage("Evaluating the test data");
            try (Experiment onTest = experiment.onOther(test.get())) {
                further = Optional.of(evaluate(line, onTest.objective(), positions, listener, cancel));
            }
        }
        Command command = command(experiment);
        return new Result(models, distance, train, further, provenance(experiment, models, command), command);
    }

    private Side evaluate(
            ModelLine line, Objective objective, double[] positions, StudyListener listener, CancelToken cancel) {
        return new Side(positions, line.evaluate(objective, statistics, positions, listener, cancel));
    }

    /** Multiples of 1/(points − 1), so that 0 and 1 are among them exactly. */
    private double[] positions() {
        int steps = points - 1;
        int more = (int) Math.min(MOST_BEYOND, Math.round(beyond * steps));
        double[] positions = new double[points + 2 * more];
        Arrays.setAll(positions, i -> (double) (i - more) / steps);
        return positions;
    }

    private Provenance provenance(Experiment experiment, List<Weights> models, Command command) {
        Provenance provenance = experiment
                .provenance()
                .with(Key.DIRECTIONS, "line between " + PlacedModels.names(models))
                .with(Key.POINTS, models.stream().map(Line::entries).toList())
                .with(Key.BATCH_NORM, BatchNormWords.between(statistics, experiment));
        if (test.isPresent()) {
            provenance = provenance.with(
                    Key.TEST, Map.of("file", FileName.of(test.get().path())));
        }
        return command.in(provenance.and(experiment.arithmetic()));
    }

    private static Map<String, Object> entries(Weights model) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("name", model.name());
        model.sha256().ifPresent(digest -> entries.put("sha256", digest));
        return entries;
    }

    private Command command(Experiment experiment) {
        Command options = SectionCommand.ofModels(List.of(other))
                .with("--points", points, "--beyond", beyond)
                .with(SectionCommand.ofStatistics(statistics, experiment));
        if (test.isPresent()) {
            options = options.with("--test", test.get().path());
        }
        return experiment.command("line", options);
    }
}
