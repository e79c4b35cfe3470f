package io.orograph.cli;

import io.orograph.file.AtomicFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a command is to write, looked at before it begins: long work must not fail at its end. */
final class OutputFiles {

    private final List<Path> inputs;
    private final Map<String, Path> outputs = new LinkedHashMap<>();

    /**
     * @param inputs what the command reads
     */
    OutputFiles(Path... inputs) {
        this.inputs = List.of(inputs);
    }

    /**
     * @param file null for an option that is not given
     */
    OutputFiles add(String option, Path file) {
        if (file != null) {
            outputs.put(option, file);
        }
        return this;
    }

    /**
     * Makes sure that every file can be written, and that none takes the place of an input or of another.
     *
     * @throws FileSystemException if not; the message is a sentence
     */
    void check() throws IOException {
        Map<Path, String> taken = new LinkedHashMap<>();
        for (Path input : inputs) {
            if (Files.exists(input)) {
                taken.put(input.toRealPath(), "is read by this command");
            }
        }
        for (Map.Entry<String, Path> output : outputs.entrySet()) {
            Path file = output.getValue();
            AtomicFile.requireWritable(file);
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
            boolean device = Files.exists(place) && !Files.isRegularFile(place);
            String use = device ? null : taken.put(place, "is what " + output.getKey() + " writes");
            if (use != null) {
                throw new FileSystemException(
                        null, null, file + " " + use + "; give " + output.getKey() + " another name");
            }
        }
    }

    /** The files in the order in which they were added. */
    List<Path> files() {
        return List.copyOf(outputs.values());
    }
}
