package io.orograph.ui.training;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import java.nio.file.Path;
import java.util.List;

/** Asks for the files of a training: checkpoints to open, and where to save what was trained. */
public final class TrainingFiles {

    private static final Kind CHECKPOINTS = Kind.of("Checkpoints", Formats.all(), Role.WEIGHTS);

    private final FileQuestions questions;
    private final PathModel path;
    private final TrainingModel training;

    public TrainingFiles(FileQuestions questions, PathModel path, TrainingModel training) {
        this.questions = questions;
        this.path = path;
        this.training = training;
    }

    /** Asks for checkpoints of the open model and shows their path. */
    public void chooseCheckpoints() {
        List<Path> chosen = questions.toOpenTogether(
                "Checkpoints: several files, or one for all of its folder", CHECKPOINTS, Kind.ALL);
        if (!chosen.isEmpty()) {
            path.openCheckpoints(chosen);
        }
    }

    /** Asks where, then saves the model that was trained. */
    void saveTrained() {
        questions.toSaveWeights("Save the trained model", "trained").ifPresent(training::save);
    }
}
