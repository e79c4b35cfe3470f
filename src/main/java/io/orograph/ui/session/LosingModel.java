package io.orograph.ui.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Has a person asked before work goes that took long and was not saved: once, and only for what neither a session holds nor the
 * recovery leaves for the next start. Used on the JavaFX application thread.
 */
public final class LosingModel {

    /** What took less is computed again without regret. */
    static final Duration LONG = Duration.ofSeconds(30);

    private static final int MINUTE = 60;

    private final Supplier<List<Costly>> work;
    private final Supplier<List<Costly>> landscapes;
    private final Set<Object> settled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ReadOnlyObjectWrapper<Question> question = new ReadOnlyObjectWrapper<>(this, "question");
    private Question waiting;

    /**
     * A question that is asked.
     *
     * @param sentence what goes
     * @param discard the word for going on without it
     * @param lost what goes
     * @param action what loses it
     */
    record Question(String sentence, String discard, List<Costly> lost, Runnable action) {}

    /**
     * Makes one.
     *
     * @param work that goes with the model and the data
     * @param landscapes that stay until the window is closed
     */
    public LosingModel(Supplier<List<Costly>> work, Supplier<List<Costly>> landscapes) {
        this.work = work;
        this.landscapes = landscapes;
    }

    /** Opens something else in place of the model or its data: at once if nothing is lost by it, else if a person says so. */
    public void beforeOpening(Runnable action) {
        ask(work.get(), "Opening this lets go of ", "Open without saving", action);
    }

    /** Closes the window: at once if nothing is lost by it, else if a person says so. */
    public void beforeClosing(Runnable action) {
        List<Costly> all = new ArrayList<>(work.get());
        all.addAll(landscapes.get());
        all.removeIf(Costly::isLeft);
        ask(all, "Closing lets go of ", "Close without saving", action);
    }

    private void ask(List<Costly> all, String begin, String discard, Runnable action) {
        List<Costly> lost = all.stream()
                .filter(each -> each.seconds() >= LONG.toSeconds() && !settled.contains(each.work()))
                .toList();
        waiting = null;
        if (lost.isEmpty()) {
            question.set(null);
            action.run();
        } else {
            question.set(new Question(begin + words(lost), discard, lost, action));
        }
    }

    private static String words(Collection<Costly> lost) {
        List<String> each = lost.stream()
                .map(one -> "the " + one.what() + " (" + time(one.seconds()) + (one.isRunning() ? " so far)" : ")"))
                .toList();
        int last = each.size() - 1;
        String list = last == 0
                ? each.get(0)
                : each.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + each.get(last);
        return list + (last == 0 ? ", which is not saved." : ", which are not saved.");
    }

    private static String time(double seconds) {
        return seconds < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }

    /** Goes on without saving. */
    void discard() {
        Question asked = question.get();
        question.set(null);
        goOn(asked);
    }

    /** Stays. */
    void cancel() {
        question.set(null);
    }

    /** Waits for a session to be written, then goes on; if none is, stays. */
    void saveFirst(Runnable save) {
        waiting = question.get();
        save.run();
    }

    private void goOn(Question asked) {
        asked.lost().forEach(one -> settled.add(one.work()));
        asked.action().run();
    }

    /** Tells that a session is being written; what it returns is to be run when it is. */
    public Runnable saving() {
        List<Costly> saved = new ArrayList<>(work.get());
        saved.addAll(landscapes.get());
        return () -> saved(saved);
    }

    private void saved(List<Costly> saved) {
        // Only what is still there may be asked about again.
        settled.retainAll(identities(saved));
        saved.stream().filter(one -> !one.isRunning()).forEach(one -> settled.add(one.work()));
        Question asked = waiting;
        waiting = null;
        if (asked != null && asked == question.get()) {
            question.set(null);
            goOn(asked);
        }
    }

    private static Set<Object> identities(List<Costly> work) {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        work.forEach(one -> all.add(one.work()));
        return all;
    }

    /** Returns the question that is asked; null while none is. */
    ReadOnlyObjectProperty<Question> questionProperty() {
        return question.getReadOnlyProperty();
    }
}
