package io.orograph.ui.recovery;

import io.orograph.export.Exportable;
import io.orograph.export.NamedValues;
import io.orograph.export.UnfinishedNpz;
import io.orograph.file.UnreadableFileException;
import io.orograph.provenance.Provenance;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.KeptSection;
import io.orograph.study.Question;
import io.orograph.task.Kept;
import io.orograph.ui.evaluation.EvaluationKeeper;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.runs.RunsKeeper;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingKeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the landscape, the training and the studies of a window while they are computed, one of each kind, and finds those
 * of windows that are gone.
 */
public final class Recovery implements EvaluationKeeper, StudyKeeper {

    /** After work that took longer, closing the window leaves it for the next start. */
    static final Duration LONG = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Path root;
    private final Consumer<String> notices;
    private final LeftFolders left;
    private final Map<String, KeptWork> current = new HashMap<>();
    private final List<Unsaved> goingOn = new ArrayList<>();
    private final KeptTraining training;
    private final KeptRuns runs;
    private volatile Shown shown = Shown.NOTHING;
    private boolean closed;

    /** The landscape that is evaluated or shown: what a study over it needs to be asked again. */
    private record Shown(EvaluationSettings settings, Optional<FoundSection> given) {

        static final Shown NOTHING = new Shown(null, Optional.empty());

        String digest() {
            return given.map(found -> KeptSection.digest(found.section())).orElse("");
        }
    }

    /** What there is of a study before any of it is to be seen. */
    private record Beginning(Provenance provenance) implements Exportable {
        @Override
        public NamedValues values() {
            return new NamedValues();
        }
    }

    /**
     * Makes the recovery of a window.
     *
     * @param root the folder of all windows' folders
     * @param notices told in a sentence what a person should know, from any thread
     */
    public Recovery(Path root, Consumer<String> notices) {
        this.root = root;
        this.notices = notices;
        this.left = new LeftFolders(root, notices);
        this.training = new KeptTraining(root);
        this.runs = new KeptRuns(root.resolveSibling("runs"));
    }

    /** Returns what keeps the trainings of the window. */
    public TrainingKeeper trainings() {
        return training;
    }

    /** Returns what keeps the list of runs. */
    public RunsKeeper runs() {
        return runs;
    }

    /** Returns what windows that are gone have left, the latest first, which no other window is offered from here on. */
    public List<UnsavedWork> find() {
        return UnsavedWork.of(left.find());
    }

    /** Has the next work that asks the same go on with what was left. */
    public synchronized void goOn(UnsavedWork work) {
        goingOn.clear();
        goingOn.addAll(work.parts());
        work.parts().stream()
                .filter(part -> part.training().isPresent())
                .forEach(part -> training.goingOn(() -> left.discard(part)));
    }

    /** Removes what was left. */
    public synchronized void discard(UnsavedWork work) {
        goingOn.removeAll(work.parts());
        work.parts().forEach(left::discard);
    }

    @Override
    public EvaluationKeeper.Work begin(
            Experiment experiment, EvaluationSettings settings, Optional<FoundSection> given) {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        Shown asked = new Shown(settings, given);
        shown = asked;
        String digest = asked.digest();
        RecoveryNote note = RecoveryNote.of(SubjectWords.of(experiment, now.toLocalDate()), now, settings, digest);
        Map<String, Object> words = new LinkedHashMap<>(settings.entries());
        words.put("--section", digest);
        return begun(experiment, note, words, given)
                .map(EvaluationKeeper.Work.class::cast)
                .orElse(EvaluationKeeper.Work.NOTHING);
    }

    @Override
    public <R> R keep(Experiment subject, Supplier<StudyWords> words, StudyKeeper.Work<R> work) throws IOException {
        LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
        StudyWords asked = words.get();
        RecoveryNote note = RecoveryNote.of(SubjectWords.of(subject, now.toLocalDate()), now, asked);
        Shown over = asked.isOverLandscape() ? shown : Shown.NOTHING;
        Optional<KeptWork> begun =
                begun(subject, note.over(over.settings(), over.digest()), asked.entries(), over.given());
        if (begun.isEmpty()) {
            return work.run(subject);
        }
        try (KeptWork kept = begun.get()) {
            kept.holds(new Beginning(subject.provenance()), words);
            R result = run(subject, kept, work);
            kept.finished();
            return result;
        }
    }

    /** Runs a study; what cannot be answered is not kept to be asked again. */
    private static <R> R run(Experiment subject, KeptWork kept, StudyKeeper.Work<R> work) throws IOException {
        try (Experiment own = subject.keeping(kept.kept())) {
            return work.run(own);
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            kept.discard();
            throw e;
        }
    }

    /** Begins to keep work in place of the one of its kind before; nothing where there is no place for it. */
    private Optional<KeptWork> begun(
            Experiment experiment, RecoveryNote note, Map<String, Object> words, Optional<FoundSection> given) {
        try {
            KeptWork old;
            KeptWork begun;
            synchronized (this) {
                if (closed) {
                    return Optional.empty();
                }
                Map<String, Object> all = new LinkedHashMap<>(note.subject().entries());
                all.putAll(words);
                Question question = Question.of(experiment, note.kind() + " of the window", all);
                KeptWork.Vectors vectors = new KeptWork.Vectors(
                        note.subject().isOfModelFile() ? null : experiment.weights(), given.orElse(null));
                begun = begun(note, question, vectors);
                old = current.put(note.kind(), begun);
            }
            if (old != null && old.kept() != begun.kept()) {
                old.discard();
            }
            return Optional.of(begun);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The {} cannot be kept in {} while it is computed", note.what(), root, e);
            return Optional.empty();
        }
    }

    private KeptWork begun(RecoveryNote note, Question question, KeptWork.Vectors vectors) throws IOException {
        Optional<Unsaved> before = goingOn.stream()
                .filter(unsaved -> unsaved.note().isSameQuestion(note))
                .findFirst();
        KeptWork last = current.get(note.kind());
        Kept kept = new Kept();
        Runnable firstWritten = null;
        if (!note.isAnew() && last != null && last.isSameQuestion(note)) {
            // Asked again, of more parts, or over the same plane that was laid again.
            kept = last.kept();
            firstWritten = last::discard;
        } else if (before.isPresent()) {
            goingOn.remove(before.get());
            kept = from(before.get(), question);
            firstWritten = () -> left.discard(before.get());
        }
        KeptWork.Begun begun = new KeptWork.Begun(SessionFolder.create(root), kept, question, note, vectors);
        return new KeptWork(begun, notices, firstWritten);
    }

    private Kept from(Unsaved before, Question question) throws IOException {
        try {
            UnfinishedNpz.Unfinished work = UnfinishedNpz.read(before.file());
            question.requireSame(before.file(), new Question(work.question()));
            return work.kept();
        } catch (UnreadableFileException e) {
            notices.accept("What was kept is of no use any more, and all is computed anew. " + e.getMessage());
            return new Kept();
        }
    }

    @Override
    public boolean leaves(double seconds) {
        return seconds >= LONG.toSeconds();
    }

    /**
     * Tells of which kinds the results are that a session is about to hold. What it returns is to be run when it does: then
     * what is kept of those that were whole is of no use any more.
     */
    public Runnable saving(Collection<String> kinds) {
        Map<String, KeptWork> whole = new HashMap<>();
        synchronized (this) {
            current.forEach((kind, work) -> {
                if (kinds.contains(kind) && !kind.equals(RecoveryNote.LANDSCAPE) && work.isWhole()) {
                    whole.put(kind, work);
                }
            });
        }
        Runnable trained = kinds.contains(KeptTraining.KIND) ? training.saving() : () -> {};
        return () -> {
            whole.forEach(this::saved);
            trained.run();
        };
    }

    private void saved(String kind, KeptWork work) {
        boolean last;
        synchronized (this) {
            last = current.remove(kind, work);
        }
        if (last) {
            work.discard();
        }
    }

    /** Tells that a landscape was saved. */
    public void saved(boolean whole) {
        KeptWork done;
        synchronized (this) {
            done = whole ? current.remove(RecoveryNote.LANDSCAPE) : null;
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
        List<KeptWork> last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = List.copyOf(current.values());
        }
        left.leave();
        training.close(killed);
        runs.close(killed);
        for (KeptWork work : last) {
            if (killed || work.isWorth(LONG)) {
                work.leave();
            } else {
                work.discard();
            }
        }
    }
}
