package io.orograph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that this process may use, which a shell limits by {@code ulimit -v}. OpenBLAS asks for memory again and
 * again when it gets none, at its start and at its end, so that a program with too few addresses would neither run nor
 * stop: it must not load it.
 */
final class AddressSpace {

    /** Bytes that the kernels take and what they were seen to allocate before any large array. */
    private static final long KERNELS = 1000L << 20;

    /** Bytes for each processor: a stack, OpenBLAS's buffer and a share of the C library's arenas. */
    private static final long PER_PROCESSOR = 100L << 20;

    private static final Pattern LIMIT = Pattern.compile("(?m)^Max address space +(\\d+) ");
    private static final Pattern USED = Pattern.compile("(?m)^VmSize:\\s+(\\d+) kB");

    private AddressSpace() {}

    /** Checks that there is room for the native libraries; where no limit can be read, there is none. */
    static void check() throws CannotStartException {
        OptionalLong limit = number("limits", LIMIT);
        OptionalLong used = number("status", USED);
        if (limit.isEmpty() || used.isEmpty()) {
            return;
        }
        long needed = KERNELS + PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
        long free = limit.getAsLong() - (used.getAsLong() << 10);
        if (free < needed) {
            throw new CannotStartException(
                    "The address space of this process is limited to " + megabytes(limit.getAsLong())
                            + ", of which Java left " + megabytes(Math.max(0, free)) + " and the native libraries need "
                            + megabytes(needed) + "; lift the limit (ulimit -v unlimited), or let Java take less"
                            + " (packaging/run --memory 2g)");
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    private static OptionalLong number(String file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(Path.of("/proc/self", file)));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
