package io.orograph.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A command in a process of its own, to which anything may be done.
 *
 * @param process that runs it
 * @param said what it prints on both streams
 */
record ForkedRun(Process process, Path said) {

    /** Longer than any command of a test takes on a busy machine. */
    static final long LONGEST_SECONDS = 300;

    private static final long LOOK_MILLIS = 20;

    /**
     * Starts a command.
     *
     * @param home the user's folder, where the platform's others lie
     */
    static ForkedRun start(List<String> args, Path home) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path", "")
                        + File.pathSeparator
                        + System.getProperty("surefire.test.class.path", ""),
                "io.orograph.Orograph"));
        line.addAll(args);
        Path said = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().remove("XDG_STATE_HOME");
        return new ForkedRun(builder.start(), said);
    }

    /** Waits until something is so, or the command is over. */
    void waitUntil(BooleanSupplier condition) throws InterruptedException {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (process.isAlive() && !condition.getAsBoolean() && System.nanoTime() < latest) {
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for the end and returns the exit code. */
    int code() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    String text() throws IOException {
        return Files.readString(said);
    }
}
