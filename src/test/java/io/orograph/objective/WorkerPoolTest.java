package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.task.CancelToken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs of units that need no worker: order, fairness, failures, cancelling and closing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkerPoolTest {

    private static WorkerPool<ObjectiveWorker> pool(int size) {
        return new WorkerPool<>(size, () -> null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Until another thread sleeps inside {@code run}: it has handed its job over. */
    private static void awaitHandedOver(Thread caller) {
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    @Test
    void everyUnitRunsOnceAndOneThreadTakesThemInOrder() {
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        try (WorkerPool<ObjectiveWorker> pool = pool(1)) {
            pool.run(100, new CancelToken(), (worker, i) -> taken.add(i));
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
        taken.clear();
        try (WorkerPool<ObjectiveWorker> pool = pool(3)) {
            pool.run(1000, new CancelToken(), (worker, i) -> taken.add(i));
        }
        assertThat(taken)
                .hasSize(1000)
                .containsAll(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void aJobWithoutUnitsIsOverAtOnce() {
        try (WorkerPool<ObjectiveWorker> pool = pool(1)) {
            pool.run(0, new CancelToken(), (worker, i) -> {
                throw new AssertionError();
            });
            CancelToken cancelled = new CancelToken();
            cancelled.cancel();
            assertThatThrownBy(() -> pool.run(0, cancelled, (worker, i) -> {}))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aShortJobIsNotKeptWaitingByALongOne() throws InterruptedException {
        AtomicInteger longDone = new AtomicInteger();
        AtomicInteger longDoneWhenShortEnded = new AtomicInteger(-1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch handedOver = new CountDownLatch(1);
        try (WorkerPool<ObjectiveWorker> pool = pool(1)) {
            Thread first = start(() -> pool.run(1000, new CancelToken(), (worker, i) -> {
                begun.countDown();
                await(handedOver);
                longDone.incrementAndGet();
            }));
            await(begun);
            Thread second = start(() -> {
                pool.run(3, new CancelToken(), (worker, i) -> {
                    if (i == 2) {
                        longDoneWhenShortEnded.set(longDone.get());
                    }
                });
            });
            awaitHandedOver(second);
            handedOver.countDown();
            second.join();
            first.join();
        }
        // Turn by turn: no more than one or two units of the long job for each of the three.
        assertThat(longDoneWhenShortEnded.get()).isBetween(3, 6);
        assertThat(longDone.get()).isEqualTo(1000);
    }

    @Test
    void anExceptionReachesTheCallerAndStopsTheJobButNotThePool() {
        AtomicInteger runs = new AtomicInteger();
        try (WorkerPool<ObjectiveWorker> pool = pool(2)) {
            IllegalStateException thrown = new IllegalStateException("unit 5");
            assertThatThrownBy(() -> pool.run(100_000, new CancelToken(), (worker, i) -> {
                        runs.incrementAndGet();
                        if (i == 5) {
                            throw thrown;
                        }
                    }))
                    .isSameAs(thrown);
            assertThat(runs.get()).isLessThan(100_000);

            OutOfMemoryError error = new OutOfMemoryError("not really");
            assertThatThrownBy(() -> pool.run(2, new CancelToken(), (worker, i) -> {
                        throw error;
                    }))
                    .isSameAs(error);
            runs.set(0);
            pool.run(10, new CancelToken(), (worker, i) -> runs.incrementAndGet());
            assertThat(runs.get()).isEqualTo(10);
        }
    }

    @Test
    void aWorkerThatCannotBeMadeFailsTheJobAndIsTriedAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (WorkerPool<ObjectiveWorker> pool = new WorkerPool<>(2, () -> {
            if (broken.get()) {
                throw new IllegalArgumentException("no memory");
            }
            return null;
        })) {
            assertThatThrownBy(() -> pool.run(5, new CancelToken(), (worker, i) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no memory");
            broken.set(false);
            AtomicInteger runs = new AtomicInteger();
            pool.run(5, new CancelToken(), (worker, i) -> runs.incrementAndGet());
            assertThat(runs.get()).isEqualTo(5);
        }
    }

    @Test
    void cancellingLetsTheUnitsInHandFinishAndStartsNoOther() {
        CancelToken cancel = new CancelToken();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        try (WorkerPool<ObjectiveWorker> pool = pool(2)) {
            assertThatThrownBy(() -> pool.run(100_000, cancel, (worker, i) -> {
                        begun.incrementAndGet();
                        if (i == 10) {
                            cancel.cancel();
                        }
                        ended.incrementAndGet();
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(ended.get()).isEqualTo(begun.get());
            // Ten began before unit 10; one of them may have been in hand still, and is not begun then: begun are 10 at
            // least.
            assertThat(begun.get()).isBetween(10, 99_999);
        }
    }

    @Test
    void aCancelledJobDoesNotTakeAnotherOneWithIt() throws InterruptedException {
        CancelToken cancel = new CancelToken();
        AtomicInteger others = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (WorkerPool<ObjectiveWorker> pool = pool(2)) {
            Thread other = start(() -> pool.run(500, new CancelToken(), (worker, i) -> {
                begun.countDown();
                await(go);
                others.incrementAndGet();
            }));
            await(begun);
            Thread cancelled = start(() -> {
                try {
                    pool.run(500, cancel, (worker, i) -> cancel.cancel());
                } catch (CancellationException e) {
                    thrown.set(e);
                }
            });
            awaitHandedOver(cancelled);
            go.countDown();
            cancelled.join();
            other.join();
            assertThat(thrown.get()).isNotNull();
        }
        assertThat(others.get()).isEqualTo(500);
    }

    @Test
    void anInterruptedCallerCancelsItsJobAndStaysInterrupted() throws InterruptedException {
        CancelToken cancel = new CancelToken();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (WorkerPool<ObjectiveWorker> pool = pool(1)) {
            Thread caller = start(() -> {
                try {
                    pool.run(100_000, cancel, (worker, i) -> {
                        begun.countDown();
                        await(go);
                    });
                } catch (CancellationException e) {
                    thrown.set(e);
                }
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            await(begun);
            caller.interrupt();
            while (!cancel.isCancelled()) {
                Thread.onSpinWait();
            }
            go.countDown();
            caller.join();
        }
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(interrupted).isTrue();
    }

    @Test
    void closingEndsRunningJobsAndRefusesOthers() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger inHand = new AtomicInteger();
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        WorkerPool<ObjectiveWorker> pool = pool(2);
        Runnable job = () -> {
            try {
                pool.run(1000, new CancelToken(), (worker, i) -> {
                    inHand.incrementAndGet();
                    begun.countDown();
                    await(go);
                    inHand.decrementAndGet();
                });
            } catch (CancellationException e) {
                thrown.add(e);
            }
        };
        List<Thread> callers = new ArrayList<>(List.of(start(job)));
        await(begun);
        // Both threads are busy with the first job; two more wait without a unit begun.
        callers.add(start(job));
        callers.add(start(job));
        awaitHandedOver(callers.get(1));
        awaitHandedOver(callers.get(2));
        Thread closer = start(pool::close);
        awaitHandedOver(closer);
        assertThat(inHand.get()).isEqualTo(2);
        go.countDown();
        closer.join();
        assertThat(inHand.get()).isZero();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(thrown).hasSize(3);
        assertThatThrownBy(() -> pool.run(1, new CancelToken(), (worker, i) -> {}))
                .isInstanceOf(CancellationException.class);
        pool.close();
    }

    /** Jobs of all kinds from many threads at once, some cancelled, some failing, until the pool is closed. */
    @Test
    void manyCallersAtOnce() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        WorkerPool<ObjectiveWorker> pool = pool(3);
        for (int caller = 0; caller < 8; caller++) {
            int kind = caller;
            callers.add(start(() -> {
                for (int round = 0; round < 200; round++) {
                    CancelToken cancel = new CancelToken();
                    int last = round;
                    try {
                        pool.run(round % 7, cancel, (worker, i) -> {
                            if (kind % 3 == 1 && i == 2) {
                                cancel.cancel();
                            }
                            if (kind % 3 == 2 && i == 3) {
                                throw new IllegalStateException("round " + last);
                            }
                        });
                    } catch (IllegalStateException e) {
                        // A cancellation is one of these too; what counts is that every caller gets an answer.
                    }
                    answered.incrementAndGet();
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        pool.close();
        assertThat(answered.get()).isEqualTo(8 * 200);
    }
}
