package io.orograph.cli;

import io.orograph.file.Excerpt;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The partner that a command talks to.
 *
 * @param out where results go
 * @param err where notices, progress and errors go
 * @param terminal whether {@code err} is a terminal, on which a line can be drawn over
 * @param cancel set when the person wants the command to stop
 * @param told the notices so far
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, CancelToken cancel, List<String> told) {

    /** Makes one that has told nothing yet. */
    Console(PrintWriter out, PrintWriter err, boolean terminal, CancelToken cancel) {
        this(out, err, terminal, cancel, new CopyOnWriteArrayList<>());
    }

    /** Tells what a person should know: a line on stderr, and a notice of the JSON that follows. */
    void tell(String sentence) {
        err.println(Excerpt.line(sentence));
        told.add(sentence);
    }

    /** Writes out what was printed so far, and tells whether all of it could be written. */
    boolean isWritten() {
        return !out.checkError();
    }

    /** Returns the streams of the process, in UTF-8. */
    static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                isTerminal(),
                new CancelToken());
    }

    /**
     * Tells whether stderr is a terminal. Java knows only of stdin and stdout together; /proc tells of stderr alone.
     * Where it is missing, no bar is drawn.
     */
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
