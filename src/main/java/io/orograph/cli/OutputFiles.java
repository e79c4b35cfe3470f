package io.orograph.cli;

import io.orograph.file.AtomicFile;
import io.orograph.file.FileName;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The files that a command is to write, looked at before it begins: long work must not fail at its end. */
final class OutputFiles {

    private final List<Path> inputs;
    private final Map<String, Path> outputs = new LinkedHashMap<>();

    /**
     * Makes an empty list of files to write.
     *
     * @param inputs what the command reads
     */
    OutputFiles(Path... inputs) {
        this.inputs = List.of(inputs);
    }

    /**
     * Adds the file of an option.
     *
     * @param file null for an option that is not given
     */
    OutputFiles add(String option, Path file) {
        if (file != null) {
            outputs.put(option, file);
        }
        return this;
    }

    /**
     * Adds a figure, of which the name says in which format it is.
     *
     * @param file null for an option that is not given
     * @throws CommandLine.ParameterException if the name says nothing that a figure can be written in
     */
    OutputFiles addFigure(String option, Path file, CommandLine line) {
        if (file != null && Outputs.FIGURE.find(file).isEmpty() && !isDevice(file)) {
            throw new CommandLine.ParameterException(
                    line,
                    option + " writes " + Outputs.FIGURE.names() + "; give it a name that ends in "
                            + Outputs.FIGURE.endings() + ", not \"" + FileName.of(file) + "\"");
        }
        return add(option, file);
    }

    /**
     * Makes sure that every file can be written, and that none takes the place of an input or of another.
     *
     * @throws FileSystemException if not; the message is a sentence
     */
    void check() throws IOException {
        Set<Path> read = new HashSet<>();
        for (Path input : inputs) {
            if (Files.exists(input)) {
                read.add(input.toRealPath());
            }
        }
        Map<Path, String> written = new HashMap<>();
        for (Map.Entry<String, Path> output : outputs.entrySet()) {
            Path file = output.getValue();
            AtomicFile.requireWritable(file);
            Path place = Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
            if (read.contains(place)) {
                throw new FileSystemException(
                        null,
                        null,
                        output.getKey() + " would overwrite " + FileName.of(file)
                                + ", which this command reads; give another name");
            }
            String other = written.put(place, output.getKey());
            if (other != null && !isDevice(place)) {
                throw new FileSystemException(
                        null,
                        null,
                        other + " and " + output.getKey() + " would both write " + FileName.of(file)
                                + "; give them different names");
            }
        }
    }

    /** Tells whether it is a pipe or the like, which can take one file after another. */
    static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** Returns the files in the order in which they were added. */
    List<Path> files() {
        return List.copyOf(outputs.values());
    }
}
