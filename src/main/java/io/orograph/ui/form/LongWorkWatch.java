package io.orograph.ui.form;

import io.orograph.network.ProcessMemory;
import io.orograph.task.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleSupplier;
import javafx.beans.value.ObservableValue;

/**
 * Watches work whose progress is a share of it, and asks once as soon as it shows that it takes long; when it shows that it
 * does not, the question is taken back.
 */
public final class LongWorkWatch {

    /** From here on a person is asked. */
    public static final double LONG_SECONDS = 120;

    /** Before that, a share says little of the whole. */
    private static final double SETTLED_SECONDS = 4;

    private static final double GIGABYTE = 1e9;

    private final LongWorkQuestion question;
    private final String what;
    private final DoubleFunction<List<LongWorkQuestion.Choice>> less;
    private final Runnable cancel;
    private final DoubleSupplier clock;
    private double begun;
    private double last;
    private boolean asked;

    /**
     * Makes a watch.
     *
     * @param what the work as the subject of a sentence: "This training"
     * @param less gives what would take less, for the seconds that all of it takes
     */
    public LongWorkWatch(
            LongWorkQuestion question,
            String what,
            DoubleFunction<List<LongWorkQuestion.Choice>> less,
            Runnable cancel) {
        this(question, what, less, cancel, () -> System.nanoTime() / 1e9);
    }

    LongWorkWatch(
            LongWorkQuestion question,
            String what,
            DoubleFunction<List<LongWorkQuestion.Choice>> less,
            Runnable cancel,
            DoubleSupplier clock) {
        this.question = question;
        this.what = what;
        this.less = less;
        this.cancel = cancel;
        this.clock = clock;
    }

    /** Watches from now on; progress that goes back is that of another part. */
    public LongWorkWatch follow(ObservableValue<Boolean> running, ObservableValue<? extends Number> progress) {
        running.addListener((property, was, is) -> {
            asked = false;
            begun = clock.getAsDouble();
            last = 0;
            question.close();
        });
        progress.addListener((property, old, now) -> {
            if (running.getValue()) {
                look(now.doubleValue());
            }
        });
        return this;
    }

    private void look(double share) {
        double now = clock.getAsDouble();
        if (share <= 0 || share < last) {
            begun = now;
        }
        last = Math.max(share, 0);
        double whole = (now - begun) / share;
        if (asked && share > 0 && whole <= LONG_SECONDS) {
            question.close();
        }
        if (!asked && share > 0 && now - begun >= SETTLED_SECONDS && whole > LONG_SECONDS) {
            asked = true;
            List<LongWorkQuestion.Choice> answers = new ArrayList<>();
            answers.add(new LongWorkQuestion.Choice("go-on", "Go on", () -> {}));
            answers.addAll(less.apply(whole));
            answers.add(new LongWorkQuestion.Choice("cancel", "Cancel", cancel));
            question.ask(what + " takes about " + TimeText.about(whole) + memory() + ".", answers);
        }
    }

    private static String memory() {
        long resident = ProcessMemory.resident();
        return resident == 0
                ? ""
                : String.format(Locale.ROOT, ", and %.1f GB of memory are in use", resident / GIGABYTE);
    }
}
