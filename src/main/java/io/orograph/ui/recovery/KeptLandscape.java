package io.orograph.ui.recovery;

import io.orograph.study.Keeping;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Question;
import io.orograph.task.Kept;
import io.orograph.ui.evaluation.EvaluationKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The evaluation of a window that is kept now: its cells, and a note of what it is, in a folder of its own. */
final class KeptLandscape implements EvaluationKeeper.Work {

    /** The file of the cells. */
    static final String FILE = "landscape.npz";

    /** The file of the note, of a training too. */
    static final String NOTE = "kept.json";

    private final SessionFolder folder;
    private final Kept kept;
    private final Question question;
    private final Consumer<String> notices;
    private final Runnable firstWritten;
    private final boolean goesOn;
    private final long start = System.nanoTime();
    private RecoveryNote note;
    private Keeping keeping;
    private Duration took;
    private int writes;
    private boolean noted;
    private boolean discarded;

    /**
     * Makes one that is not written yet.
     *
     * @param firstWritten run when all that an earlier one held is in the new file; null if there is no earlier one
     */
    KeptLandscape(Begun begun, Consumer<String> notices, Runnable firstWritten) {
        this.goesOn = firstWritten != null;
        this.folder = begun.folder();
        this.kept = begun.kept();
        this.question = begun.question();
        this.note = begun.note();
        this.notices = notices;
        this.firstWritten = goesOn ? firstWritten : () -> {};
    }

    /** What is kept, and where. */
    record Begun(SessionFolder folder, Kept kept, Question question, RecoveryNote note) {}

    @Override
    public Kept kept() {
        return kept;
    }

    @Override
    public synchronized void holds(Supplier<LandscapeStudy.Result> soFar) {
        if (discarded) {
            return;
        }
        if (keeping == null) {
            keeping = new Keeping(new Keeping.Place(file(FILE), false), question, kept, () -> noted(soFar), notices);
        } else {
            keeping.holds(() -> noted(soFar));
        }
    }

    private LandscapeStudy.Result noted(Supplier<LandscapeStudy.Result> soFar) {
        // Called before each write: the second one tells that the first was done.
        if (++writes == 2) {
            firstWritten.run();
        }
        writeNote();
        return soFar.get();
    }

    private void writeNote() {
        if (!noted) {
            try {
                note.write(file(NOTE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            noted = true;
        }
    }

    private Path file(String name) {
        return folder.path().resolve(name);
    }

    /** Tells whether what there is took longer than a time, or goes on with what did. */
    synchronized boolean isWorth(Duration time) {
        Duration now = took == null ? Duration.ofNanos(System.nanoTime() - start) : took;
        return goesOn || now.compareTo(time) > 0;
    }

    /** One that was whole before it was due to be written is computed again as quickly as it is found again. */
    @Override
    public void finished() {
        boolean worthless;
        synchronized (this) {
            note = note.whole();
            noted = false;
            worthless = !goesOn && writes == 0;
        }
        if (worthless) {
            discard();
        }
    }

    @Override
    public void close() {
        Keeping last;
        synchronized (this) {
            took = Duration.ofNanos(System.nanoTime() - start);
            last = keeping;
        }
        if (last == null) {
            return;
        }
        last.close();
        synchronized (this) {
            if (!discarded && writes > 0) {
                writeNote();
                firstWritten.run();
            }
        }
    }

    /** Removes it: it was saved, or another one took its place. */
    void discard() {
        Keeping last;
        synchronized (this) {
            discarded = true;
            last = keeping;
        }
        if (last != null) {
            last.end();
        }
        try {
            folder.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("What was kept cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Ends it and leaves it for the next start of the program. */
    void leave() {
        close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
