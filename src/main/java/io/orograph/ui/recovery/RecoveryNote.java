package io.orograph.ui.recovery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.AtomicFile;
import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.study.Experiment;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.settings.DataPair;
import io.orograph.ui.settings.LossWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is to be known of a kept landscape or training to say what it is and to go on with it.
 *
 * @param pair the model and its data
 * @param loss the choices about the loss and the samples
 * @param settings of the evaluation; null where it cannot be gone on with, but only looked at
 * @param begun when it was begun, as ISO 8601 has it
 * @param finished whether it is whole
 * @param training whether it is a training, of which the weights are kept
 */
record RecoveryNote(
        DataPair pair, LossWords loss, EvaluationSettings settings, String begun, boolean finished, boolean training) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static RecoveryNote of(Experiment experiment, EvaluationSettings settings, LocalDateTime begun) {
        boolean ofFiles =
                experiment.weights().areOfModel() && experiment.model().choice().equals(OpenedModel.Choice.NONE);
        return new RecoveryNote(
                DataPair.of(experiment.model().path(), experiment.loaded().source(), begun.toLocalDate()),
                LossWords.of(experiment.settings()),
                ofFiles ? settings : null,
                begun.toString(),
                false,
                false);
    }

    static RecoveryNote ofTraining(Experiment experiment, LocalDateTime begun, boolean finished) {
        RecoveryNote note = of(experiment, null, begun);
        return new RecoveryNote(note.pair, note.loss, null, note.begun, finished, true);
    }

    RecoveryNote whole() {
        return new RecoveryNote(pair, loss, settings, begun, true, training);
    }

    void write(Path file) throws IOException {
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        AtomicFile.write(file, out -> out.write(text));
    }

    /**
     * Reads a note.
     *
     * @throws IOException if it cannot be read or says too little
     */
    static RecoveryNote read(Path file) throws IOException {
        RecoveryNote note = JSON.readValue(file.toFile(), RecoveryNote.class);
        if (note == null || note.pair == null || note.loss == null || note.begun == null) {
            throw new IOException(file + " does not say what was kept");
        }
        LocalDateTime.parse(note.begun);
        return note;
    }

    /** Returns what it is about, a sentence. */
    String sentence(LocalDate today) {
        LocalDateTime when = LocalDateTime.parse(begun);
        String day = when.toLocalDate().equals(today)
                ? ""
                : DateTimeFormatter.ofPattern("d MMMM yyyy, ", Locale.UK).format(when);
        return (training ? "The training of " : "The landscape of ") + FileName.of(Path.of(pair.model())) + " on "
                + FileName.of(Path.of(pair.data())) + " from " + day
                + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(when)
                + (finished ? " was not saved." : " was not finished.");
    }
}
