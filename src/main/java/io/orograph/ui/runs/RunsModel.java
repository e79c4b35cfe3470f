package io.orograph.ui.runs;

import io.orograph.network.Weights;
import io.orograph.plot.LinesPlot;
import io.orograph.study.Experiment;
import io.orograph.study.SharedPlane;
import io.orograph.study.runs.RecordedRun;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunAxis;
import io.orograph.study.runs.RunOverlay;
import io.orograph.study.runs.RunQuantity;
import io.orograph.study.runs.RunState;
import io.orograph.study.runs.RunTable;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The runs of the window in their order, which of them are ticked, and what is drawn of these. */
public final class RunsModel {

    /** The share of the largest heap that the weights of runs may take; those of the oldest go beyond it. */
    private static final double SHARE_OF_MEMORY = 0.25;

    private final ObservableValue<Experiment> experiment;
    private final ObservableList<Listed> runs = FXCollections.observableArrayList();
    private final ObjectProperty<RunQuantity> quantity = new SimpleObjectProperty<>(this, "quantity", RunQuantity.LOSS);
    private final ObjectProperty<RunAxis> axis = new SimpleObjectProperty<>(this, "axis", RunAxis.EPOCHS);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final LatestTask<List<Run>> importing;
    private final LatestTask<Path> exporting;
    private final RunsMemory memory;
    private final BackgroundWork work;

    private List<Listed> deleted = List.of();
    private int counted;

    /**
     * A run in the list.
     *
     * @param number from 0, by which it is coloured; of one that is deleted none takes its place
     * @param ticked whether it is drawn, and what is asked is asked of it
     */
    record Listed(Run run, int number, boolean ticked) {

        Listed with(Run other) {
            return new Listed(other, number, ticked);
        }

        Listed ticked(boolean is) {
            return new Listed(run, number, is);
        }
    }

    /** Makes an empty list. */
    public RunsModel(ObservableValue<Experiment> experiment, BackgroundWork work) {
        this(experiment, work, SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory());
    }

    RunsModel(ObservableValue<Experiment> experiment, BackgroundWork work, double mostBytes) {
        this.experiment = experiment;
        this.memory = new RunsMemory(runs, mostBytes, status::set);
        this.work = work;
        this.importing = new LatestTask<>(
                work.executor(),
                read -> read.forEach(this::put),
                cause -> work.problems().report("The record cannot be listed", cause));
        this.exporting = new LatestTask<>(
                work.executor(),
                file -> status.set("Saved " + file.getFileName()),
                cause -> work.problems().report("The list cannot be saved", cause));
    }

    /** Has runs kept from here on, and lists those of a window that was not closed as it should. */
    public void keepWith(RunsKeeper keeper) {
        new KeptRuns(runs, keeper, work.executor()).follow();
        new LatestTask<List<Run>>(
                        work.executor(),
                        before -> {
                            before.forEach(this::putBack);
                            work.executor().execute(keeper::taken);
                        },
                        cause -> work.problems().report("The runs that were kept cannot be listed", cause))
                .start((cancel, progress) -> keeper.before());
    }

    /** Lists a run, ticked; or takes it in place of what was listed of it before, whose name and star stay. */
    public void put(Run run) {
        int index = index(run.id());
        if (index < 0) {
            runs.add(new Listed(run.named(distinct(run.name())), counted++, true));
        } else {
            Run before = runs.get(index).run();
            runs.set(index, runs.get(index).with(run.named(before.name()).starred(before.starred())));
        }
        memory.spare(run.id());
    }

    /** Lists a run of before with its own name, unless it is listed already. */
    public void putBack(Run run) {
        if (index(run.id()) < 0) {
            put(run);
        }
    }

    private int index(String id) {
        return IntStream.range(0, runs.size())
                .filter(i -> runs.get(i).run().id().equals(id))
                .findFirst()
                .orElse(-1);
    }

    /** Returns a name, with a number behind it where another run has it already. */
    private String distinct(String name) {
        String free = name;
        for (int i = 2; isTaken(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    private boolean isTaken(String name) {
        return runs.stream().anyMatch(each -> each.run().name().equals(name));
    }

    /** Gives a run another name; an empty one is not taken. */
    void rename(Listed listed, String name) {
        String wanted = name.strip();
        if (!wanted.isEmpty() && !wanted.equals(listed.run().name())) {
            change(listed, listed.with(listed.run().named(distinct(wanted))));
        }
    }

    void star(Listed listed) {
        change(listed, listed.with(listed.run().starred(!listed.run().starred())));
    }

    void tick(Listed listed, boolean is) {
        change(listed, listed.ticked(is));
    }

    void tickAll(boolean is) {
        runs.replaceAll(each -> each.ticked(is));
    }

    /** Changes what is listed of a run, which may have gone on since. */
    private void change(Listed listed, Listed now) {
        int index = index(listed.run().id());
        if (index >= 0) {
            Listed current = runs.get(index);
            Run run = current.run().named(now.run().name()).starred(now.run().starred());
            runs.set(index, new Listed(run, current.number(), now.ticked()));
        }
    }

    /** Takes the ticked runs out of the list, but those that train. */
    void deleteTicked() {
        List<Listed> gone = ticked().stream()
                .filter(each -> each.run().state() != RunState.RUNNING)
                .toList();
        if (!gone.isEmpty()) {
            deleted = gone;
            runs.removeAll(gone);
            status.set(gone.size() == 1 ? "Deleted " + gone.get(0).run().name() : "Deleted " + gone.size() + " runs");
        }
    }

    /** Lists again what was deleted last. */
    void bringBack() {
        List<Listed> back = deleted;
        deleted = List.of();
        for (Listed each : back) {
            if (index(each.run().id()) < 0) {
                int place = (int) runs.stream()
                        .filter(other -> other.number() < each.number())
                        .count();
                runs.add(place, each);
            }
        }
        status.set("");
    }

    /** Tells whether there is something to bring back. */
    boolean canBringBack() {
        return !deleted.isEmpty();
    }

    /** Reads folders that trainings recorded, or that hold checkpoints of the open network, and lists them. */
    public void importFolders(List<Path> folders) {
        Experiment open = experiment.getValue();
        if (open == null || folders.isEmpty()) {
            return;
        }
        importing.start((cancel, progress) -> {
            List<Run> read = new ArrayList<>();
            for (Path folder : folders) {
                cancel.check();
                read.add(RecordedRun.read(folder, open));
            }
            return read;
        });
    }

    /** Writes the list as a table. */
    void export(Path file) {
        List<Run> all = runs.stream().map(Listed::run).toList();
        exporting.start((cancel, progress) -> {
            RunTable.write(file, all);
            return file;
        });
    }

    /** Returns the runs, in the order in which they came. */
    ObservableList<Listed> runs() {
        return runs;
    }

    /** Returns all of them, as a session holds them. */
    public List<Run> all() {
        return runs.stream().map(Listed::run).toList();
    }

    /** Returns the ticked ones. */
    List<Listed> ticked() {
        return runs.stream().filter(Listed::ticked).toList();
    }

    /** Returns the weights of the ticked runs; empty where one has none, or none of the open network. */
    Optional<List<Weights>> weights() {
        Experiment open = experiment.getValue();
        List<Run> chosen = ticked().stream().map(Listed::run).toList();
        return open == null || chosen.isEmpty() || !chosen.stream().allMatch(run -> run.fits(open))
                ? Optional.empty()
                : Optional.of(
                        chosen.stream().map(run -> run.weights().orElseThrow()).toList());
    }

    /** Returns why nothing can be asked of the ticked runs, as a sentence; empty where it can. */
    String obstacle() {
        Experiment open = experiment.getValue();
        List<Run> chosen = ticked().stream().map(Listed::run).toList();
        if (chosen.isEmpty()) {
            return runs.isEmpty() ? "" : "Tick runs to draw and to compare them";
        }
        if (open == null) {
            return "Open the model and its data to look at the weights of runs";
        }
        for (Run run : chosen) {
            if (run.state() == RunState.RUNNING) {
                return run.name() + " still trains";
            }
            if (run.end().isEmpty()) {
                return "The weights of " + run.name() + " are not kept";
            }
            if (!run.fits(open)) {
                return run.name() + " is of another network than the one that is open";
            }
        }
        return "";
    }

    /** Returns the paths of the ticked runs, to be laid in one plane; empty where one has none, or none of the open network. */
    Optional<List<SharedPlane.Path>> paths() {
        if (weights().isEmpty()) {
            return Optional.empty();
        }
        List<SharedPlane.Path> paths = ticked().stream()
                .flatMap(each -> each.run().path().stream()
                        .map(path -> new SharedPlane.Path(each.run().name(), path, each.number())))
                .toList();
        return paths.size() == ticked().size() ? Optional.of(paths) : Optional.empty();
    }

    /** Returns what is drawn of the ticked runs. */
    LinesPlot plot() {
        return RunOverlay.of(
                ticked().stream()
                        .map(each -> new RunOverlay.Numbered(each.run(), each.number()))
                        .toList(),
                quantity.get(),
                axis.get());
    }

    /** Returns what is drawn. */
    ObjectProperty<RunQuantity> quantityProperty() {
        return quantity;
    }

    /** Returns what it is drawn over. */
    ObjectProperty<RunAxis> axisProperty() {
        return axis;
    }

    /** Returns what was done last, in words. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Returns what is open. */
    ObservableValue<Experiment> experimentProperty() {
        return experiment;
    }

    /** Ends what runs. */
    public void cancel() {
        importing.drop();
    }
}
