package io.orograph.ui.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Reads notes of what was kept as the start of the program does, and asks them all that is asked then. */
public final class NoteReading {

    private NoteReading() {}

    /** Reads a note; what it cannot be is an {@link IOException}, as for whoever looks for notes. */
    public static String read(Path file) throws IOException {
        RecoveryNote note = RecoveryNote.read(file);
        UnsavedWork work = new UnsavedWork(List.of(new Unsaved(null, note)));
        work.choices();
        work.parameters();
        work.pair().source();
        note.isSameQuestion(note);
        note.subject().entries();
        return work.sentence(LocalDate.of(2026, 11, 29));
    }
}
