package io.orograph.ui.recovery;

import io.orograph.export.Exportable;
import io.orograph.network.Weights;
import io.orograph.study.FoundSection;
import io.orograph.study.Keeping;
import io.orograph.study.KeptSection;
import io.orograph.study.KeptWeights;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Question;
import io.orograph.task.Kept;
import io.orograph.ui.evaluation.EvaluationKeeper;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A landscape or a study of a window that is kept now: its units, and a note of what it is, in a folder of its own. */
final class KeptWork implements EvaluationKeeper.Work {

    /** The file of the note, of a training too. */
    static final String NOTE = "kept.json";

    /** The file of θ₀ where it is not that of the model file. */
    static final String THETA = "theta.npz";

    /** The file of a plane that was given. */
    static final String SECTION = "section.npz";

    /** Vectors that take more are not kept: what needs them can be looked at, and not be gone on with. */
    private static final long MOST_BYTES = 256L << 20;

    /** Vectors of work that has ended stay in memory up to so many bytes. */
    private static final long LARGE = 16L << 20;

    private final SessionFolder folder;
    private Kept kept;
    private final Question question;
    private final Vectors vectors;
    private final Consumer<String> notices;
    private final Runnable firstWritten;
    private final boolean goesOn;
    private final long start = System.nanoTime();
    private RecoveryNote note;
    private RecoveryNote written;
    private Supplier<StudyWords> words;
    private Keeping keeping;
    private Duration took;
    private int writes;
    private boolean discarded;

    /**
     * Makes one that is not written yet.
     *
     * @param firstWritten run when all that an earlier one held is in the new file; null if there is no earlier one
     */
    KeptWork(Begun begun, Consumer<String> notices, Runnable firstWritten) {
        this.goesOn = firstWritten != null;
        this.folder = begun.folder();
        this.kept = begun.kept();
        this.question = begun.question();
        this.vectors = begun.vectors();
        this.note = begun.note();
        this.notices = notices;
        this.firstWritten = goesOn ? firstWritten : () -> {};
    }

    /**
     * What a question needs besides its files.
     *
     * @param theta θ₀; null where it is that of the model file
     * @param section the plane; null where it was not given
     */
    record Vectors(Weights theta, FoundSection section) {

        private void write(Path folder) throws IOException {
            if (theta != null && KeptWeights.bytes(theta) <= MOST_BYTES) {
                KeptWeights.write(folder.resolve(THETA), theta);
            }
            if (section != null && KeptSection.bytes(section.section()) <= MOST_BYTES) {
                KeptSection.write(folder.resolve(SECTION), section);
            }
        }
    }

    /** What is kept, and where. */
    record Begun(SessionFolder folder, Kept kept, Question question, RecoveryNote note, Vectors vectors) {}

    @Override
    public synchronized Kept kept() {
        return kept;
    }

    @Override
    public void holds(Supplier<LandscapeStudy.Result> soFar) {
        write(soFar);
    }

    /** Keeps a study of which there is nothing to be seen before it is whole. */
    void holds(Exportable beginning, Supplier<StudyWords> asked) {
        words = asked;
        write(() -> beginning);
    }

    private synchronized void write(Supplier<? extends Exportable> soFar) {
        if (discarded) {
            return;
        }
        if (keeping == null) {
            keeping = new Keeping(
                    new Keeping.Place(file(note.file()), false), question, kept, () -> noted(soFar), notices);
        } else {
            keeping.holds(() -> noted(soFar));
        }
    }

    private Exportable noted(Supplier<? extends Exportable> soFar) {
        // Called before each write: the second one tells that the first was done.
        if (++writes == 2) {
            firstWritten.run();
        }
        writeNote();
        return soFar.get();
    }

    private void writeNote() {
        if (words != null) {
            note = note.with(words.get());
        }
        if (note.equals(written)) {
            return;
        }
        try {
            if (written == null) {
                vectors.write(folder.path());
            }
            note.write(file(NOTE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = note;
    }

    private Path file(String name) {
        return folder.path().resolve(name);
    }

    /** Tells whether it is work on a question. */
    synchronized boolean isSameQuestion(RecoveryNote other) {
        return note.isSameQuestion(other);
    }

    /** Tells whether it is finished. */
    synchronized boolean isWhole() {
        return note.finished();
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
            if (kept.longBytes() > LARGE) {
                // It is in the file; what is asked again begins anew rather than to take so much of the memory until
                // then.
                kept = new Kept();
                keeping = null;
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
        // What it went on with is of no use either.
        firstWritten.run();
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
