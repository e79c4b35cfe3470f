package io.orograph.ui.task;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** A background whose work waits until a test runs it, in the test's own thread. */
public final class HandRunBackground implements Executor {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    /** Returns what waits, the oldest first. */
    public Queue<Runnable> waiting() {
        return waiting;
    }

    /** Runs what waits, and what that leaves to be run. */
    public void runAll() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
