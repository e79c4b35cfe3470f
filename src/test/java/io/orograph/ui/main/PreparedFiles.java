package io.orograph.ui.main;

import io.orograph.ui.dialog.FileQuestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Answers in the place of the platform's file chooser: with what was prepared, once; else as if cancelled. */
final class PreparedFiles implements FileQuestions {

    private List<Path> next = List.of();
    private String proposed = "";

    /** The answer to the next question. */
    void answer(Path... files) {
        next = List.of(files);
    }

    /** Returns the name that was proposed last for a file to be saved; empty before. */
    String proposed() {
        return proposed;
    }

    private List<Path> taken() {
        List<Path> taken = next;
        next = List.of();
        return taken;
    }

    @Override
    public Optional<Path> toOpen(String title, Kind... kinds) {
        return taken().stream().findFirst();
    }

    @Override
    public List<Path> toOpenTogether(String title, Kind... kinds) {
        return taken();
    }

    @Override
    public Optional<Path> toSave(String title, String name, Kind... kinds) {
        proposed = name;
        return taken().stream().findFirst();
    }
}
