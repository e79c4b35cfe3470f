package io.orograph.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * NumPy itself, as the judge of files that are written for it.
 *
 * @param command what starts Python
 */
public record PythonWithNumpy(String command) {

    /** Empty where there is no Python, or none with NumPy. */
    public static Optional<PythonWithNumpy> find() {
        return List.of("/usr/bin/python3", "python3").stream()
                .filter(command -> output(command, "-c", "import numpy").equals(Optional.of("")))
                .findFirst()
                .map(PythonWithNumpy::new);
    }

    /** What a script prints, errors included, when it is run with a path as its argument. */
    public String run(String script, Path argument) {
        return output(command, "-c", script, argument.toString()).orElse("it did not run");
    }

    /** Empty if it cannot be started or does not end. */
    private static Optional<String> output(String... command) {
        try {
            Path output = Files.createTempFile("orograph", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return Optional.of(Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
