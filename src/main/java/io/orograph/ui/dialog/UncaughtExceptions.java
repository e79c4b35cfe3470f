package io.orograph.ui.dialog;

import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what nobody caught, on the FX thread and on every other, to the person: otherwise a window would seem to do
 * nothing, and only a terminal would know why.
 */
public final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UncaughtExceptions.class);
    private static final String WHAT = "Something went wrong";

    private final Problems problems;

    public UncaughtExceptions(Problems problems) {
        this.problems = problems;
    }

    /** Has every thread that has no handler of its own report here. */
    public void install() {
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (thrown instanceof ThreadDeath) {
            return;
        }
        try {
            if (Platform.isFxApplicationThread()) {
                report(thrown);
            } else {
                Platform.runLater(() -> report(thrown));
            }
        } catch (IllegalStateException e) {
            // The window is gone.
            LOG.warn("{} in thread {} after the window was closed", thrown, thread.getName(), thrown);
        }
    }

    /** Reports an exception; where even that fails, as without memory it may, it is only logged. */
    private void report(Throwable thrown) {
        try {
            boolean known = thrown instanceof OutOfMemoryError || thrown instanceof LinkageError;
            problems.report(WHAT, known ? thrown : new UnexpectedException(thrown));
        } catch (Throwable e) {
            LOG.error("{} could not be shown: {}", thrown, e.toString(), thrown);
        }
    }
}
