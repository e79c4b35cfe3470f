package io.orograph.ui.compare;

import io.orograph.data.DataSource;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plot.LossScale;
import io.orograph.study.ComparedModel;
import io.orograph.study.Comparison;
import io.orograph.study.ComparisonMemory;
import io.orograph.study.ComparisonModel;
import io.orograph.study.Experiment;
import io.orograph.study.GridSettings;
import io.orograph.study.Line;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;

/** A comparison, its settings and what is found so far; evaluated in the background, model by model. */
public final class CompareModel {

    private final ReadOnlyObjectWrapper<Comparison> comparison = new ReadOnlyObjectWrapper<>(this, "comparison");
    private final ReadOnlyObjectWrapper<List<Outcome>> outcomes =
            new ReadOnlyObjectWrapper<>(this, "outcomes", List.of());
    private final ReadOnlyObjectWrapper<List<ComparedModel>> found =
            new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private final ReadOnlyObjectWrapper<LossScale> scale = new ReadOnlyObjectWrapper<>(this, "scale");
    private final ReadOnlyObjectWrapper<Line.Result> line = new ReadOnlyObjectWrapper<>(this, "line");
    private final ReadOnlyBooleanWrapper joinable = new ReadOnlyBooleanWrapper(this, "joinable");
    private final ReadOnlyStringWrapper notices = new ReadOnlyStringWrapper(this, "notices", "");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final LongProperty seed = new SimpleLongProperty(this, "seed", 0);
    private final DoubleProperty range = new SimpleDoubleProperty(this, "range", GridSettings.DEFAULT_RANGE);
    private final IntegerProperty resolution =
            new SimpleIntegerProperty(this, "resolution", Comparison.DEFAULT_RESOLUTION);
    private final BooleanProperty curvature = new SimpleBooleanProperty(this, "curvature");
    private final ObjectProperty<StatisticsPolicy> statistics =
            new SimpleObjectProperty<>(this, "statistics", StatisticsPolicy.OWN);
    private final ReadOnlyObjectWrapper<Boolean> normalizes = new ReadOnlyObjectWrapper<>(this, "normalizes", false);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final ReadOnlyObjectWrapper<Comparison.Result> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final LatestTask<Comparison.Result> task;

    private final ComparisonMemory memory = new ComparisonMemory();

    private final Problems problems;

    private StudyKeeper keeper = StudyKeeper.NONE;

    /** What a session brought and nobody has seen yet. */
    private Comparison.Result restored;

    /**
     * What came of a model.
     *
     * @param model null if it cannot be compared
     * @param problem why; null if it can
     */
    record Outcome(ComparedModel model, Throwable problem) {}

    /** The number of the evaluation that runs or ran last: what an earlier one still finds is not shown. */
    private int current;

    public CompareModel(Executor background, Problems problems) {
        this.problems = problems;
        this.task = new LatestTask<>(background, this::finish, cause -> {
            status.set("The comparison failed");
            problems.report("The models cannot be compared", cause);
        });
        statistics.addListener((property, old, now) -> evaluate());
        logarithmic.addListener((property, was, is) -> rescale());
        resolution.addListener((property, old, now) -> {
            // Odd, so that a cell lies on the weights.
            if (now.intValue() % 2 == 0) {
                resolution.set(now.intValue() + 1);
            }
        });
        outcomes.addListener((property, old, now) -> found.set(
                now.stream().map(Outcome::model).filter(Objects::nonNull).toList()));
        found.addListener((property, old, now) -> {
            rescale();
            look();
            // Known of the first model, and not forgotten while it is evaluated anew.
            if (!now.isEmpty()) {
                normalizes.set(now.stream().anyMatch(ComparedModel::normalizes));
            }
        });
    }

    /** Takes other models or data, and evaluates them if there are at least two. */
    void compare(Comparison wanted) {
        comparison.set(wanted);
        evaluate();
    }

    /** Adds models, or weights of the first one's architecture, as many as there is room for. */
    public void add(List<Path> files) {
        List<ComparisonModel> all = new ArrayList<>(comparison.get().models());
        try {
            for (Path file : files) {
                all.add(ComparisonModel.in(file, all.get(0), Map.of()));
            }
        } catch (IOException e) {
            problems.report("The models cannot be compared", e);
            return;
        }
        compare(comparison.get().with(all.subList(0, Math.min(all.size(), Comparison.MOST))));
    }

    /** Takes the model of a column out. */
    void remove(int index) {
        List<ComparisonModel> all = new ArrayList<>(comparison.get().models());
        all.remove(index);
        compare(comparison.get().with(all));
    }

    /** Takes other test data. */
    void test(DataSource source) {
        compare(comparison.get().withTest(source));
    }

    /** Reads a comparison that was made before. */
    @FunctionalInterface
    interface Reading {
        StoredComparison.Read read() throws IOException;
    }

    /** Shows a comparison that was made before, without evaluating anything; what cannot be read is told. */
    void restore(Reading reading, Runnable then) {
        StoredComparison.Read read;
        try {
            read = reading.read();
        } catch (IOException e) {
            problems.report("The comparison of the session cannot be shown", e);
            return;
        }
        // While there is nothing to compare, settings evaluate nothing.
        comparison.set(null);
        take(read.question().measures());
        comparison.set(read.question());
        outcomes.set(read.result().models().stream()
                .map(model -> new Outcome(model, null))
                .toList());
        restored = read.result();
        read.remember(memory);
        finish(restored);
        then.run();
    }

    /** Tells whether what is shown came with a session, and nothing was compared since. */
    boolean isRestored() {
        return restored != null && restored == result.get();
    }

    /** Returns by what a model is known again, so that it is not measured again when another is added. */
    Optional<String> keyOf(ComparedModel model) {
        return memory.keyOf(model);
    }

    /** Returns the settings as they are. */
    Comparison.Measures measures() {
        return new Comparison.Measures(
                seed.get(), GridSettings.square(range.get(), resolution.get()), curvature.get(), statistics.get());
    }

    private void take(Comparison.Measures measures) {
        seed.set(measures.seed());
        range.set(measures.grid().range());
        resolution.set(measures.grid().nx());
        curvature.set(measures.curvature());
        statistics.set(measures.statistics());
    }

    /** Evaluates all models anew with the settings as they are, also those that were evaluated so before. */
    public void evaluateAnew() {
        memory.clear();
        evaluate();
    }

    /** Evaluates the models with the settings as they are; what was evaluated so before is taken from then. */
    void evaluate() {
        Comparison subject = comparison.get();
        task.drop();
        outcomes.set(List.of());
        line.set(null);
        result.set(null);
        notices.set("");
        int run = ++current;
        if (subject == null || !subject.isReady()) {
            tell();
            return;
        }
        Comparison study = subject.with(measures());
        task.start((cancel, progress) -> run(study, new Hearing(run, progress), cancel));
        tell();
    }

    private Comparison.Result run(Comparison study, Hearing hearing, CancelToken cancel) throws IOException {
        Optional<StudyWords> words = CompareQuestion.of(study);
        if (words.isEmpty()) {
            return study.run(memory, hearing, cancel);
        }
        Experiment first;
        try {
            first = study.subject(cancel);
        } catch (IOException e) {
            // It is told in its turn, and the others are compared.
            return study.run(memory, hearing, cancel);
        }
        try (Experiment subject = first) {
            return keeper.keep(subject, words::get, own -> study.run(memory, hearing, cancel, own));
        }
    }

    /** Has comparisons kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Returns who compares again what was compared before, by its kind. */
    public Map<String, Consumer<StudyWords>> goingOn(Supplier<Experiment> open, Runnable show) {
        return Map.of(CompareQuestion.KIND, words -> {
            try {
                Comparison before = CompareQuestion.comparison(words, open.get());
                take(before.measures());
                show.run();
                compare(before);
            } catch (IOException e) {
                problems.report("What was kept cannot be gone on with", e);
            }
        });
    }

    /** Brings what the study tells to the window. */
    private final class Hearing implements Comparison.Listener {

        private final int run;
        private final ProgressListener progress;

        Hearing(int run, ProgressListener progress) {
            this.run = run;
            this.progress = progress;
        }

        @Override
        public void measured(ComparedModel model) {
            Platform.runLater(() -> accept(run, new Outcome(model, null)));
        }

        @Override
        public void failed(ComparisonModel model, IOException cause) {
            Platform.runLater(() -> accept(run, new Outcome(null, cause)));
        }

        @Override
        public void stage(String what) {
            Platform.runLater(() -> tell(run, what));
        }

        @Override
        public void notice(String sentence) {
            Platform.runLater(() -> note(run, sentence));
        }

        @Override
        public void progress(long done, long total) {
            progress.progress(done, total);
        }
    }

    private void finish(Comparison.Result whole) {
        line.set(whole.line().orElse(null));
        result.set(whole);
        tell();
    }

    private void tell(int run, String text) {
        if (run == current) {
            status.set(text);
        }
    }

    private void note(int run, String sentence) {
        if (run == current) {
            notices.set(notices.get().isEmpty() ? sentence : notices.get() + "\n" + sentence);
        }
    }

    private void accept(int run, Outcome outcome) {
        if (run == current) {
            List<Outcome> all = new ArrayList<>(outcomes.get());
            all.add(outcome);
            outcomes.set(List.copyOf(all));
            tell();
        }
    }

    /** Stops the comparison; the models that are measured stay. */
    public void cancel() {
        if (task.runningProperty().get()) {
            task.drop();
            current++;
            status.set(String.format(
                    "Stopped: %d of %d models are evaluated",
                    found.get().size(), comparison.get().models().size()));
        }
    }

    private void tell() {
        Comparison subject = comparison.get();
        int done = outcomes.get().size();
        if (subject == null || !subject.isReady()) {
            status.set("Add a model: two to four are compared");
        } else if (done < subject.models().size()) {
            status.set(String.format(
                    "Evaluating %s, %d of %d",
                    subject.models().get(done).name(),
                    done + 1,
                    subject.models().size()));
        } else {
            status.set(task.runningProperty().get() ? "Evaluating the line between them" : "");
        }
    }

    /** Finds out whether the first three models, or both, are all measured and of one architecture. */
    private void look() {
        List<ComparedModel> all = found.get();
        joinable.set(all.size() >= 2
                && outcomes.get().size() == comparison.get().models().size()
                && all.stream().limit(3).allMatch(all.get(0)::isAlike));
    }

    private void rescale() {
        double[] losses = found.get().stream()
                .flatMapToDouble(model -> Arrays.stream(model.landscape().losses()))
                .toArray();
        scale.set(losses.length == 0 ? null : LossScale.of(losses, logarithmic.get()));
    }

    /** Returns what is compared; null before the first comparison. */
    ReadOnlyObjectProperty<Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** Returns what came of the models so far, in the order of the comparison. */
    ReadOnlyObjectProperty<List<Outcome>> outcomesProperty() {
        return outcomes.getReadOnlyProperty();
    }

    /** Returns the first model that can be compared. */
    ComparisonModel firstSound() {
        List<Outcome> all = outcomes.get();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).model() != null) {
                return comparison.get().models().get(i);
            }
        }
        return comparison.get().models().get(0);
    }

    /** Returns the models measured so far, in the order of the comparison. */
    ReadOnlyObjectProperty<List<ComparedModel>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Returns the line between two models that are alike; null while there is none. */
    ReadOnlyObjectProperty<Line.Result> lineProperty() {
        return line.getReadOnlyProperty();
    }

    /**
     * Returns how arrays of files were matched where it was not by their names, and the like: a line each; empty if
     * there is none.
     */
    ReadOnlyStringProperty noticesProperty() {
        return notices.getReadOnlyProperty();
    }

    /** Returns all that was found; null until everything is measured. */
    public ReadOnlyObjectProperty<Comparison.Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Tells whether a curve between the two models, or a plane through the first three, can be asked for. */
    ReadOnlyBooleanProperty joinableProperty() {
        return joinable.getReadOnlyProperty();
    }

    /** Returns the scale from the smallest to the largest loss of all landscapes so far; null while there is none. */
    public ReadOnlyObjectProperty<LossScale> scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns the progress, 0 to 1; -1 while it is not known or nothing runs. */
    ReadOnlyDoubleProperty progressProperty() {
        return task.progressProperty();
    }

    /** Returns the status, which says what happens, or what to do; empty once all models are measured. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    LongProperty seedProperty() {
        return seed;
    }

    DoubleProperty rangeProperty() {
        return range;
    }

    /** Returns the number of cells along each side; odd, so that one lies on the weights. */
    public IntegerProperty resolutionProperty() {
        return resolution;
    }

    BooleanProperty curvatureProperty() {
        return curvature;
    }

    /**
     * Returns the statistics of batch normalisations with which planes and line are evaluated; a change evaluates all
     * anew.
     */
    public ObjectProperty<StatisticsPolicy> statisticsProperty() {
        return statistics;
    }

    /** Tells whether one of the models has statistics to choose. */
    ReadOnlyObjectProperty<Boolean> normalizesProperty() {
        return normalizes.getReadOnlyProperty();
    }

    BooleanProperty logarithmicProperty() {
        return logarithmic;
    }
}
