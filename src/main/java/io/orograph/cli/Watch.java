package io.orograph.cli;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks at long work every second, whether or not it says anything itself. */
final class Watch implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    /** Begins to look. */
    Watch(Runnable look) {
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = timer.scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
    }

    /** Ends it; a look that has begun goes to its end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
