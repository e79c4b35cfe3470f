package io.orograph.cli;

import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A bar on stderr that is drawn over itself, where stderr is a terminal; else nothing. */
final class ProgressBar implements ProgressListener, AutoCloseable {

    private static final int WIDTH = 32;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter err;
    private final String what;
    private final long start = System.nanoTime();
    private long drawn;
    private int length;
    private boolean closed;

    /**
     * @param err null to draw nothing
     */
    private ProgressBar(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    static ProgressBar onTerminal(PrintWriter err, String what) {
        return new ProgressBar(isTerminal() ? err : null, what);
    }

    /** Java tells only of stdin and stdout together; /proc tells of stderr alone. Where it is missing, no bar is drawn. */
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public synchronized void progress(long done, long total) {
        long now = System.nanoTime();
        if (err == null || closed || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        double share = (double) done / total;
        long left = done == 0 ? 0 : Math.round((now - start) / 1e9 * (total - done) / done);
        int full = (int) (share * WIDTH);
        draw(String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%, %d s left",
                what,
                "#".repeat(full),
                " ".repeat(WIDTH - full),
                100 * share,
                left));
    }

    private void draw(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
        err.flush();
        length = text.length();
    }

    /** Wipes the bar. */
    @Override
    public synchronized void close() {
        if (err != null && length > 0 && !closed) {
            draw("");
            err.print("\r");
            err.flush();
        }
        closed = true;
    }
}
