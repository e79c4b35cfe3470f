package io.orograph.ui.recovery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.file.AtomicFile;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingKeeper;
import io.orograph.ui.training.TrainingPathWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * What is to be known of a kept landscape, training or study to say what it is and to go on with it.
 *
 * @param subject what it is about
 * @param begun when it was begun, as ISO 8601 has it
 * @param finished whether it is whole
 * @param section the digest of the plane, where the landscape is over one that was given; else empty
 * @param landscape the settings of the evaluation; of a study, that of the landscape that it is over; else null
 * @param training its choices; null for others
 * @param seconds that the steps of a training took
 * @param study its words; null for others
 */
record RecoveryNote(
        SubjectWords subject,
        String begun,
        boolean finished,
        String section,
        EvaluationSettings landscape,
        TrainingPathWords training,
        double seconds,
        StudyWords study) {

    /** The kind of a landscape. */
    static final String LANDSCAPE = "landscape";

    /** Far more than any note has. */
    private static final long MOST_BYTES = 16L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    RecoveryNote {
        section = section == null ? "" : section;
    }

    static RecoveryNote of(SubjectWords subject, LocalDateTime begun, EvaluationSettings settings, String section) {
        return new RecoveryNote(subject, begun.toString(), false, section, settings, null, 0, null);
    }

    static RecoveryNote of(SubjectWords subject, LocalDateTime begun, TrainingKeeper.Kept training) {
        return new RecoveryNote(
                subject, begun.toString(), training.finished(), "", null, training.words(), training.seconds(), null);
    }

    static RecoveryNote of(SubjectWords subject, LocalDateTime begun, StudyWords study) {
        return new RecoveryNote(subject, begun.toString(), false, "", null, null, 0, study);
    }

    RecoveryNote whole() {
        return new RecoveryNote(subject, begun, true, section, landscape, training, seconds, study);
    }

    RecoveryNote with(StudyWords words) {
        return new RecoveryNote(subject, begun, finished, section, landscape, training, seconds, words);
    }

    /** Returns the same of a study over a landscape. */
    RecoveryNote over(EvaluationSettings settings, String plane) {
        return new RecoveryNote(subject, begun, finished, plane, settings, training, seconds, study);
    }

    /** Tells whether it is computed anew each time that it is asked: a landscape over random directions. */
    boolean isAnew() {
        return study == null && section.isEmpty();
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
        if (file.toFile().length() > MOST_BYTES) {
            throw new IOException(file + " is longer than any note");
        }
        RecoveryNote note = JSON.readValue(file.toFile(), RecoveryNote.class);
        if (note == null || !note.isWhole()) {
            throw new IOException(file + " does not say what was kept");
        }
        return note;
    }

    private boolean isWhole() {
        boolean known =
                study == null ? landscape != null || training != null : study.kind() != null && study.what() != null;
        if (!known || subject == null || !subject.isWhole() || begun == null) {
            return false;
        }
        try {
            // Numbers out of their range, and paths that cannot be, are told by what is made of them.
            return subject.pair().source() != null
                    && subject.pair().modelPath() != null
                    && subject.loss().options() != null
                    && subject.parameters().choice() != null
                    && when() != null
                    && (study == null || study.entries() != null)
                    && (landscape == null || landscape.isPossible());
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** Returns when it was begun. */
    LocalDateTime when() {
        return LocalDateTime.parse(begun);
    }

    /** Returns the file with what there is of it. */
    String file() {
        return training != null ? "training.npz" : study != null ? "study.npz" : "landscape.npz";
    }

    /** Returns what it is, as a sentence has it: "the landscape". */
    String what() {
        if (training != null) {
            return "training";
        }
        return study != null ? study.what() : LANDSCAPE;
    }

    /** Returns of which kind it is: of each, one at a time is kept. */
    String kind() {
        return study != null ? study.kind() : what();
    }

    /** Tells whether another is the same question about the same. */
    boolean isSameQuestion(RecoveryNote other) {
        return kind().equals(other.kind())
                && subject.isSame(other.subject)
                && section.equals(other.section)
                && (landscape == null || landscape.equals(other.landscape))
                && (training == null || training.equals(other.training))
                && (study == null || study.isSameQuestion(other.study));
    }
}
