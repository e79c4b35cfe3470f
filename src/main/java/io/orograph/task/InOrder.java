package io.orograph.task;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands on results in the order of their numbers, whichever thread has its own first: what depends on their order is the
 * same for any number of threads. A result whose turn it is not yet waits, at most one for each thread that goes on.
 *
 * @param <T> the results
 */
public final class InOrder<T> {

    private final Consumer<T> next;
    private final Map<Integer, T> waiting = new HashMap<>();
    private int due;

    /**
     * Makes one that waits for number 0.
     *
     * @param next takes the results, by one thread at a time
     */
    public InOrder(Consumer<T> next) {
        this.next = next;
    }

    /**
     * Takes a result, and hands it on now or when those before it are there.
     *
     * @param number of the result, each from 0 on once
     */
    public synchronized void add(int number, T result) {
        waiting.put(number, result);
        handOn();
    }

    /**
     * Takes a result that need not be made where its turn has come.
     *
     * @param number of the result, each from 0 on once
     * @param now does what is done with it, by one thread at a time
     * @param later makes it, to wait
     */
    public void add(int number, Runnable now, Supplier<T> later) {
        if (!isDone(number, now)) {
            add(number, later.get());
        }
    }

    private synchronized boolean isDone(int number, Runnable now) {
        if (number != due) {
            return false;
        }
        now.run();
        due++;
        handOn();
        return true;
    }

    private void handOn() {
        for (T found = waiting.remove(due); found != null; found = waiting.remove(due)) {
            due++;
            next.accept(found);
        }
    }

    /** Waits for number 0 again; what was still waiting is handed to nobody. */
    public synchronized void clear() {
        waiting.clear();
        due = 0;
    }
}
