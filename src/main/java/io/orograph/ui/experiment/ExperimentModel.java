package io.orograph.ui.experiment;

import io.orograph.data.DataSource;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.Sample;
import io.orograph.study.sweep.StopRule;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepAxes;
import io.orograph.study.sweep.SweepModels;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.study.sweep.SweptRule;
import io.orograph.task.ProgressListener;
import io.orograph.training.OptimizerSettings;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * An experiment on the open data: trained in the background into a folder, from which it goes on after any stop. Its runs are
 * shown as they end.
 */
public final class ExperimentModel {

    private static final List<String> MEASURES = List.of("lambda-max", "adaptive-trace", "adaptive-ball");

    private final Workspace workspace;
    private final LatestTask<List<SweptOutcome>> working;
    private final ReadOnlyObjectWrapper<List<SweptOutcome>> outcomes =
            new ReadOnlyObjectWrapper<>(this, "outcomes", List.of());
    private final ReadOnlyObjectWrapper<SweepReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final ObjectProperty<Path> folder = new SimpleObjectProperty<>(this, "folder");
    private final ObjectProperty<DataSource> test = new SimpleObjectProperty<>(this, "test");

    /** The number of the sweep that runs: what an earlier one still tells is not shown. */
    private int current;

    /**
     * What is asked for.
     *
     * @param models texts such as {@code mlp:64-128-10} beside the open model
     * @param open whether the open model is one of the architectures
     * @param rates none for the default of each optimiser
     * @param radii none for the defaults
     * @param seeds how many
     * @param untilLoss 0 for all epochs
     */
    record Asked(
            List<String> models,
            boolean open,
            List<SweptRule> rules,
            List<Integer> batches,
            List<Double> rates,
            List<Double> radii,
            List<Double> decays,
            int seeds,
            double untilLoss,
            int epochs) {}

    /** Makes an experiment that nothing is asked of yet. */
    public ExperimentModel(Workspace workspace, BackgroundWork work) {
        this.workspace = workspace;
        this.working = new LatestTask<>(work.executor(), this::finish, cause -> {
            status.set("Ended: " + cause.getMessage());
            work.problems().report("The experiment cannot go on", cause);
        });
        workspace.sampleProperty().addListener((property, old, now) -> propose(now));
        propose(workspace.sampleProperty().get());
    }

    private void propose(Sample sample) {
        test.set(sample == null || sample.test() == null ? null : DataSource.of(sample.test()));
    }

    /** Returns why nothing can be asked, as a sentence; empty where it can. */
    String obstacle(Asked asked) {
        if (workspace.experimentProperty().get() == null) {
            return "Open a model and its data first";
        }
        if (asked.models().isEmpty() && !asked.open()) {
            return "Choose an architecture: the open model, or widths such as mlp:64-128-10";
        }
        if (asked.rules().isEmpty() || asked.batches().isEmpty()) {
            return "Choose an optimiser and a batch";
        }
        return folder.get() == null ? "Choose a folder for the runs" : "";
    }

    /** Trains what is not done yet in the folder. */
    void start(Asked asked) {
        Experiment open = workspace.experimentProperty().get();
        if (open == null || !obstacle(asked).isEmpty()) {
            return;
        }
        Path into = folder.get();
        DataSource data = open.loaded().source();
        Optional<DataSource> other = Optional.ofNullable(test.get());
        ExperimentSettings settings = ExperimentSettings.DEFAULT
                .withLoss(workspace.lossOptions())
                .withSamples(workspace.samplesProperty().get())
                .withScaleBytes(workspace.scaleBytesProperty().get());
        List<Path> models = new ArrayList<>();
        if (asked.open()) {
            models.add(open.model().path());
        }
        asked.models().forEach(text -> models.add(Path.of(text)));
        outcomes.set(List.of());
        report.set(null);
        int run = ++current;
        working.start((cancel, share) -> {
            SweepAxes axes = new SweepAxes(
                    SweepModels.of(models, into),
                    asked.rules(),
                    asked.batches(),
                    asked.rates(),
                    asked.radii(),
                    asked.decays().isEmpty() ? List.of(0.0) : asked.decays(),
                    OptimizerSettings.DEFAULT_MOMENTUM,
                    asked.seeds());
            StopRule stop = new StopRule(asked.untilLoss(), asked.epochs(), 0);
            return new Sweep(axes, 0, stop, data, other, settings, measures())
                    .run(into, new Hearing(run, share), cancel);
        });
        status.set("Opening the models");
    }

    /** Returns the measures that are taken where a run ends. */
    static List<SharpnessMeasure> measures() {
        // In the order of the command line, so that either goes on in a folder of the other.
        return SharpnessMeasures.all(0).stream()
                .filter(measure -> MEASURES.contains(measure.label()))
                .toList();
    }

    /** Brings what the sweep tells to the window. */
    private final class Hearing implements Sweep.Listener {

        private final int run;
        private final ProgressListener share;

        Hearing(int run, ProgressListener share) {
            this.run = run;
            this.share = share;
        }

        @Override
        public void stage(String what) {
            Platform.runLater(() -> tell(run, what));
        }

        @Override
        public void progress(long done, long total) {
            share.progress(done, total);
        }

        @Override
        public void notice(String sentence) {
            Platform.runLater(() -> tell(run, sentence));
        }

        @Override
        public void ended(int number, int total, SweptOutcome outcome, boolean known) {
            Platform.runLater(() -> add(run, outcome, (double) number / total));
        }
    }

    private void tell(int run, String text) {
        if (run == current) {
            status.set(text);
        }
    }

    private void add(int run, SweptOutcome outcome, double share) {
        if (run == current) {
            List<SweptOutcome> all = new ArrayList<>(outcomes.get());
            all.add(outcome);
            progress.set(share);
            show(all);
        }
    }

    private void show(List<SweptOutcome> all) {
        outcomes.set(List.copyOf(all));
        report.set(SweepReport.of(all, measures()));
    }

    private void finish(List<SweptOutcome> all) {
        current++;
        show(all);
        long diverged = all.stream()
                .filter(outcome -> outcome.end() == SweptOutcome.End.DIVERGED)
                .count();
        status.set(all.size() + " runs done" + (diverged == 0 ? "" : ", " + diverged + " of them diverged"));
    }

    /** Pauses: what is done stays in the folder, and starting again goes on to the same numbers. */
    public void pause() {
        if (working.runningProperty().get()) {
            current++;
            working.drop();
            status.set("Paused after " + outcomes.get().size() + " runs; Start goes on to the same numbers");
        }
    }

    /** Returns the runs that ended so far. */
    ReadOnlyObjectProperty<List<SweptOutcome>> outcomesProperty() {
        return outcomes.getReadOnlyProperty();
    }

    /** Returns what they led to; null before the first. */
    ReadOnlyObjectProperty<SweepReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Returns what happens, in words. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Returns the share of the runs that is done. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Tells whether it trains. */
    public ReadOnlyBooleanProperty runningProperty() {
        return working.runningProperty();
    }

    /** Returns the folder of the runs; null while none is chosen. */
    ObjectProperty<Path> folderProperty() {
        return folder;
    }

    /** Returns data that are not trained on; null for none. */
    ObjectProperty<DataSource> testProperty() {
        return test;
    }

    /** Returns what is open. */
    ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return workspace.experimentProperty();
    }
}
