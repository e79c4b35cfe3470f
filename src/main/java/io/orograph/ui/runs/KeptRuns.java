package io.orograph.ui.runs;

import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunState;
import io.orograph.ui.runs.RunsModel.Listed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** Has the runs of a list kept as they are in it, once they have ended; one that trains is kept by who trains it. */
final class KeptRuns {

    private final ObservableList<Listed> runs;
    private final RunsKeeper keeper;
    private final Executor executor;

    /** The runs that are to be kept, by their id: whoever writes one writes the latest. */
    private final Map<String, Run> latest = new ConcurrentHashMap<>();

    KeptRuns(ObservableList<Listed> runs, RunsKeeper keeper, Executor executor) {
        this.runs = runs;
        this.keeper = keeper;
        this.executor = executor;
    }

    /** Keeps each run that changes from here on. */
    void follow() {
        runs.addListener((ListChangeListener<Listed>) change -> {
            while (change.next()) {
                keep(change.getRemoved());
                keep(change.getAddedSubList());
            }
        });
    }

    private void keep(List<? extends Listed> changed) {
        changed.forEach(each -> keep(each.run().id()));
    }

    private void keep(String id) {
        Run now = runs.stream()
                .map(Listed::run)
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElse(null);
        boolean ended = now != null && now.state() != RunState.RUNNING;
        Run before = ended ? latest.put(id, now) : latest.remove(id);
        if (ended ? before != now : before != null) {
            executor.execute(() -> {
                Run kept = latest.get(id);
                if (kept == null) {
                    keeper.forget(id);
                } else {
                    keeper.keep(kept);
                }
            });
        }
    }
}
