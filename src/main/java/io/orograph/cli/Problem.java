package io.orograph.cli;

import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.file.Excerpt;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.NodeException;
import io.orograph.network.WrongArithmeticException;
import io.orograph.study.MismatchException;
import io.orograph.study.UnsuitableModelsException;
import io.orograph.task.LoadingProblem;
import io.orograph.task.NotEnoughMemoryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.CancellationException;

/** The problem that ended a command: its exit code and the line that says so. */
final class Problem {

    static final int FAILURE = 1;
    static final int BAD_INPUT = 2;

    /** The exit code that a shell reports for a program that Ctrl-C ended: 128 and the number of the signal. */
    static final int STOPPED = 130;

    private static final String STOPPED_AT = "Stopped";

    private Problem() {}

    /**
     * Reports what ended a command.
     *
     * @param verbose whether the stack trace comes before the line
     * @return the exit code
     */
    static int report(Throwable e, boolean verbose, PrintWriter err) {
        if (verbose && !(e instanceof CancellationException)) {
            e.printStackTrace(err);
        }
        report(sentence(e), err);
        return exitCode(e);
    }

    static void report(String sentence, PrintWriter err) {
        String end = sentence.endsWith(".") || sentence.endsWith("?") ? "" : ".";
        err.println("orograph: " + Excerpt.line(sentence.replaceAll("\\R", " ")) + end);
        err.flush();
    }

    /**
     * Reports that what a command printed did not reach whoever was to read it; another problem has been reported
     * already.
     *
     * @param code the exit code of the command
     * @return the exit code
     */
    static int reportOutput(int code, PrintWriter err) {
        if (code == 0) {
            report(
                    "The results could not be written to the standard output: the disk is full, or whoever was to read"
                            + " them is gone; make room, or write them elsewhere",
                    err);
            return FAILURE;
        }
        return code;
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    private static int exitCode(Throwable e) {
        if (e instanceof CancellationException) {
            return STOPPED;
        }
        boolean badInput = e instanceof UnreadableFileException
                || e instanceof FileSystemException
                || e instanceof MismatchException
                || e instanceof NodeException
                || e instanceof UnsuitableModelsException
                || e instanceof UndefinedCurvatureException;
        return badInput ? BAD_INPUT : FAILURE;
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage();
        if (e instanceof CancellationException) {
            return message.startsWith(STOPPED_AT) ? message : STOPPED_AT;
        }
        if (e instanceof Error && NotEnoughMemoryException.isReasonOf(e)) {
            return "There is not enough memory (" + root(e).getMessage()
                    + "); give the program more of it (packaging/run --memory 8g),"
                    + " or use fewer samples (--samples), fewer workers (--workers) or a lower resolution";
        }
        if (e instanceof LinkageError error) {
            return LoadingProblem.sentence(error) + ", or see --verbose for more";
        }
        if (e instanceof NodeException node) {
            return node.sentence();
        }
        boolean said = e instanceof IOException
                || e instanceof MismatchException
                || e instanceof UndefinedCurvatureException
                || e instanceof WrongArithmeticException
                || e instanceof NotEnoughMemoryException;
        return said && message != null
                ? message
                : "Something went wrong that should not have: " + e + "; --verbose shows where";
    }
}
