package io.orograph.ui.training;

import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.TrainingWords;
import io.orograph.training.TrainingPoint;
import java.io.IOException;

/**
 * A training of the window as a file holds it: its settings, and what its path has besides.
 *
 * @param training its settings
 * @param stepsBefore steps of trainings whose path it goes on with; −1 if it counts them itself
 * @param epochsBefore epochs of these
 * @param whole whether all of the path is one training from its beginning
 */
public record TrainingPathWords(TrainingWords training, long stepsBefore, double epochsBefore, boolean whole) {

    static TrainingPathWords of(TrainingStudy study, TrainingPoint before, boolean whole) {
        return new TrainingPathWords(
                TrainingWords.of(study),
                before == null ? -1 : before.step(),
                before == null ? 0 : before.epoch(),
                whole);
    }

    /**
     * Returns the choices.
     *
     * @throws IOException if there are no such choices, as where a file was damaged
     */
    TrainingChoices.Chosen chosen() throws IOException {
        if (training == null) {
            throw new IOException("The training that was kept is damaged: it says no settings");
        }
        TrainingStudy study = training.study();
        return new TrainingChoices.Chosen(study.settings(), study.validation(), study.fresh());
    }

    /** Returns the last point of the path that it goes on with; null if it counts its steps itself. */
    TrainingPoint before() {
        return stepsBefore < 0 ? null : new TrainingPoint(stepsBefore, epochsBefore, Double.NaN, null, null);
    }
}
