package io.orograph.ui.recovery;

import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingPathWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** A landscape, a training or a study that a window which is gone has left. */
public final class Unsaved {

    private final SessionFolder folder;
    private final RecoveryNote note;

    Unsaved(SessionFolder folder, RecoveryNote note) {
        this.folder = folder;
        this.note = note;
    }

    RecoveryNote note() {
        return note;
    }

    /** Returns the file with what there is of it. */
    public Path file() {
        return folder.path().resolve(note.file());
    }

    /** Returns the file of θ₀; empty where it is that of the model file. */
    Optional<Path> theta() {
        return note.subject().isOfModelFile()
                ? Optional.empty()
                : Optional.of(folder.path().resolve(KeptWork.THETA));
    }

    /** Returns the file of the plane of a landscape; empty where it follows from the settings. */
    public Optional<Path> section() {
        return note.section().isEmpty()
                ? Optional.empty()
                : Optional.of(folder.path().resolve(KeptWork.SECTION));
    }

    /** Returns the settings of a landscape; empty for others. */
    public Optional<EvaluationSettings> landscape() {
        return Optional.ofNullable(note.landscape());
    }

    /** Returns the choices of a training; empty for others. */
    public Optional<TrainingPathWords> training() {
        return Optional.ofNullable(note.training());
    }

    /** Returns how many seconds the steps of a training took that had ended; empty for others. */
    public OptionalDouble endedAfter() {
        return note.training() != null && note.finished() ? OptionalDouble.of(note.seconds()) : OptionalDouble.empty();
    }

    /** Returns the words of a study; empty for others. */
    public Optional<StudyWords> study() {
        return Optional.ofNullable(note.study());
    }

    /** Tells whether it can go on, or be shown as if it had just ended; else only what there is of it can be shown. */
    public boolean canGoOn() {
        return theta().filter(Files::notExists).isEmpty()
                && section().filter(Files::notExists).isEmpty();
    }

    /** Tells whether it is whole. */
    public boolean isFinished() {
        return note.finished();
    }

    /** Removes it for good. */
    void delete() {
        try {
            folder.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("What was kept cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Leaves it for another start. */
    void leave() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
