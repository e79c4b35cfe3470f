package io.orograph.ui.task;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Works on requests in the background, one at a time, always the newest: a request that is overtaken before it is
 * begun is dropped. Results are published in the order of their requests, so an older one never replaces a newer.
 * Unlike with {@link LatestTask}, work that has begun is finished and published: for short work on what changes often.
 *
 * @param <R> request
 * @param <T> result
 */
public final class LatestWork<R, T> {

    private final Executor background;
    private final Executor publisher;
    private final Function<R, T> work;
    private final Consumer<T> publish;
    private R waiting;
    private boolean running;

    /**
     * @param background runs the work
     * @param publisher runs {@code publish}, in order: the JavaFX application thread
     */
    public LatestWork(Executor background, Executor publisher, Function<R, T> work, Consumer<T> publish) {
        this.background = background;
        this.publisher = publisher;
        this.work = work;
        this.publish = publish;
    }

    /**
     * Asks for work, from any thread.
     *
     * @throws RejectedExecutionException if the background takes no more work
     */
    public void request(R request) {
        synchronized (this) {
            waiting = request;
            if (running) {
                return;
            }
            running = true;
        }
        try {
            background.execute(this::run);
        } catch (RejectedExecutionException e) {
            stop();
            throw e;
        }
    }

    /** Returns whether everything that was asked for is done. */
    public synchronized boolean isIdle() {
        return !running;
    }

    private void run() {
        boolean done = false;
        try {
            for (R request = next(); request != null; request = next()) {
                T result = work.apply(request);
                publisher.execute(() -> publish.accept(result));
            }
            done = true;
        } finally {
            if (!done) {
                goOn();
            }
        }
    }

    private synchronized R next() {
        R next = waiting;
        waiting = null;
        running = next != null;
        return next;
    }

    /** Begins afresh after a failure: what was asked for meanwhile is not to wait for yet another request. */
    private void goOn() {
        synchronized (this) {
            running = waiting != null;
            if (!running) {
                return;
            }
        }
        background.execute(this::run);
    }

    /** Forgets the work that the background refused, so that the next request begins afresh. */
    private synchronized void stop() {
        running = false;
    }
}
