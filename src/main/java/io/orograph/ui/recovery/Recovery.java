package io.orograph.ui.recovery;

import io.orograph.export.UnfinishedNpz;
import io.orograph.file.UnsupportedFileException;
import io.orograph.study.Experiment;
import io.orograph.study.Question;
import io.orograph.task.Kept;
import io.orograph.ui.evaluation.EvaluationKeeper;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.training.TrainingKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the landscape of a window while it is evaluated and the weights of its last training, and finds those of windows
 * that are gone. Of them at most
 * {@link #MOST} are there, with {@link #MOST_BYTES} together; the oldest go first.
 */
public final class Recovery implements EvaluationKeeper {

    /** So many landscapes of windows that are gone are kept at most. */
    public static final int MOST = 8;

    /** So much room on the disk they take at most. */
    public static final long MOST_BYTES = 512L << 20;

    /** After a landscape that took longer, closing the window leaves it for the next start. */
    static final Duration LONG = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Path root;
    private final Consumer<String> notices;
    private final List<Unsaved> claimed = new ArrayList<>();
    private KeptLandscape current;
    private Unsaved goingOn;
    private final KeptTraining training;
    private boolean closed;

    /**
     * Makes the recovery of a window.
     *
     * @param root the folder of all windows' folders
     * @param notices told in a sentence what a person should know, from any thread
     */
    public Recovery(Path root, Consumer<String> notices) {
        this.root = root;
        this.notices = notices;
        this.training = new KeptTraining(root);
    }

    /** Returns what keeps the trainings of the window. */
    public TrainingKeeper trainings() {
        return training;
    }

    /** Returns what windows that are gone have left, the latest first, which no other window is offered from here on. */
    public synchronized List<Unsaved> find() {
        try {
            long bytes = 0;
            List<SessionFolder> folders = new ArrayList<>(SessionFolder.abandoned(root));
            Collections.reverse(folders);
            for (SessionFolder folder : folders) {
                bytes += folder.bytes();
                if (claimed.size() < MOST
                        && bytes <= MOST_BYTES
                        && Files.exists(folder.path().resolve(KeptLandscape.NOTE))) {
                    claim(folder);
                } else {
                    folder.delete();
                }
            }
        } catch (IOException e) {
            LOG.warn("What was kept in {} cannot be looked at", root, e);
        }
        return List.copyOf(claimed);
    }

    private void claim(SessionFolder folder) throws IOException {
        try {
            Unsaved found = new Unsaved(folder, RecoveryNote.read(folder.path().resolve(KeptLandscape.NOTE)));
            if (Files.notExists(found.file())) {
                throw new IOException("there is no " + found.file());
            }
            claimed.add(found);
        } catch (IOException | RuntimeException e) {
            LOG.warn("What was kept in {} is damaged and is removed", folder.path(), e);
            folder.delete();
        }
    }

    /** Has the next evaluation that asks the same go on with what was left. */
    public synchronized void goOn(Unsaved unsaved) {
        goingOn = unsaved;
    }

    /** Removes what was left. */
    public synchronized void discard(Unsaved unsaved) {
        claimed.remove(unsaved);
        if (goingOn == unsaved) {
            goingOn = null;
        }
        try {
            unsaved.delete();
        } catch (UncheckedIOException e) {
            LOG.warn(e.getMessage(), e);
        }
    }

    @Override
    public Work begin(Experiment experiment, EvaluationSettings settings) {
        try {
            KeptLandscape old;
            KeptLandscape begun;
            synchronized (this) {
                if (closed) {
                    return Work.NOTHING;
                }
                old = current;
                begun = begun(experiment, settings);
                current = begun;
            }
            if (old != null) {
                old.discard();
            }
            return begun;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The landscape cannot be kept in {} while it is evaluated", root, e);
            return Work.NOTHING;
        }
    }

    private KeptLandscape begun(Experiment experiment, EvaluationSettings settings) throws IOException {
        RecoveryNote note = RecoveryNote.of(experiment, settings, LocalDateTime.now(ZoneId.systemDefault()));
        Map<String, Object> words = new LinkedHashMap<>(note.loss().entries());
        words.put("--prepared", experiment.loaded().source().preparation().text());
        words.put("--classes", String.join(",", experiment.loaded().source().classes()));
        if (settings != null) {
            words.putAll(settings.entries());
        }
        Question question = Question.of(experiment, "landscape of the window", words);
        Kept kept = new Kept();
        Runnable firstWritten = null;
        if (goingOn != null && note.settings() != null && isOfSameFiles(note)) {
            Unsaved before = goingOn;
            goingOn = null;
            kept = from(before, question);
            firstWritten = () -> taken(before);
        }
        KeptLandscape.Begun begun = new KeptLandscape.Begun(SessionFolder.create(root), kept, question, note);
        return new KeptLandscape(begun, notices, firstWritten);
    }

    private boolean isOfSameFiles(RecoveryNote note) {
        return note.pair().model().equals(goingOn.note().pair().model())
                && note.settings().equals(goingOn.note().settings());
    }

    private Kept from(Unsaved before, Question question) throws IOException {
        UnfinishedNpz.Unfinished work = UnfinishedNpz.read(before.file());
        try {
            question.requireSame(before.file(), new Question(work.question()));
        } catch (UnsupportedFileException e) {
            notices.accept("What was kept is of no use any more, and all is evaluated anew. " + e.getMessage());
            return new Kept();
        }
        return work.kept();
    }

    private synchronized void taken(Unsaved before) {
        if (claimed.contains(before)) {
            discard(before);
        }
    }

    /** Tells that a landscape was saved. */
    public void saved(boolean whole) {
        KeptLandscape done;
        synchronized (this) {
            done = whole ? current : null;
            current = whole ? null : current;
        }
        if (done != null) {
            done.discard();
        }
    }

    /**
     * Ends the keeping. What is worth much is left for the next start even where a person closed the window: nobody was asked.
     *
     * @param killed whether the program ends without having been closed
     */
    public void close(boolean killed) {
        KeptLandscape last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = current;
            claimed.forEach(Unsaved::leave);
        }
        training.close(killed);
        if (last != null && (killed || last.isWorth(LONG))) {
            last.leave();
        } else if (last != null) {
            last.discard();
        }
    }
}
