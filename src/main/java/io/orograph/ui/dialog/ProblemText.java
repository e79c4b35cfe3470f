package io.orograph.ui.dialog;

import io.orograph.network.NodeException;
import io.orograph.task.LoadingProblem;
import io.orograph.task.NotEnoughMemoryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;

/** Puts a problem into words: a sentence for the person, and details for a report. */
public final class ProblemText {

    private static final String NO_MEMORY =
            "There is not enough memory. Use fewer samples, a lower resolution or a smaller figure, or give the"
                    + " program more of it (packaging/run --memory 8g).";

    private ProblemText() {}

    /** A cause made for the person has a message; a slip of the program has none that would help. */
    public static String sentence(Throwable cause) {
        if (cause instanceof Error && NotEnoughMemoryException.isReasonOf(cause)) {
            return NO_MEMORY;
        }
        if (cause instanceof LinkageError error) {
            return LoadingProblem.sentence(error) + ".";
        }
        if (cause instanceof NodeException node) {
            return node.sentence();
        }
        if (cause instanceof NoSuchFileException missing && missing.getReason() == null) {
            // Of the platform, whose message is the name alone.
            return missing.getFile() + " does not exist; check the path.";
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank() || isSlip(cause)) {
            return new UnexpectedException(cause).getMessage();
        }
        return message.matches("(?s).*[.!?]\\s*") ? message : message + ".";
    }

    private static boolean isSlip(Throwable cause) {
        return cause instanceof Error
                || cause instanceof NullPointerException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ClassCastException
                || cause instanceof ArithmeticException
                || cause instanceof NegativeArraySizeException
                || cause instanceof ArrayStoreException
                || cause instanceof NoSuchElementException
                || cause instanceof ConcurrentModificationException;
    }

    /** The stack trace; of what was wrapped for the person, that of the cause. */
    static String details(Throwable cause) {
        StringWriter text = new StringWriter();
        (cause instanceof UnexpectedException ? cause.getCause() : cause).printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
