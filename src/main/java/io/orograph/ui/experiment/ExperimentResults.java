package io.orograph.ui.experiment;

import io.orograph.provenance.Provenance;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweptOutcome;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What came of an experiment so far: each run as it ends, what they lead to, and what is told on the way. */
final class ExperimentResults {

    /** A folder may hold a hundred files that are left out, each with its sentence. */
    private static final int MOST_NOTICES = 4;

    private final ReadOnlyObjectWrapper<List<SweptOutcome>> outcomes =
            new ReadOnlyObjectWrapper<>(this, "outcomes", List.of());
    private final ReadOnlyObjectWrapper<SweepReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyStringWrapper notices = new ReadOnlyStringWrapper(this, "notices", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final List<String> told = new ArrayList<>();
    private List<SharpnessMeasure> taken = List.of();
    private Provenance provenance = Provenance.NONE;

    /** The number of the work that runs: what an earlier one still tells is not shown. */
    private int current;

    /**
     * Forgets what was, for work that begins.
     *
     * @param measures that are taken
     * @param command gives the command that does the same, of the first model
     * @return what is to hear the work, which tells its progress on to the given one
     */
    Function<ProgressListener, Sweep.Listener> begin(
            List<SharpnessMeasure> measures, Function<Experiment, Command> command) {
        outcomes.set(List.of());
        report.set(null);
        progress.set(0);
        told.clear();
        notices.set("");
        status.set("Opening the models");
        taken = measures;
        int run = ++current;
        return share -> new Hearing(run, share, command);
    }

    /** Brings what the work tells to the window. */
    private final class Hearing implements Sweep.Listener {

        private final int run;
        private final ProgressListener share;
        private final Function<Experiment, Command> command;
        private boolean opened;

        Hearing(int run, ProgressListener share, Function<Experiment, Command> command) {
            this.run = run;
            this.share = share;
            this.command = command;
        }

        private void show(Runnable what) {
            Platform.runLater(() -> {
                if (run == current) {
                    what.run();
                }
            });
        }

        @Override
        public void opened(Experiment experiment) {
            if (!opened) {
                opened = true;
                Provenance from = command.apply(experiment).in(experiment.provenance());
                show(() -> provenance = from);
            }
        }

        @Override
        public void stage(String what) {
            show(() -> status.set(what));
        }

        @Override
        public void progress(long done, long total) {
            share.progress(done, total);
        }

        @Override
        public void notice(String sentence) {
            show(() -> tell(sentence));
        }

        @Override
        public void ended(int number, int total, SweptOutcome outcome, boolean known) {
            show(() -> {
                List<SweptOutcome> all = new ArrayList<>(outcomes.get());
                all.add(outcome);
                progress.set((double) number / total);
                ExperimentResults.this.show(all);
            });
        }
    }

    private void tell(String sentence) {
        told.add(sentence);
        int more = told.size() - MOST_NOTICES;
        String first = String.join("\n", told.subList(0, Math.min(told.size(), MOST_NOTICES)));
        notices.set(more > 0 ? first + "\nand " + more + " more such sentences" : first);
    }

    private void show(List<SweptOutcome> all) {
        report.set(SweepReport.of(all, taken));
        outcomes.set(List.copyOf(all));
    }

    /**
     * Shows all of it.
     *
     * @param what was done with so many, such as "runs done"
     */
    void finish(List<SweptOutcome> all, String what) {
        current++;
        progress.set(1);
        show(all);
        long diverged = all.stream()
                .filter(outcome -> outcome.end() == SweptOutcome.End.DIVERGED)
                .count();
        status.set(all.size() + " " + what + (diverged == 0 ? "" : ", " + diverged + " of them diverged"));
    }

    /** Hears the work that runs no more. */
    void pause() {
        current++;
        status.set("Paused after " + outcomes.get().size() + " runs; Start goes on to the same numbers");
    }

    /** Shows a sentence as what happens. */
    void say(String sentence) {
        status.set(sentence);
    }

    /** Returns where what is shown comes from. */
    Provenance provenance() {
        return provenance;
    }

    /** Returns the measures that are taken of what is shown. */
    List<SharpnessMeasure> taken() {
        return taken;
    }

    /** Returns the runs that ended so far; what they led to is there before. */
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

    /** Returns what was left out or not measured, a sentence a line, the first few; empty where nothing was. */
    ReadOnlyStringProperty noticesProperty() {
        return notices.getReadOnlyProperty();
    }

    /** Returns the share of the runs that is done. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }
}
