package io.orograph.ui.connectivity;

import io.orograph.data.DataSource;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plot.Overlay;
import io.orograph.plot.SectionOverlay;
import io.orograph.session.StoredResult;
import io.orograph.study.Connection;
import io.orograph.study.Experiment;
import io.orograph.study.OtherWeights;
import io.orograph.study.Sample;
import io.orograph.study.StudyListener;
import io.orograph.study.ThroughModels;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.TrainingSettings;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.session.Costly;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingChoices;
import io.orograph.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * The plane through three models, or the curve between two, over the landscape: finds it in the background, has its
 * plane evaluated, and marks the models. What is shown goes when another plane is evaluated; while a new one is being
 * found it stays.
 */
public final class ConnectivityModel {

    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final Overlays overlays;
    private final TrainingChoices choices;
    private final Problems problems;
    private StudyKeeper keeper = StudyKeeper.NONE;
    private final LatestTask<ConnectivityResult> working;
    private final ReadOnlyObjectWrapper<ConnectivityResult> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<DataSource> test = new ReadOnlyObjectWrapper<>(this, "test");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final NegativeVarianceNotice holes;
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");

    private final ObjectProperty<StatisticsPolicy> statistics =
            new SimpleObjectProperty<>(this, "statistics", StatisticsPolicy.OWN);

    /** The work in the background, for the status. */
    private volatile String stage = "";

    /** The finding of a session, which waits for its model to be open; null while none does. */
    private StoredResult saved;

    private long begun;
    private double took;

    /** The request to show once the main window has opened what it is about; null while there is none. */
    private Request awaited;

    /**
     * Models that may be about another network than the one that is open.
     *
     * @param file of the network
     * @param data to evaluate on
     * @param test further data; null for none
     * @param models two for a curve, three for a plane; the first becomes θ₀
     */
    public record Request(Path file, DataSource data, DataSource test, List<Weights> models) {

        public Request {
            models = List.copyOf(models);
        }

        private boolean isAbout(Experiment open) {
            return open != null
                    && open.model().path().equals(file)
                    && open.loaded().source().equals(data)
                    && (open.weights() == models.get(0)
                            || open.weights().areOfModel() && models.get(0).areOfModel());
        }
    }

    /** Finds something between models, in the background. */
    @FunctionalInterface
    private interface Finding {
        ConnectivityResult find(Experiment subject, Finder finder, CancelToken cancel) throws IOException;
    }

    /** Hears how far it is, and keeps what a person should know. */
    private final class Finder implements StudyListener {

        private final ProgressListener progress;
        private final List<String> notices;

        Finder(ProgressListener progress, List<String> notices) {
            this.progress = progress;
            this.notices = new ArrayList<>(notices);
        }

        @Override
        public void stage(String what) {
            stage = what;
            progress.progress(0, 1);
        }

        @Override
        public void progress(long done, long total) {
            progress.progress(done, total);
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }
    }

    /**
     * Makes the model of what lies between models.
     *
     * @param choices how curves are trained
     */
    public ConnectivityModel(
            Workspace workspace,
            EvaluationModel evaluation,
            Overlays overlays,
            TrainingChoices choices,
            BackgroundWork work) {
        this.workspace = workspace;
        this.evaluation = evaluation;
        this.overlays = overlays;
        this.choices = choices;
        this.problems = work.problems();
        this.holes = new NegativeVarianceNotice(workspace.experimentProperty(), evaluation, shown);
        this.working = new LatestTask<>(work.executor(), this::publish, cause -> {
            status.set("");
            work.problems().report("There is nothing to show between these models", cause);
        });
        working.progressProperty().addListener((property, old, now) -> tell(now.doubleValue()));
        evaluation.shownPlaneProperty().addListener((property, old, now) -> draw());
        evaluation.givenProperty().addListener((property, old, now) -> {
            if (shown.get() != null && now != shown.get().section()) {
                shown.set(null);
                draw();
            }
        });
        statistics.addListener((property, old, now) -> evaluateAgain());
        workspace.sampleProperty().addListener((property, old, now) -> proposeTest());
        workspace.dataProperty().addListener((property, old, now) -> proposeTest());
        workspace.experimentProperty().addListener((property, old, now) -> takeExperiment(now));
    }

    /** Proposes the test data that a sample knows. */
    private void proposeTest() {
        Sample sample = workspace.sampleProperty().get();
        boolean opened = sample != null
                && workspace.dataProperty().get() != null
                && workspace.dataProperty().get().source().path().equals(sample.test());
        test.set(sample == null || opened ? null : DataSource.of(sample.test()));
    }

    /** Shows what a session found as soon as its model is open. */
    void restore(StoredResult finding) {
        saved = finding;
    }

    private void restore(Experiment subject, StoredResult finding) {
        working.start((cancel, progress) -> StoredConnectivity.read(finding, subject));
    }

    /** Returns what goes when something else is opened; empty if there is nothing. */
    Optional<Costly> costly() {
        boolean runs = working.runningProperty().get();
        ConnectivityResult now = shown.get();
        if (!runs && (now == null || now.isRestored())) {
            return Optional.empty();
        }
        double seconds = runs ? (System.nanoTime() - begun) / 1e9 : took;
        String what = now == null || now.connection().isPresent() ? "curve" : "plane through models";
        return Optional.of(new Costly(
                runs ? "curve or plane between models" : what,
                seconds,
                runs,
                keeper.leaves(seconds),
                runs ? working : now));
    }

    private void takeExperiment(Experiment now) {
        cancel();
        ready.set(now != null);
        status.set("");
        shown.set(null);
        draw();
        Request request = awaited;
        awaited = null;
        if (request != null && request.isAbout(now)) {
            begin(request);
        } else if (now != null && saved != null) {
            restore(now, saved);
            saved = null;
        }
    }

    /** Shows the plane through θ₀ and two others of its architecture. */
    public void planeThrough(Path second, Path third) {
        plane(OtherWeights.in(second), OtherWeights.in(third), List.of());
    }

    /** Trains a curve from θ₀ to another model of its architecture, and shows it. */
    public void curveTo(Path other) {
        train(OtherWeights.in(other));
    }

    /** Shows what is asked for, after the network and the data that it is about have been opened if they are not. */
    public void show(Request request) {
        if (request.isAbout(workspace.experimentProperty().get())) {
            begin(request);
        } else {
            awaited = request;
            workspace.open(request.file(), request.data(), request.models().get(0));
        }
    }

    /**
     * Shows the curve between two weights of the open network, or the plane through three, of which the first becomes θ₀.
     *
     * @param models two or three
     */
    public void between(List<Weights> models) {
        Experiment open = workspace.experimentProperty().get();
        if (open == null) {
            return;
        }
        Request request = new Request(open.model().path(), open.loaded().source(), test.get(), models);
        if (request.isAbout(open)) {
            begin(request);
        } else {
            awaited = request;
            workspace.use(models.get(0));
        }
    }

    private void begin(Request request) {
        test.set(request.test());
        List<Weights> models = request.models();
        if (models.size() == 2) {
            train(OtherWeights.of(models.get(1)));
        } else {
            plane(OtherWeights.of(models.get(1)), OtherWeights.of(models.get(2)), List.of());
        }
    }

    private void plane(OtherWeights second, OtherWeights third, List<String> notices) {
        ThroughModels study = new ThroughModels(second, third, statistics.get());
        find(
                notices,
                ConnectivityWords.of(study),
                (subject, finder, cancel) ->
                        ConnectivityResult.of(study, study.run(subject, finder, cancel), finder.notices));
    }

    private void train(OtherWeights other) {
        Experiment subject = workspace.experimentProperty().get();
        if (subject != null) {
            TrainingSettings settings = choices.settings(subject.data().samples());
            curve(
                    new Connection(
                            other, settings, Optional.ofNullable(test.get()), statistics.get(), Optional.empty()),
                    List.of());
        }
    }

    private void curve(Connection study, List<String> notices) {
        find(
                notices,
                ConnectivityWords.of(study),
                (subject, finder, cancel) ->
                        ConnectivityResult.of(study, study.run(subject, finder, cancel), finder.notices));
    }

    private void find(List<String> notices, Optional<StudyWords> words, Finding finding) {
        Experiment subject = workspace.experimentProperty().get();
        if (subject == null) {
            return;
        }
        stage = "Reading the models";
        begun = System.nanoTime();
        working.start((cancel, progress) -> {
            Finder finder = new Finder(progress, notices);
            return words.isEmpty()
                    ? finding.find(subject, finder, cancel)
                    : keeper.keep(subject, words::get, own -> alone(own, finding, finder, cancel));
        });
        tell(working.progressProperty().get());
    }

    /** With an objective of its own, whose losses are kept. */
    private static ConnectivityResult alone(Experiment own, Finding finding, Finder finder, CancelToken cancel)
            throws IOException {
        try (Experiment alone = own.at(own.weights())) {
            return finding.find(alone, finder, cancel);
        }
    }

    /** Has planes and curves kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Returns who asks again what was asked before, by its kind. */
    public Map<String, Consumer<StudyWords>> goingOn() {
        return Map.of(
                ConnectivityWords.PLANE,
                        words -> goOn(words, () -> {
                            List<OtherWeights> models = ConnectivityWords.models(words, 2);
                            plane(models.get(0), models.get(1), List.of());
                        }),
                ConnectivityWords.CURVE,
                        words -> goOn(words, () -> {
                            test.set(ConnectivityWords.test(words));
                            curve(ConnectivityWords.connection(words, statistics.get()), List.of());
                        }));
    }

    /** Asks something that was kept. */
    @FunctionalInterface
    private interface Asking {
        void ask() throws IOException;
    }

    private void goOn(StudyWords words, Asking asking) {
        ConnectivityWords.statistics(words).ifPresent(statistics::set);
        try {
            asking.ask();
        } catch (IOException e) {
            problems.report("What was kept cannot be gone on with", e);
        }
    }

    private void tell(double share) {
        if (working.runningProperty().get()) {
            status.set(share <= 0 ? stage + "…" : String.format(Locale.ROOT, "%s: %.0f %%", stage, 100 * share));
        }
    }

    private void publish(ConnectivityResult now) {
        took = (System.nanoTime() - begun) / 1e9;
        if (now.isRestored()) {
            // Before it is shown: what is shown is evaluated again with what is chosen.
            statistics.set(now.statistics());
            now.asked().ifPresent(asked -> test.set(asked.test().orElse(null)));
        }
        status.set("");
        shown.set(now);
        evaluation.evaluateOver(now.section());
        draw();
        evaluateAgain();
    }

    /**
     * Evaluates again what is shown, if it was evaluated otherwise than is now chosen; what is being found waits until
     * it is there.
     */
    private void evaluateAgain() {
        ConnectivityResult now = shown.get();
        if (now == null
                || now.statistics() == statistics.get()
                || working.runningProperty().get()) {
            return;
        }
        if (now.connection().isEmpty()) {
            plane(now.other(1), now.other(2), now.notices());
        } else {
            // The curve is not trained again.
            curve(
                    new Connection(
                            now.other(1),
                            now.asked().orElseThrow().training(),
                            Optional.ofNullable(test.get()),
                            statistics.get(),
                            Optional.of(now.connection().get().curve())),
                    now.notices());
        }
    }

    private void draw() {
        ConnectivityResult now = shown.get();
        boolean there = now != null && evaluation.isShown(now.section());
        overlays.put(this, there ? SectionOverlay.of(now.section().section()) : Overlay.NONE);
    }

    /** Takes other data to evaluate curves on too; null for none. */
    public void test(DataSource source) {
        test.set(source);
    }

    /** Ends what runs; what is shown stays. */
    public void cancel() {
        if (working.runningProperty().get()) {
            working.drop();
            status.set("Cancelled");
        }
    }

    /** Returns what is shown; null while there is nothing. */
    ReadOnlyObjectProperty<ConnectivityResult> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Returns the curve that is shown, with its losses; empty while none is. */
    public Optional<Connection.Result> connection() {
        return Optional.ofNullable(shown.get()).flatMap(ConnectivityResult::connection);
    }

    /** Returns the data that curves are evaluated on too; null for none. */
    ReadOnlyObjectProperty<DataSource> testProperty() {
        return test.getReadOnlyProperty();
    }

    /**
     * Returns the statistics of batch normalisations with which losses are taken; a change evaluates anew what is
     * shown.
     */
    public ObjectProperty<StatisticsPolicy> statisticsProperty() {
        return statistics;
    }

    /** Tells whether there are statistics to choose for the network that is open. */
    ObservableValue<Boolean> normalizesProperty() {
        return workspace
                .experimentProperty()
                .map(open -> !open.statistics().isEmpty())
                .orElse(false);
    }

    /**
     * Returns why there is no loss in parts of the landscape; empty where there is one everywhere, or for another
     * reason.
     */
    ReadOnlyStringProperty holesProperty() {
        return holes.textProperty();
    }

    /** Tells whether there is a model to begin with. */
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Returns what runs and how far it is; empty while nothing does. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Tells whether something is being found; it is evaluated thereafter. */
    public ReadOnlyBooleanProperty runningProperty() {
        return working.runningProperty();
    }

    /** Returns the progress of what is being done, 0 to 1; -1 while it is not known. */
    ReadOnlyDoubleProperty progressProperty() {
        return working.progressProperty();
    }
}
