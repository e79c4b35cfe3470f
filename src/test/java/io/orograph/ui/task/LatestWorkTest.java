package io.orograph.ui.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatestWorkTest {

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<Integer> worked = new ArrayList<>();
    private final List<Integer> published = new ArrayList<>();

    private int work(int request) {
        if (request < 0) {
            throw new IllegalStateException("cannot do " + request);
        }
        worked.add(request);
        return request * 10;
    }

    @Test
    void anOvertakenRequestIsDropped() {
        LatestWork<Integer, Integer> latest =
                new LatestWork<>(background::add, Runnable::run, this::work, published::add);
        assertThat(latest.isIdle()).isTrue();
        latest.request(1);
        latest.request(2);
        latest.request(3);
        assertThat(latest.isIdle()).isFalse();
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(worked).containsExactly(3);
        assertThat(published).containsExactly(30);
        assertThat(latest.isIdle()).isTrue();
    }

    @Test
    void aRequestDuringWorkIsDoneAfterIt() {
        List<LatestWork<Integer, Integer>> self = new ArrayList<>();
        LatestWork<Integer, Integer> latest = new LatestWork<>(
                background::add,
                Runnable::run,
                request -> {
                    if (request == 1) {
                        self.get(0).request(2);
                        self.get(0).request(3);
                    }
                    return work(request);
                },
                published::add);
        self.add(latest);
        latest.request(1);
        background.remove().run();
        assertThat(background).isEmpty();
        assertThat(published).containsExactly(10, 30);
    }

    @Test
    void aFailureDoesNotStopTheNextRequest() {
        LatestWork<Integer, Integer> latest =
                new LatestWork<>(background::add, Runnable::run, this::work, published::add);
        latest.request(-1);
        assertThatThrownBy(() -> background.remove().run()).hasMessage("cannot do -1");
        assertThat(latest.isIdle()).isTrue();
        latest.request(4);
        background.remove().run();
        assertThat(published).containsExactly(40);
    }

    @Test
    void whatWaitsDuringAFailureIsDoneAfterIt() {
        List<LatestWork<Integer, Integer>> self = new ArrayList<>();
        LatestWork<Integer, Integer> latest = new LatestWork<>(
                background::add,
                Runnable::run,
                request -> {
                    if (request < 0) {
                        self.get(0).request(5);
                    }
                    return work(request);
                },
                published::add);
        self.add(latest);
        latest.request(-1);
        assertThatThrownBy(() -> background.remove().run()).hasMessage("cannot do -1");
        assertThat(latest.isIdle()).isFalse();
        background.remove().run();
        assertThat(published).containsExactly(50);
        assertThat(latest.isIdle()).isTrue();
    }

    @Test
    void aRefusalIsReportedAndNotMistakenForWork() {
        LatestWork<Integer, Integer> latest = new LatestWork<>(
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                Runnable::run,
                this::work,
                published::add);
        assertThatThrownBy(() -> latest.request(1)).hasMessage("closed");
        assertThat(latest.isIdle()).isTrue();
    }

    @Test
    void manyThreadsEndWithTheNewestAndNeverGoBack() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        CountDownLatch last = new CountDownLatch(1);
        List<Integer> seen = new ArrayList<>();
        LatestWork<Integer, Integer> latest = new LatestWork<>(pool, publisher, request -> request, result -> {
            seen.add(result);
            if (result == 9_999) {
                last.countDown();
            }
        });
        for (int i = 0; i < 10_000; i++) {
            latest.request(i);
        }
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        publisher.shutdown();
        assertThat(publisher.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isSorted().doesNotHaveDuplicates().endsWith(9_999);
    }
}
