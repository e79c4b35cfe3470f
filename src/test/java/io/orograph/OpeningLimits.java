package io.orograph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What opening a file may cost: 2 s of processor time and 1 s more for every 100 MB, and 64 MB of memory beyond four
 * times what the file holds. Counted for the calling thread alone, all that it ever allocates.
 */
public final class OpeningLimits {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_EXTRA_BYTES = 64L << 20;
    private static final double SECOND = 1e9;

    private OpeningLimits() {}

    /**
     * Opens a file and checks the costs.
     *
     * @param bytes of the file, unpacked as far as it was checked
     * @return what the opening returned
     */
    public static <T> T within(long bytes, Callable<T> opening) throws Exception {
        long id = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(id);
        long begun = THREADS.getThreadCpuTime(id);
        T result = opening.call();
        assertThat(THREADS.getThreadAllocatedBytes(id) - allocated)
                .as("bytes allocated")
                .isLessThanOrEqualTo(4 * bytes + MOST_EXTRA_BYTES);
        assertThat((THREADS.getThreadCpuTime(id) - begun) / SECOND)
                .as("seconds")
                .isLessThanOrEqualTo(2 + bytes / 1e8);
        return result;
    }
}
