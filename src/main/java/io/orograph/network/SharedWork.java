package io.orograph.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Units of work that the threads which need all of them do together, once. Safe for use by several threads.
 *
 * @param <T> what is made in a unit
 */
final class SharedWork<T> {

    private final List<T> made;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch missing;
    private volatile Throwable failure;

    SharedWork(int units) {
        this.made = Collections.synchronizedList(new ArrayList<>(Collections.nCopies(units, null)));
        this.missing = new CountDownLatch(units);
    }

    /**
     * Takes the next unit until there are no more, and waits for those that other threads took.
     *
     * @param make makes what belongs to a unit, by its index
     */
    void run(IntFunction<T> make) {
        run(make, () -> {});
    }

    /**
     * Takes the next unit until there are no more, does something else, and waits for the units that other threads took.
     *
     * @param make makes what belongs to a unit, by its index
     * @param meanwhile what is to be done anyway
     */
    void run(IntFunction<T> make, Runnable meanwhile) {
        for (int unit = next.getAndIncrement(); unit < made.size(); unit = next.getAndIncrement()) {
            try {
                made.set(unit, make.apply(unit));
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            } finally {
                missing.countDown();
            }
        }
        meanwhile.run();
        awaitOthers();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void awaitOthers() {
        boolean interrupted = false;
        while (missing.getCount() > 0) {
            try {
                missing.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether a unit went wrong: then all that need it go wrong. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Returns what was made in a unit, after {@link #run}. */
    T get(int unit) {
        return made.get(unit);
    }

    /** Returns what was made in all units, after {@link #run}. */
    List<T> all() {
        return List.copyOf(made);
    }
}
