package io.orograph.task;

/** Asked by long work at every unit whether it is still wanted. Set once, from any thread; never unset. */
public final class CancelToken {

    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Throws if the work is cancelled.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void check() {
        if (cancelled) {
            throw new java.util.concurrent.CancellationException("cancelled");
        }
    }
}
