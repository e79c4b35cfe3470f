package io.orograph.ui.history;

import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.workspace.Workspace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Takes choices back, one after the other, and does them again: every setting of the plane and the display, θ₀, the
 * parameters, the loss and the samples. A landscape that was evaluated comes back without being evaluated. Opening another
 * model or other data begins anew.
 */
public final class UndoModel {

    /** So many edits can be taken back. */
    private static final int MOST = 1000;

    /** Changes of the same setting that follow within this time are one: a slider that is dragged. In nanoseconds. */
    private static final long TOGETHER = 1_000_000_000L;

    private final ChoicesModel choices;
    private final LongSupplier clock;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper(this, "undoName", "");
    private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper(this, "redoName", "");
    private Choices current;
    private List<String> lastChanged = List.of();
    private long lastTime;
    private boolean taking;
    private boolean looking;

    /** Makes one of a window's models. */
    public UndoModel(Workspace workspace, EvaluationModel evaluation, DisplaySettings display) {
        this(new ChoicesModel(workspace, evaluation, display), System::nanoTime);
    }

    /**
     * Makes one.
     *
     * @param clock in nanoseconds
     */
    UndoModel(ChoicesModel choices, LongSupplier clock) {
        this.choices = choices;
        this.clock = clock;
        this.current = choices.now();
        choices.whenChanged(this::lookLater);
        choices.whenOpened(this::begin);
    }

    /** Looks once what one action of a person has changed, which may be several settings. */
    private void lookLater() {
        if (!looking) {
            looking = true;
            Platform.runLater(() -> {
                looking = false;
                look();
            });
        }
    }

    /** Begins anew: what was before is of other files. */
    private void begin() {
        done.clear();
        undone.clear();
        lastChanged = List.of();
        current = null;
        tell();
    }

    /** Takes note of what has changed since the last look. */
    void look() {
        if (taking || choices.isSettling()) {
            return;
        }
        Choices now = choices.now();
        if (current == null) {
            current = now;
        }
        Edit edit = new Edit(current, now);
        List<String> changed = edit.changed();
        if (changed.isEmpty()) {
            current = now;
            return;
        }
        boolean goesOn = !done.isEmpty()
                && undone.isEmpty()
                && changed.equals(lastChanged)
                && clock.getAsLong() - lastTime < TOGETHER;
        done.push(goesOn ? new Edit(done.pop().before(), now) : edit);
        undone.clear();
        if (done.size() > MOST) {
            done.removeLast();
        }
        lastChanged = changed;
        lastTime = clock.getAsLong();
        current = now;
        tell();
    }

    /** Takes the last edit back; nothing if there is none. */
    public void undo() {
        look();
        if (!done.isEmpty()) {
            Edit edit = done.pop();
            undone.push(edit);
            take(edit.before());
        }
    }

    /** Does again what was taken back last; nothing if nothing was. */
    public void redo() {
        look();
        if (!undone.isEmpty()) {
            Edit edit = undone.pop();
            done.push(edit);
            take(edit.after());
        }
    }

    /** Takes choices as one more edit, such as those of a landscape of before. */
    void go(Choices wanted) {
        look();
        choices.take(wanted);
        look();
    }

    /** Returns the choices as they are, to come back to. */
    Choices now() {
        return choices.now();
    }

    private void take(Choices wanted) {
        taking = true;
        choices.take(wanted);
        taking = false;
        current = wanted;
        lastChanged = List.of();
        tell();
    }

    private void tell() {
        undoName.set(done.isEmpty() ? "" : done.peek().name());
        redoName.set(undone.isEmpty() ? "" : undone.peek().name());
    }

    /** Returns what is taken back next, in a word: {@code range 1 → 2}; empty if there is nothing. */
    public ReadOnlyStringProperty undoNameProperty() {
        return undoName.getReadOnlyProperty();
    }

    /** Returns what is done again next; empty if there is nothing. */
    public ReadOnlyStringProperty redoNameProperty() {
        return redoName.getReadOnlyProperty();
    }
}
