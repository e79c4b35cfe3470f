package io.orograph.export;

import io.orograph.file.FileName;
import io.orograph.file.NotWrittenException;
import io.orograph.file.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file that the result of long work is written into. Where that fails at the end (the disk is full, the folder is gone,
 * the model that it was to be written like has changed), a copy is written elsewhere: in another format beside it, in the
 * folder where the platform keeps the state of programs, or in that of temporary files.
 *
 * @param elsewhere the folders to write a copy in, the best one first
 */
public record ResultFile(List<Folder> elsewhere) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /** A folder that may have to be made first. */
    @FunctionalInterface
    public interface Folder {
        /** Returns the folder, which exists. */
        Path made() throws IOException;
    }

    public ResultFile {
        elsewhere = List.copyOf(elsewhere);
    }

    /** Returns one whose copies go where the platform keeps them. */
    public static ResultFile usual() {
        return new ResultFile(List.of(
                () -> Files.createDirectories(StateFolder.path().resolve("results")),
                // Of this user alone: the folder around it is everybody's.
                () -> Files.createTempDirectory("orograph-result-")));
    }

    /**
     * Writes a result in the format that the name of its file asks for, or else a copy.
     *
     * @throws NotWrittenException if it could not be written; the message says why, and where the copy is
     */
    public <T> void write(OutputFormats<T> formats, Path file, T what) throws IOException {
        try {
            formats.write(file, what);
        } catch (IOException e) {
            throw copied(formats, file, what, e);
        }
    }

    /**
     * Writes a copy of what could not be written.
     *
     * @param file where it was to be
     * @param reason why it is not there
     * @return the exception to throw, which says why, and where the copy is
     */
    public <T> NotWrittenException copied(OutputFormats<T> formats, Path file, T what, IOException reason) {
        String sentence =
                reason.getMessage() == null ? FileName.of(file) + " cannot be written: " + reason : reason.getMessage();
        return new NotWrittenException(
                copy(formats, file, what)
                        .map(copy -> sentence + ". What was computed is not lost: it is in " + copy
                                + "; move it where you want it")
                        .orElse(sentence + ". No copy of it could be written elsewhere either"),
                reason);
    }

    private <T> Optional<Path> copy(OutputFormats<T> formats, Path file, T what) {
        OutputFormat<T> wanted = formats.of(file);
        List<OutputFormat<T>> others =
                formats.all().stream().filter(format -> format != wanted).toList();
        Optional<Path> beside = copyIn(() -> file.toAbsolutePath().getParent(), others, file, what);
        if (beside.isPresent()) {
            return beside;
        }
        List<OutputFormat<T>> all = new ArrayList<>(List.of(wanted));
        all.addAll(others);
        return elsewhere.stream()
                .flatMap(folder -> copyIn(folder, all, file, what).stream())
                .findFirst();
    }

    private static <T> Optional<Path> copyIn(Folder folder, List<OutputFormat<T>> formats, Path file, T what) {
        String name = FileName.of(file);
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name) + "-"
                + LocalDateTime.now(java.time.ZoneId.systemDefault()).format(TIME);
        for (OutputFormat<T> format : formats) {
            try {
                Path copy = unused(folder.made(), stem, format.ending());
                format.write(copy, what);
                return Optional.of(copy);
            } catch (IOException ignored) {
                // Another format may do without what this one lacks.
            }
        }
        return Optional.empty();
    }

    private static Path unused(Path folder, String stem, String ending) {
        Path file = folder.resolve(stem + ending);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(stem + "-" + i + ending);
        }
        return file;
    }
}
