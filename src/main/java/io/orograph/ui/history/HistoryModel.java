package io.orograph.ui.history;

import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.study.LandscapeStudy;
import io.orograph.ui.evaluation.EvaluationModel;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The landscapes of a window, the oldest first: each that was evaluated to its end or cancelled, and those of a session. They
 * are kept within a limit; the oldest go first.
 */
public final class HistoryModel {

    /** So many cells all landscapes have together: some 80 MB. */
    private static final long MOST_CELLS = 2L << 20;

    private static final int MOST = 100;

    private final EvaluationModel evaluation;
    private final UndoModel undo;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();

    /** One for all: those who listen to it would else listen to what nobody holds. */
    private final ObservableList<Entry> shownEntries = FXCollections.unmodifiableObservableList(entries);

    private final ReadOnlyObjectWrapper<Entry> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private long letGo;

    /** A landscape of before; each is its own. */
    public static final class Entry {

        private final LandscapeStudy.Result result;
        private final String cells;
        private final Choices choices;

        private Entry(LandscapeStudy.Result result, String cells, Choices choices) {
            this.result = new LandscapeStudy.Result(
                    result.landscape().withoutVectors(),
                    result.samples(),
                    result.seconds(),
                    result.command(),
                    result.more(),
                    result.convexity());
            this.cells = cells;
            this.choices = choices;
        }

        public LandscapeStudy.Result result() {
            return result;
        }

        /** Tells whether the window evaluated it; else a session or a file had it. */
        public boolean isEvaluated() {
            return choices != null;
        }

        /** Returns by what its cells are known again; empty where that is not known. */
        public String cells() {
            return cells;
        }
    }

    /**
     * Makes one.
     *
     * @param undo takes the choices of a landscape that is gone back to, as one more edit
     */
    public HistoryModel(EvaluationModel evaluation, UndoModel undo) {
        this.evaluation = evaluation;
        this.undo = undo;
        evaluation.landscapeProperty().addListener((property, old, now) -> {
            if (now != null
                    && (now.isComplete() || !evaluation.runningProperty().get())) {
                take();
            }
        });
        evaluation.runningProperty().addListener((property, was, is) -> {
            if (!is) {
                take();
            }
        });
    }

    /** Takes what is shown, unless it is there already. */
    private void take() {
        LandscapeStudy.Result shown = evaluation.shownProperty().get();
        if (shown == null || shown.landscape().evaluatedCells() == 0 || evaluation.showsPassing()) {
            return;
        }
        boolean evaluated = shown.landscape().section().plane().isPresent();
        Optional<Entry> same = find(shown.landscape());
        if (same.isPresent() && (same.get().choices != null || !evaluated)) {
            selected.set(same.get());
            return;
        }
        String cells = evaluation.known().keyOf(shown.landscape()).orElse("");
        Entry entry = new Entry(shown, cells, evaluated ? undo.now() : null);
        if (same.isPresent()) {
            // Of a session: now the choices that it was evaluated with are known.
            entries.set(entries.indexOf(same.get()), entry);
            selected.set(entry);
        } else {
            add(entry);
        }
    }

    /** Adds a landscape of before. */
    public void add(LandscapeStudy.Result result, String cells) {
        if (find(result.landscape()).isEmpty()) {
            evaluation.known().add(cells, result.samples(), result.landscape());
            add(new Entry(result, cells, null));
        }
    }

    private void add(Entry entry) {
        if (entry.choices != null) {
            // What was cancelled and then gone on with is one landscape.
            entries.removeIf(old ->
                    old.choices != null && !old.result.landscape().isComplete() && old.choices.equals(entry.choices));
        }
        entries.add(entry);
        selected.set(entry);
        limit();
    }

    private void limit() {
        long cells = entries.stream()
                .mapToLong(entry -> entry.result.landscape().grid().cells())
                .sum();
        while (entries.size() > 1 && (cells > MOST_CELLS || entries.size() > MOST)) {
            cells -= entries.remove(0).result.landscape().grid().cells();
            letGo++;
            notice.set(letGo == 1 ? "The oldest was let go" : "The " + letGo + " oldest were let go");
        }
    }

    private Optional<Entry> find(Landscape landscape) {
        return entries.stream()
                .filter(entry -> isSame(entry.result.landscape(), landscape))
                .findFirst();
    }

    private static boolean isSame(Landscape one, Landscape other) {
        return one.holds(other) && other.holds(one);
    }

    /** Shows a landscape of before, with the choices that it was evaluated with where its model is open. */
    public void show(Entry entry) {
        if (entry.choices != null && isOpen(entry.choices.subject().model())) {
            evaluation.known().add(entry.cells, entry.result.samples(), entry.result.landscape());
            undo.go(entry.choices);
        } else {
            evaluation.show(entry.result);
        }
        selected.set(entry);
    }

    private boolean isOpen(OpenedModel model) {
        OpenedModel open = undo.now().subject().model();
        return open != null
                && model != null
                && open.path().equals(model.path())
                && open.sha256().equals(model.sha256());
    }

    /** Shows the landscape so many places later in the history; nothing where there is none. */
    public void step(int places) {
        int next = entries.indexOf(selected.get()) + places;
        if (next >= 0 && next < entries.size()) {
            show(entries.get(next));
        }
    }

    /** Tells whether the difference of two landscapes can be shown: they have the same cells. */
    public boolean canCompare(Entry one, Entry other) {
        return one != null
                && other != null
                && one != other
                && one.result.landscape().grid().equals(other.result.landscape().grid());
    }

    /** Shows by how much the loss of one landscape is above that of another, cell by cell. */
    public void compare(Entry one, Entry other) {
        if (canCompare(one, other)) {
            evaluation.show(Difference.of(one.result, other.result));
        }
    }

    /** Takes a landscape out of the history; what is shown stays. */
    public void remove(Entry entry) {
        entries.remove(entry);
        if (selected.get() == entry) {
            selected.set(null);
        }
    }

    /** Returns the landscapes, the oldest first. */
    public ObservableList<Entry> entries() {
        return shownEntries;
    }

    /** Returns the one that is shown; null where that is not in the history. */
    public ReadOnlyObjectProperty<Entry> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Returns what was let go for want of room, a sentence; empty if nothing was. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }
}
