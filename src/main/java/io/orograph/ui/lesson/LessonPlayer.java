package io.orograph.ui.lesson;

import io.orograph.lesson.Call;
import io.orograph.lesson.LessonAction;
import io.orograph.ui.task.Polled;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Performs actions one after the other, and looks ten times a second whether the one that was begun is over. */
final class LessonPlayer {

    private static final String RESTING = "The landscape…";

    private final LessonActions actions;

    /** Tells whether what the actions set off by themselves is over too. */
    private final BooleanSupplier atRest;

    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
    private final Deque<Call<LessonAction>> waiting = new ArrayDeque<>();
    private Path lesson;
    private Awaited current = Awaited.NOTHING;
    private Consumer<String> ended = failure -> {};

    LessonPlayer(LessonActions actions, BooleanSupplier atRest) {
        this.actions = actions;
        this.atRest = atRest;
        Polled.during(running, this::look);
    }

    /**
     * Performs actions.
     *
     * @param file of the lesson that they are of
     * @param end told once when all are over: empty, or a sentence that says what went wrong, after which none is begun
     */
    void play(List<Call<LessonAction>> calls, Path file, Consumer<String> end) {
        stop();
        lesson = file;
        waiting.addAll(calls);
        ended = end;
        running.set(true);
        look();
    }

    /** Begins no further action; what was begun goes on by itself. */
    void stop() {
        waiting.clear();
        ended = failure -> {};
        current = Awaited.NOTHING;
        running.set(false);
        activity.set("");
    }

    private void look() {
        while (running.get() && current.over().getAsBoolean()) {
            String failure = current.failure().get();
            current = Awaited.NOTHING;
            if (!failure.isEmpty()) {
                waiting.clear();
            }
            Call<LessonAction> next = waiting.poll();
            if (next == null && failure.isEmpty() && !atRest.getAsBoolean()) {
                activity.set(RESTING);
                current = Awaited.until(atRest);
                return;
            }
            if (next == null) {
                Consumer<String> end = ended;
                stop();
                end.accept(failure);
                return;
            }
            activity.set(next.words() + "…");
            current = actions.begin(next, lesson);
        }
    }

    /** Tells whether actions are performed. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Returns what is being done, in words; empty for nothing. */
    ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }
}
