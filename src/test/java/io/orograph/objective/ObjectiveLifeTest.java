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
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objectives that are cancelled, closed while they run, and made and closed again and again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ObjectiveLifeTest {

    private static final CancelToken GO = new CancelToken();

    /** Few weights, wide layers: each sample is a value of 4096 floats, a tile of 128 samples one of 2 MiB. */
    private static final Network WIDE = NetworkSketch.dense(1, "Tanh", List.of(), 4, 4096, 2);

    private static Objective objective(int samples, int workers) {
        Random random = new Random(1);
        Tensor x = NetworkSketch.drawn(random, 1, samples, 4);
        Dataset data = new Dataset("drawn", x, NetworkSketch.classes(random, samples, 2));
        return new Objective(LossChoice.choose(WIDE, LossKind.CROSS_ENTROPY), data, Precision.SINGLE, workers);
    }

    /** Cancelled inside a unit, an evaluation stops before its next tile, and says so. */
    @Test
    void cancellingAnswersWithinATile() {
        double[] theta = WIDE.weights();
        AtomicInteger finished = new AtomicInteger();
        try (Objective objective = objective(1280, 2)) {
            assertThat(objective.tiling().count()).isEqualTo(10);
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

    /**
     * An objective of this size holds 6 MB for the forward and 14 MB for the gradient plan. ND4J counts its native
     * memory nowhere that a program can read, so the process's own is looked at: fifty of them left open would be 1 GB,
     * and the bound of 200 MB leaves room for what the Java heap and the allocator's arenas grow by meanwhile.
     */
    @Test
    void madeAndClosedAgainAndAgainNativeMemoryDoesNotGrow() {
        double[] theta = WIDE.weights();
        long before = 0;
        for (int round = 0; round < 60; round++) {
            if (round == 10) {
                before = Pointer.physicalBytes();
            }
            try (Objective objective = objective(128, 1)) {
                objective.evaluate(theta, GO);
                objective.gradient(theta, GO);
            }
        }
        assertThat(before).as("this platform tells the memory of a process").isPositive();
        assertThat(Pointer.physicalBytes() - before).isLessThan(200L << 20);
    }

    /** The same for runs of one objective: a plan allocates nothing once it is made. */
    @Test
    void evaluatedHundredsOfTimesNativeMemoryDoesNotGrow() {
        double[] theta = WIDE.weights();
        try (Objective objective = objective(64, 1)) {
            long before = 0;
            for (int round = 0; round < 500; round++) {
                if (round == 50) {
                    before = Pointer.physicalBytes();
                }
                objective.evaluate(theta, GO);
            }
            // One value of a tile is 1 MB: a leak of one a run would be 450 MB.
            assertThat(Pointer.physicalBytes() - before).isLessThan(200L << 20);
        }
    }

    /** And for a hundred planes through one objective, as a person drags a slider: each has buffers of 6 MB. */
    @Test
    void overAHundredSlicesNativeMemoryDoesNotGrow() {
        double[] theta = WIDE.weights();
        double[] first = new double[theta.length];
        double[] second = new double[theta.length];
        first[0] = 1;
        second[1] = 1;
        try (Objective objective = objective(64, 1)) {
            long before = 0;
            for (int round = 0; round < 100; round++) {
                if (round == 10) {
                    before = Pointer.physicalBytes();
                }
                Slice slice = new Slice(theta, first, second);
                objective.parallel(3, GO, (worker, i) -> worker.evaluate(slice, GO, 0.1 * i, 0.2));
            }
            assertThat(Pointer.physicalBytes() - before).isLessThan(200L << 20);
        }
    }
}
