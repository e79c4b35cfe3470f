package io.orograph.ui.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.TrainingWords;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A training of the window as a file holds it: its settings, and what its path has besides.
 *
 * @param training its settings
 * @param stepsBefore steps of trainings whose path it goes on with; −1 if it counts them itself
 * @param epochsBefore epochs of these
 * @param whole whether all of the path is one training from its beginning
 * @param run by what the list of runs knows it; null if it does not
 */
public record TrainingPathWords(
        TrainingWords training, long stepsBefore, double epochsBefore, boolean whole, String run) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static TrainingPathWords of(TrainingStudy study, TrainingPoint before, boolean whole, String run) {
        return new TrainingPathWords(
                TrainingWords.of(study),
                before == null ? -1 : before.step(),
                before == null ? 0 : before.epoch(),
                whole,
                run);
    }

    /** Returns these words as a text. */
    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the words that a text holds.
     *
     * @throws IOException if it holds none
     */
    static TrainingPathWords read(String text) throws IOException {
        return JSON.readValue(text, TrainingPathWords.class);
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
