package io.orograph.cli;

import io.orograph.task.ProgressListener;
import io.orograph.task.TimeText;
import java.io.PrintWriter;
import java.util.Locale;

/** A bar on stderr that is drawn over itself, where stderr is a terminal; else nothing. */
final class ProgressBar implements ProgressListener, AutoCloseable {

    private static final int WIDTH = 32;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter err;
    private final boolean visible;
    private final String what;
    private final long start = System.nanoTime();
    private long drawn = start - REDRAW_NANOS;
    private int length;
    private boolean closed;

    ProgressBar(Console console, String what) {
        this.err = console.err();
        this.visible = console.terminal();
        this.what = what;
    }

    @Override
    public synchronized void progress(long done, long total) {
        long now = System.nanoTime();
        if (!visible || closed || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        double share = (double) done / total;
        double left = done == 0 ? 0 : (now - start) / 1e9 * (total - done) / done;
        int full = (int) (share * WIDTH);
        draw(String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%, %s left",
                what,
                "#".repeat(full),
                " ".repeat(WIDTH - full),
                100 * share,
                TimeText.about(left)));
    }

    private void draw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
        err.flush();
        length = text.length();
    }

    /** Wipes the bar. */
    @Override
    public synchronized void close() {
        if (length > 0 && !closed) {
            draw("");
            err.print("\r");
            err.flush();
        }
        closed = true;
    }
}
