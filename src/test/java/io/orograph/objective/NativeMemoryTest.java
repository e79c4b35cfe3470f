package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That work of many rounds leaves no native memory behind. ND4J counts its native memory nowhere that a program can
 * read, so what the process has in the memory of the machine is looked at: in a process of its own, whose Java heap is
 * of a fixed size and in memory from the start, so that the Java heap cannot pass for a leak nor hide one.
 */
class NativeMemoryTest {

    /** Rounds before the first look, in which the compiler, the allocator and the pools come to rest. */
    private static final int SETTLE = 20;

    /** Rounds between the looks. */
    private static final int ROUNDS = 100;

    /** Bytes that a process may grow by: what the compiler and the allocator's arenas may still take. */
    private static final long ALLOWED = 40L << 20;

    private static final CancelToken GO = new CancelToken();

    /** Each sample is a value of 4096 floats, so that a value of the tile of 64 samples is 1 MB. */
    private static final Network WIDE = NetworkSketch.dense(1, "Tanh", List.of(), 4, 4096, 2);

    /** What is done again and again; a round that leaves its smallest buffer behind leaves {@link #ROUNDS} MB. */
    enum Work {
        /** Objectives with their forward and gradient plans. */
        OBJECTIVES {
            @Override
            void repeat(IntConsumer rounds) {
                double[] theta = WIDE.weights();
                each(rounds, round -> {
                    try (Objective objective = objective()) {
                        objective.evaluate(theta, GO);
                        objective.gradient(theta, GO);
                    }
                });
            }
        },
        /** Evaluations by one objective. */
        EVALUATIONS {
            @Override
            void repeat(IntConsumer rounds) {
                double[] theta = WIDE.weights();
                try (Objective objective = objective()) {
                    each(rounds, round -> objective.evaluate(theta, GO));
                }
            }
        },
        /** Planes through one objective, as a person drags a slider. */
        SLICES {
            @Override
            void repeat(IntConsumer rounds) {
                double[] theta = WIDE.weights();
                double[] first = new double[theta.length];
                double[] second = new double[theta.length];
                first[0] = 1;
                second[1] = 1;
                try (Objective objective = objective()) {
                    each(rounds, round -> {
                        AffineSubspace subspace = new AffineSubspace(theta, first, second);
                        objective.parallel(3, GO, (worker, i) -> worker.evaluate(subspace, GO, 0.1 * i, 0.2));
                    });
                }
            }
        };

        /** Does the work {@link #SETTLE} + {@link #ROUNDS} times and tells the number of each round that is done. */
        abstract void repeat(IntConsumer rounds);

        private static void each(IntConsumer rounds, IntConsumer work) {
            for (int round = 1; round <= SETTLE + ROUNDS; round++) {
                work.accept(round);
                rounds.accept(round);
            }
        }

        private static Objective objective() {
            Random random = new Random(1);
            Dataset data =
                    new Dataset("drawn", NetworkSketch.drawn(random, 1, 64, 4), NetworkSketch.classes(random, 64, 2));
            return new Objective(LossChoice.choose(WIDE, data, LossKind.CROSS_ENTROPY), data, Precision.SINGLE, 1);
        }
    }

    /** The process: does the work it is told and prints the bytes it grew by. */
    public static void main(String[] arguments) {
        long[] before = new long[1];
        Work.valueOf(arguments[0]).repeat(round -> {
            if (round == SETTLE) {
                before[0] = Pointer.physicalBytes();
            } else if (round == SETTLE + ROUNDS) {
                System.out.println(Pointer.physicalBytes() - before[0]);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(120)
    void aHundredRoundsLeaveNothingBehind(Work work) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path", "")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        NativeMemoryTest.class.getName(),
                        work.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(printed.strip())).isLessThan(ALLOWED);
    }
}
