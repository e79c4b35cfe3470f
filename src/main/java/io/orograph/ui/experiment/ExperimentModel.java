package io.orograph.ui.experiment;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.Sample;
import io.orograph.study.sweep.FoundNetworks;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.study.sweep.SweepFile;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * An experiment on the open data: networks that are trained in the background into a folder, from which it goes on after any
 * stop, or that were trained elsewhere. They are shown as they come.
 */
public final class ExperimentModel {

    private final Workspace workspace;
    private final LatestTask<List<SweptOutcome>> working;
    private final LatestTask<Path> exporting;
    private final ExperimentResults results = new ExperimentResults();
    private final ReadOnlyObjectWrapper<ReadyExperiment> ready = new ReadOnlyObjectWrapper<>(this, "ready");
    private final ObjectProperty<Path> folder = new SimpleObjectProperty<>(this, "folder");
    private final ObjectProperty<DataSource> test = new SimpleObjectProperty<>(this, "test");

    /** Where folders are made that nobody names; null while there is no such place. */
    private Path kept;

    /** Where the runs are that are shown; null for networks that were trained elsewhere. */
    private Path shownFolder;

    /** Makes an experiment that nothing is asked of yet. */
    public ExperimentModel(Workspace workspace, BackgroundWork work) {
        this.workspace = workspace;
        this.working = new LatestTask<>(work.executor(), this::finish, cause -> {
            results.say("Ended: " + cause.getMessage());
            work.problems().report("The experiment cannot go on", cause);
        });
        this.exporting = new LatestTask<>(
                work.executor(),
                file -> results.say("Saved " + file.getFileName()),
                cause -> work.problems().report("The results cannot be saved", cause));
        workspace.sampleProperty().addListener((property, old, now) -> propose(now));
        propose(workspace.sampleProperty().get());
    }

    /** Has the runs of an experiment for which nobody names a folder be kept in one of these. */
    public void keepIn(Path folders) {
        kept = folders;
    }

    private void propose(Sample sample) {
        test.set(sample == null || sample.test() == null ? null : DataSource.of(sample.test()));
    }

    /** Returns all measures that can be asked for. */
    static List<SharpnessMeasure> all() {
        return SharpnessMeasures.all(0);
    }

    /** Takes a ready experiment; null for one of a person's own. */
    void choose(ReadyExperiment chosen) {
        ready.set(chosen);
        folder.set(null);
    }

    /** Makes what is asked one of a person's own: the words of the ready experiment are not about it. */
    void makeOwn() {
        ready.set(null);
    }

    /** Returns why nothing can be asked, as a sentence; empty where it can. */
    String obstacle(boolean ofOpen, SweepChoices asked) {
        if (workspace.experimentProperty().get() == null) {
            return "Open a model and its data first";
        }
        if (asked.models().isEmpty() && !ofOpen) {
            return "Choose an architecture: the open model, or widths such as mlp:64-128-10";
        }
        if (asked.rules().isEmpty() || asked.batches().isEmpty()) {
            return "Choose an optimiser and a batch";
        }
        return folder.get() == null && kept == null ? "Choose a folder for the runs" : "";
    }

    /**
     * Trains what is not done yet in the folder.
     *
     * @param ofOpen whether the open model is the first of the architectures
     */
    void start(boolean ofOpen, SweepChoices asked) {
        Experiment open = workspace.experimentProperty().get();
        if (open == null || !obstacle(ofOpen, asked).isEmpty()) {
            return;
        }
        List<Path> models = new ArrayList<>(asked.models());
        if (ofOpen) {
            models.add(0, open.model().path());
        }
        SweepChoices choices = asked.with(models);
        Optional<DataSource> other = Optional.ofNullable(test.get());
        DataSource data = open.loaded().source();
        ExperimentSettings settings = settings();
        Path into = folder.get() == null ? ownFolder(choices, data, settings) : folder.get();
        shownFolder = into;
        Function<Experiment, Command> command = first -> choices.command(first, other, into);
        begin(
                choices.taken(all()),
                command,
                (hearing, cancel) ->
                        choices.sweep(data, other, settings, all(), into).run(into, hearing, cancel));
    }

    /** Measures networks that were trained elsewhere, the open model as the first of them. */
    void measure(List<Path> places, SweepChoices asked) {
        Experiment open = workspace.experimentProperty().get();
        if (open == null || places.isEmpty()) {
            return;
        }
        List<Path> all = new ArrayList<>(List.of(open.model().path()));
        all.addAll(places);
        shownFolder = null;
        List<SharpnessMeasure> taken = asked.taken(all());
        FoundNetworks study =
                new FoundNetworks(all, open.loaded().source(), Optional.ofNullable(test.get()), settings(), taken);
        begin(taken, study::command, study::run);
    }

    private ExperimentSettings settings() {
        return ExperimentSettings.DEFAULT
                .withLoss(workspace.lossOptions())
                .withSamples(workspace.samplesProperty().get())
                .withScaleBytes(workspace.scaleBytesProperty().get());
    }

    /** The same question has the same folder, also with more values or seeds: it goes on there. */
    private Path ownFolder(SweepChoices asked, DataSource data, ExperimentSettings settings) {
        String first = asked.models().get(0).toString();
        // Of texts, which have the same hash whenever the program runs.
        int question = List.of(
                        first,
                        asked.stop().toString(),
                        asked.measures().toString(),
                        data.toString(),
                        String.valueOf(test.get()),
                        settings.toString())
                .hashCode();
        String name = FileName.of(data.path()).replaceFirst("\\.[^.]+$", "");
        return kept.resolve(name + "-" + Integer.toHexString(question));
    }

    /** Does what takes long. */
    @FunctionalInterface
    private interface Doing {
        List<SweptOutcome> outcomes(Sweep.Listener listener, CancelToken cancel) throws IOException;
    }

    private void begin(List<SharpnessMeasure> taken, Function<Experiment, Command> command, Doing doing) {
        Function<ProgressListener, Sweep.Listener> hearing = results.begin(taken, command);
        working.start((cancel, share) -> doing.outcomes(hearing.apply(share), cancel));
    }

    private void finish(List<SweptOutcome> all) {
        results.finish(all, shownFolder == null ? "networks measured" : "runs done");
    }

    /** Pauses: what is done stays in the folder, and starting again goes on to the same numbers. */
    public void pause() {
        if (working.runningProperty().get()) {
            working.drop();
            results.pause();
        }
    }

    /** Writes what is shown, as a table or with all that it comes from, by the ending of the name. */
    void export(Path file) {
        SweepReport shown = results.reportProperty().get();
        Provenance from = results.provenance();
        if (shown != null) {
            exporting.start((cancel, ignored) -> {
                SweepFile.write(file, shown, from);
                return file;
            });
        }
    }

    /** Returns what came of it so far. */
    ExperimentResults results() {
        return results;
    }

    /** Returns the folder of the runs that are shown; empty where they were trained elsewhere. */
    Optional<Path> shownFolder() {
        return Optional.ofNullable(shownFolder);
    }

    /** Returns the ready experiment that is asked; null for one of a person's own. */
    ReadOnlyObjectProperty<ReadyExperiment> readyProperty() {
        return ready.getReadOnlyProperty();
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
    public ObjectProperty<DataSource> testProperty() {
        return test;
    }

    /** Returns what is open. */
    ReadOnlyObjectProperty<Experiment> experimentProperty() {
        return workspace.experimentProperty();
    }
}
