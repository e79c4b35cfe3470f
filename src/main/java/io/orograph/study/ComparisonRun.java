package io.orograph.study;

import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.objective.Evaluation;
import io.orograph.plane.Normalization;
import io.orograph.plane.RandomDirections;
import io.orograph.sharpness.GaussianIncrease;
import io.orograph.sharpness.LargestEigenvalue;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the models of a comparison one after the other, each on all workers. The loss that suits the first model is
 * taken for all: losses of different kinds cannot be compared.
 */
final class ComparisonRun {

    private final Comparison comparison;
    private final ComparisonMemory memory;
    private final Comparison.Measures measures;
    private final Comparison.Listener listener;
    private final CancelToken cancel;
    private final List<ComparedModel> measured = new ArrayList<>();
    /** The models that can be measured, of which the first determines loss and command. */
    private final List<ComparisonModel> sound = new ArrayList<>();

    private ExperimentSettings settings;
    private Command command;
    private Kept kept = Kept.NOTHING;

    ComparisonRun(Comparison comparison, ComparisonMemory memory, Comparison.Listener listener, CancelToken cancel) {
        this.comparison = comparison;
        this.memory = memory;
        this.measures = comparison.measures();
        this.listener = listener;
        this.cancel = cancel;
        this.settings = comparison.settings();
    }

    /**
     * Measures all models, and the line between two that are alike.
     *
     * @param results where the units are kept, each model's by themselves
     */
    Comparison.Result run(LoadedData data, Kept results) throws IOException {
        kept = results;
        LoadedData test = comparison.test().isEmpty()
                ? null
                : LoadedData.open(comparison.test().get().takenAs(comparison.data()));
        IOException failure = null;
        for (int i = 0; i < comparison.models().size(); i++) {
            try {
                ComparedModel found = recallOrMeasure(i, data, test);
                measured.add(found);
                sound.add(comparison.models().get(i));
                listener.measured(found);
            } catch (IOException e) {
                failure = e;
                listener.failed(comparison.models().get(i), e);
            }
        }
        if (measured.isEmpty()) {
            throw failure;
        }
        boolean joined = measured.size() == 2 && measured.get(0).isAlike(measured.get(1));
        Optional<Line.Result> line = joined ? Optional.of(recallOrEvaluateLine(data)) : Optional.empty();
        Command whole = new ComparisonCommand(comparison.with(sound)).completed(command);
        return new Comparison.Result(measured, line, ComparisonProvenance.of(measured, test, whole), whole);
    }

    private Line.Result recallOrEvaluateLine(LoadedData data) throws IOException {
        Optional<Line.Result> before = memory.line(measured);
        if (before.isPresent()) {
            return before.get();
        }
        Line.Result line = line(data);
        memory.know(measured, line);
        return line;
    }

    private Line.Result line(LoadedData data) throws IOException {
        listener.stage("Evaluating the line between them");
        List<Weights> ends = measured.stream()
                .map(model -> model.weights().named(model.name()))
                .toList();
        Line line = new Line(
                OtherWeights.of(ends.get(1)), Line.DEFAULT_POINTS, 0, comparison.test(), measures.statistics());
        try (Experiment ofFile = open(sound.get(0), data);
                Experiment experiment = ofFile.at(ends.get(0))) {
            experiment.objective().giveWay();
            return line.between(experiment, ends, new Notices(listener), cancel);
        }
    }

    private Experiment open(ComparisonModel compared, LoadedData data) throws IOException {
        OpenedModel model = compared.open(cancel);
        Experiment experiment = Experiment.of(model, data.anewFor(model), settings);
        experiment.objective().giveWay();
        return experiment;
    }

    private ComparedModel recallOrMeasure(int index, LoadedData data, LoadedData test) throws IOException {
        ExperimentSettings asked = settings;
        ComparisonMemory.Answer answer = memory.recall(comparison, index, asked).orElse(null);
        if (answer == null) {
            answer = measure(index, data, test);
            memory.keep(comparison, index, asked, answer);
        }
        settings = answer.settings();
        if (measured.isEmpty()) {
            command = answer.begun();
        }
        return answer.model();
    }

    private ComparisonMemory.Answer measure(int index, LoadedData data, LoadedData test) throws IOException {
        cancel.check();
        ComparisonModel model = comparison.models().get(index);
        try (Experiment ofFile = open(model, data)) {
            ExperimentSettings settled = settings.withLoss(ofFile.loss().onOtherNetworks(settings.loss()));
            Weights weights = model.weights().of(ofFile, new Notices(listener), cancel);
            ComparedModel found = measure(index, ofFile, weights, test);
            Command begun = new ComparisonCommand(comparison)
                    .begun(ofFile, found.landscape().grid());
            return new ComparisonMemory.Answer(found, settled, begun);
        }
    }

    /** Measures with what is kept of the model, where anything is, unless its numbers are known already. */
    private ComparedModel measure(int index, Experiment ofFile, Weights weights, LoadedData test) throws IOException {
        Kept own = kept.within("model " + index);
        try (Experiment there = ofFile.keeping(own).at(weights)) {
            String key = key(index, there, test);
            Optional<ComparedModel> before = memory.find(key);
            if (before.isPresent()) {
                return before.get();
            }
            listener.opened(there);
            listener.stage(String.format(
                    "Evaluating %s, %d of %d",
                    comparison.models().get(index).name(),
                    index + 1,
                    comparison.models().size()));
            ComparedModel found = measure(index, there, test);
            memory.know(key, found);
            return found;
        }
    }

    /** Returns all that the numbers of a model and their names depend on. */
    private String key(int index, Experiment experiment, LoadedData test) {
        String onTest = "";
        if (test != null) {
            try (Experiment further = experiment.onOther(test)) {
                onTest = SubjectDigest.of(further);
            }
        }
        return String.join(
                "\n",
                SubjectDigest.of(experiment),
                onTest,
                measures.toString(),
                comparison.models().get(index).name(),
                experiment.weights().name());
    }

    private ComparedModel measure(int index, Experiment experiment, LoadedData test) throws IOException {
        Evaluation train = experiment.objective().evaluate(experiment.weights().theta(), cancel);
        Evaluation onTest = test == null ? null : onTest(experiment, test);
        NoiseStudy noise =
                new NoiseStudy(new GaussianIncrease(Comparison.SIGMA, Comparison.DRAWS, measures.seed(), true));
        GaussianIncrease.Result gaussian =
                noise.run(experiment, StudyListener.NONE, cancel).increase();
        double eigenvalue = measures.curvature() ? largestEigenvalue(experiment) : Double.NaN;
        LandscapeStudy.Result landscape = landscape(index, experiment);
        return new ComparedModel(
                comparison.models().get(index).name(),
                measures.statistics().isRecomputed() && !experiment.statistics().isEmpty(),
                landscape.landscape(),
                experiment.layout(),
                experiment.weights(),
                train,
                onTest,
                gaussian,
                eigenvalue,
                sharpness(experiment));
    }

    /** All of the test samples, however few of the others are used. */
    private Evaluation onTest(Experiment experiment, LoadedData test) {
        try (Experiment further = experiment.onOther(test)) {
            return further.objective().evaluate(experiment.weights().theta(), cancel);
        }
    }

    private LandscapeStudy.Result landscape(int index, Experiment experiment) throws IOException {
        RandomDirections draws = new RandomDirections(Normalization.FILTER, false, measures.seed(), Set.of());
        LandscapeStudy study = new LandscapeStudy(
                new Directions.Random(draws, measures.statistics()), measures.grid(), Optional.empty(), false);
        int models = comparison.models().size();
        LandscapeStudy.Listener cells = (done, total) -> listener.progress(index * total + done, models * total);
        LandscapeStudy.Result result = study.run(experiment, cells, cancel);
        // A landscape that was cut short is not to be compared.
        cancel.check();
        return result;
    }

    private Map<SharpnessMeasure, Measurement> sharpness(Experiment experiment) {
        return new SharpnessStudy(SharpnessMeasures.voting(measures.seed()), measures.seed())
                .run(experiment, SharpnessStudy.Listener.NONE, cancel)
                .measurements();
    }

    private double largestEigenvalue(Experiment experiment) {
        LargestEigenvalue measure = new LargestEigenvalue();
        return new SharpnessStudy(List.of(measure), measures.seed())
                .run(experiment, SharpnessStudy.Listener.NONE, cancel)
                .measurements()
                .get(measure)
                .value();
    }

    /** Passes on what a person should know, without stages and progress of parts. */
    private record Notices(StudyListener listener) implements StudyListener {

        @Override
        public void notice(String sentence) {
            listener.notice(sentence);
        }

        @Override
        public void progress(long done, long total) {
            // The line is a small part of the whole.
        }
    }
}
