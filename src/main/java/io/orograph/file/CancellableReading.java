package io.orograph.file;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Reading that somebody may not want to wait for any more. Readers ask now and then, wherever they go through many bytes,
 * rows or files; none of them has to hand on who cancels. What is read on another thread is not asked.
 */
public final class CancellableReading {

    private static final ThreadLocal<BooleanSupplier> CANCELLED = new ThreadLocal<>();

    private static final int SELDOM = (1 << 16) - 1;

    private CancellableReading() {}

    /** Work that reads. */
    @FunctionalInterface
    public interface Reading<T> {
        /**
         * Reads.
         *
         * @throws IOException if that cannot be done
         */
        T read() throws IOException;
    }

    /**
     * Reads until it is cancelled.
     *
     * @param cancelled tells whether it is, from the thread that reads
     * @throws CancellationException if it was, within a moment
     */
    public static <T> T until(BooleanSupplier cancelled, Reading<T> reading) throws IOException {
        BooleanSupplier before = CANCELLED.get();
        CANCELLED.set(cancelled);
        try {
            return reading.read();
        } finally {
            if (before == null) {
                CANCELLED.remove();
            } else {
                CANCELLED.set(before);
            }
        }
    }

    /**
     * Goes on, unless what is read on this thread is cancelled.
     *
     * @throws CancellationException if it is
     */
    public static void check() {
        BooleanSupplier cancelled = CANCELLED.get();
        if (cancelled != null && cancelled.getAsBoolean()) {
            throw new CancellationException("not wanted any more");
        }
    }

    /**
     * The same within a loop over very many: only now and then.
     *
     * @param index of what is gone through
     */
    public static void check(long index) {
        if ((index & SELDOM) == 0) {
            check();
        }
    }
}
