package io.orograph.objective;

import io.orograph.network.NativeThreads;
import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread a core, each with a worker of its own that shares nothing with the others. Several jobs may run at once;
 * each thread takes a unit from one job, then from the next, so that a short job does not wait for a long one.
 *
 * @param <W> what a thread works with; made and closed by it
 */
final class WorkerPool<W extends WorkerPool.Worker> implements AutoCloseable {

    /** The state of one thread. */
    interface Worker extends AutoCloseable {
        @Override
        void close();
    }

    /** A unit of a job. */
    @FunctionalInterface
    interface Unit<W> {
        void run(W worker, int index);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    private final Supplier<W> workers;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Job<W>> jobs = new ArrayList<>();
    private int nextJob;
    private boolean closed;
    private volatile boolean givesWay;

    WorkerPool(int size, Supplier<W> workers) {
        this.workers = workers;
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(this::work, "worker-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Has the threads run only when no others want to, from their next unit on. */
    void giveWay() {
        givesWay = true;
    }

    boolean givesWay() {
        return givesWay;
    }

    int size() {
        return threads.size();
    }

    /**
     * Runs the units 0 to {@code count - 1} in this order over all threads and waits for them.
     *
     * @throws CancellationException if cancelled, after every unit that has begun is over
     */
    void run(int count, CancelToken cancel, Unit<W> unit) {
        if (count == 0) {
            cancel.check();
            return;
        }
        begin(new Job<>(count, cancel, unit)).await();
    }

    /** Begins the units and does not wait for them; what becomes of them is not told. */
    void start(int count, Unit<W> unit) {
        begin(new Job<>(count, new CancelToken(), unit));
    }

    private synchronized Job<W> begin(Job<W> job) {
        if (closed) {
            throw new CancellationException("closed");
        }
        jobs.add(job);
        notifyAll();
        return job;
    }

    private void work() {
        warmUp();
        W worker = null;
        boolean hasGivenWay = false;
        try {
            for (Ticket<W> ticket = next(); ticket != null; ticket = next()) {
                try {
                    if (worker == null) {
                        // Here, so that a library that cannot be loaded fails the job instead of the thread alone.
                        NativeThreads.confineCurrentThread();
                        worker = workers.get();
                    }
                    if (givesWay && !hasGivenWay) {
                        Niceness.giveWay();
                        hasGivenWay = true;
                    }
                    ticket.job().run(worker, ticket.index());
                } catch (RuntimeException | Error e) {
                    ticket.job().fail(e);
                } finally {
                    finish(ticket.job());
                }
            }
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    /** Loads and checks the kernels while there is nothing to do yet. What goes wrong does so again for the first unit. */
    private static void warmUp() {
        try {
            NativeThreads.confineCurrentThread();
        } catch (RuntimeException | Error e) {
            LOG.debug("Kernels cannot be warmed up", e);
        }
    }

    /** A unit for one thread to do. */
    private record Ticket<W>(Job<W> job, int index) {}

    /** Returns the unit that this thread does next; waits for one; null when the pool is closed. */
    private synchronized Ticket<W> next() {
        while (true) {
            for (int i = 0; i < jobs.size(); i++) {
                Job<W> job = jobs.get((nextJob + i) % jobs.size());
                if (job.hasNext()) {
                    nextJob = (nextJob + i + 1) % jobs.size();
                    return new Ticket<>(job, job.begin());
                }
            }
            if (closed) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
    }

    private synchronized void finish(Job<W> job) {
        if (job.end()) {
            jobs.remove(job);
            nextJob = 0;
        }
    }

    /** Lets the units that have begun finish, refuses further ones, waits for the threads and frees the workers. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            jobs.forEach(job -> job.fail(new CancellationException("closed")));
            jobs.removeIf(Job::isIdle);
            notifyAll();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job's state; {@link #hasNext}, {@link #begin} and {@link #end} are called under the pool's lock. */
    private static final class Job<W> {

        private final int count;
        private final CancelToken cancel;
        private final Unit<W> unit;
        private final CountDownLatch over = new CountDownLatch(1);
        private int started;
        private int running;
        private volatile Throwable failure;

        Job(int count, CancelToken cancel, Unit<W> unit) {
            this.count = count;
            this.cancel = cancel;
            this.unit = unit;
        }

        private boolean isStopped() {
            return failure != null || cancel.isCancelled();
        }

        boolean hasNext() {
            return started < count;
        }

        int begin() {
            running++;
            return started++;
        }

        void run(W worker, int index) {
            if (!isStopped()) {
                unit.run(worker, index);
            }
        }

        void fail(Throwable cause) {
            if (failure == null) {
                failure = cause;
            }
        }

        boolean isIdle() {
            if (running == 0) {
                over.countDown();
            }
            return running == 0;
        }

        /** Tells whether nothing of the job is left to do. */
        boolean end() {
            running--;
            boolean done = running == 0 && (started == count || isStopped());
            if (done) {
                started = count;
                over.countDown();
            }
            return done;
        }

        void await() {
            boolean interrupted = false;
            while (over.getCount() > 0) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel.cancel();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            cancel.check();
        }
    }
}
