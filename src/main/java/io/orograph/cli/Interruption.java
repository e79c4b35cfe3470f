package io.orograph.cli;

import io.orograph.task.CancelToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: cancels the command and holds back the end of the process until the command has put away what it has. The
 * exit code is then that of the signal, 130.
 */
final class Interruption implements AutoCloseable {

    /** Between two looks at the token lies a tile of one cell, and after it the writing of one grid, on a machine that is busy. */
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(CancelToken cancel) {
        hook = new Thread(() -> stop(cancel), "interruption");
    }

    /** Listens until it is closed. */
    static Interruption cancelling(CancelToken cancel) {
        Interruption interruption = new Interruption(cancel);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop(CancelToken cancel) {
        cancel.cancel();
        try {
            over.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is running, and what it waited for is over.
        }
    }
}
