package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objectives that are cancelled, closed while they run, and made and closed again and again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ObjectiveLifeTest {

    private static final CancelToken GO = new CancelToken();

    /** Few weights, wide layers: each sample is a value of 4096 floats, so that 1280 samples make many tiles. */
    private static final Network WIDE = NetworkSketch.dense(1, "Tanh", List.of(), 4, 4096, 2);

    private static Objective objective(int samples, int workers) {
        Random random = new Random(1);
        Tensor x = NetworkSketch.drawn(random, 1, samples, 4);
        Dataset data = new Dataset("drawn", x, NetworkSketch.classes(random, samples, 2));
        return new Objective(LossChoice.choose(WIDE, data, LossKind.CROSS_ENTROPY), data, Precision.SINGLE, workers);
    }

    /** Cancelled inside a unit, an evaluation stops before its next tile, and says so. */
    @Test
    void cancellingAnswersWithinATile() {
        double[] theta = WIDE.weights();
        AtomicInteger finished = new AtomicInteger();
        try (Objective objective = objective(1280, 2)) {
            assertThat(objective.tiling().count()).isGreaterThan(4);
            CancelToken cancel = new CancelToken();
            assertThatThrownBy(() -> objective.parallel(4, cancel, (worker, i) -> {
                        cancel.cancel();
                        worker.evaluate(theta, cancel);
                        finished.incrementAndGet();
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(finished.get()).isZero();
            assertThatThrownBy(() -> objective.gradient(theta, cancel)).isInstanceOf(CancellationException.class);
            assertThat(objective.evaluate(theta, GO).loss()).isFinite();
        }
    }

    @Test
    void closingWhileItRunsWaitsForTheUnitsInHandAndEndsTheRest() throws InterruptedException {
        double[] theta = WIDE.weights();
        for (int round = 0; round < 5; round++) {
            Objective objective = objective(512, 2);
            CountDownLatch begun = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    objective.parallel(1_000_000, GO, (worker, i) -> {
                        worker.evaluate(theta, GO);
                        begun.countDown();
                    });
                } catch (CancellationException e) {
                    thrown.set(e);
                }
            });
            caller.start();
            begun.await();
            objective.close();
            caller.join();
            assertThat(thrown.get()).isInstanceOf(CancellationException.class).hasMessage("closed");
            assertThatThrownBy(() -> objective.evaluate(theta, GO)).isInstanceOf(CancellationException.class);
            objective.close();
        }
    }

    @Test
    void evaluationsFromSeveralThreadsGetTheirOwnAnswers() throws InterruptedException {
        double[][] thetas = new double[4][];
        double[] expected = new double[4];
        double[] got = new double[4];
        try (Objective objective = objective(256, 2)) {
            for (int k = 0; k < thetas.length; k++) {
                thetas[k] = WIDE.weights();
                thetas[k][0] += k;
                expected[k] = objective.evaluate(thetas[k], GO).loss();
            }
            Thread[] callers = new Thread[4];
            for (int k = 0; k < callers.length; k++) {
                int own = k;
                callers[k] = new Thread(() -> {
                    for (int round = 0; round < 20; round++) {
                        got[own] = objective.evaluate(thetas[own], GO).loss();
                        if (got[own] != expected[own]) {
                            return;
                        }
                    }
                });
                callers[k].start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(got).isEqualTo(expected);
        assertThat(expected).doesNotHaveDuplicates();
    }
}
