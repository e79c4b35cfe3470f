package io.orograph.network;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that arrays outside of Java's heap may take together: as much as the heap, which gets half of the machine's
 * ({@code packaging/jvm.options}) or of what {@code packaging/run --memory} says. Beyond it the machine would swap, or
 * the system would end the program without a word.
 */
public final class NativeMemory {

    private static final double MEGABYTE = 1e6;

    private static final AtomicLong USED = new AtomicLong();

    private NativeMemory() {}

    /** Returns how many bytes arrays may take. */
    public static long budget() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Returns how many bytes they take. */
    public static long used() {
        return USED.get();
    }

    /**
     * Counts the memory of an array that is about to be made.
     *
     * @throws OutOfMemoryError if it is more than what is left
     */
    static void take(long bytes) {
        long used = USED.addAndGet(bytes);
        if (used > budget()) {
            USED.addAndGet(-bytes);
            throw new OutOfMemoryError(String.format(
                    Locale.ROOT,
                    "arrays of %,.0f MB besides the %,.0f MB that are in use, where %,.0f MB are allowed",
                    bytes / MEGABYTE,
                    (used - bytes) / MEGABYTE,
                    budget() / MEGABYTE));
        }
    }

    /** Counts memory that was freed. */
    static void giveBack(long bytes) {
        USED.addAndGet(-bytes);
    }
}
