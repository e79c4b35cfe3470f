package io.orograph.ui.recovery;

import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.settings.DataPair;
import io.orograph.ui.settings.LossWords;
import io.orograph.ui.workspace.DataChoices;
import io.orograph.ui.workspace.OpenChoices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/** A landscape or a training that a window which is gone has left. */
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
        return folder.path().resolve(note.training() ? KeptTraining.FILE : KeptLandscape.FILE);
    }

    /** Returns what it is, a sentence. */
    public String sentence() {
        return note.sentence(LocalDate.now(ZoneId.systemDefault()));
    }

    /** Returns the model and the data that it is of. */
    public DataPair pair() {
        return note.pair();
    }

    /** Returns the choices about the data. */
    public OpenChoices choices() {
        LossWords loss = note.loss();
        return OpenChoices.of(DataChoices.of(loss.options(), loss.samples(), loss.scaleBytes()));
    }

    /** Returns the settings of the evaluation; null where it cannot go on. */
    public EvaluationSettings settings() {
        return note.settings();
    }

    /** Tells whether its evaluation can go on, or be shown as if it had just ended; else only what there is can be shown. */
    public boolean canGoOn() {
        return note.settings() != null;
    }

    /** Tells whether it is a training, whose weights are in the file. */
    public boolean isTraining() {
        return note.training();
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
