package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Threads that share the vectors of a subspace and what is kept of its tiles. */
@Timeout(60)
class SubspaceVectorsTest {

    private static final int TILES = 5;
    private static final long ROOM = 1L << 24;
    private static final double[][] POINTS = {{0, 0}, {0.5, 0}, {-0.25, 0.75}, {1, 0.75}, {0.5, -1}};

    private final Network network = NetworkSketch.dense(3, "Tanh", List.of(), 6, 9, 5, 4);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    @AfterEach
    void end() {
        threads.shutdown();
    }

    private SubspaceVectors vectors() {
        return new SubspaceVectors(
                network.layout(),
                Precision.SINGLE,
                network.weights(),
                new double[0],
                List.of(direction(1), direction(2)),
                TILES);
    }

    private double[] direction(long seed) {
        return new Random(seed).doubles(network.layout().size(), -1, 1).toArray();
    }

    private List<INDArray[]> data(NativeArrays memory) {
        List<INDArray[]> tiles = new ArrayList<>();
        for (int tile = 0; tile < TILES; tile++) {
            long[] shape = ShapeInference.inputShapes(network, 7).get(0);
            INDArray array = memory.zeros(Precision.SINGLE.type(), shape);
            NativeCopy.write(new Random(tile).doubles(Shape.size(shape), -1, 1).toArray(), array);
            tiles.add(new INDArray[] {array});
        }
        return tiles;
    }

    /** The outputs at all points for all tiles, one after the other. */
    private List<double[]> outputs(List<INDArray[]> data, SubspaceVectors vectors) {
        NativeThreads.confineCurrentThread();
        var tiles = new SubspacePlan.Tiles(ShapeInference.inputShapes(network, 7), TILES, data::get, ROOM);
        List<double[]> outputs = new ArrayList<>();
        try (SubspacePlan plan = new SubspacePlan(network, tiles, vectors)) {
            for (double[] point : POINTS) {
                for (int tile = 0; tile < TILES; tile++) {
                    INDArray output = plan.run(tile, point);
                    double[] values = new double[(int) output.length()];
                    NativeCopy.read(output, values);
                    outputs.add(values);
                }
            }
        }
        return outputs;
    }

    @Test
    void twoThreadsComputeWhatOneDoesToTheBit() throws Exception {
        long before = NativeMemory.used();
        try (NativeArrays memory = new NativeArrays()) {
            List<INDArray[]> data = data(memory);
            List<double[]> alone = outputs(data, vectors());
            SubspaceVectors shared = vectors();
            assertThat(shared.open()).isTrue();
            Future<List<double[]>> one = threads.submit(() -> outputs(data, shared));
            Future<List<double[]>> other = threads.submit(() -> outputs(data, shared));
            assertThat(one.get()).usingRecursiveComparison().isEqualTo(alone);
            assertThat(other.get()).usingRecursiveComparison().isEqualTo(alone);
            assertThat(shared.open()).as("freed by the last").isFalse();
        }
        assertThat(NativeMemory.used()).isEqualTo(before);
    }

    /** θ₀ in two parts, and directions that end before it does, in place of the same filled up. */
    @Test
    void whatIsNotGivenOfADirectionIsZero() {
        int size = network.layout().size();
        int given = size - 20;
        double[] rest = Arrays.copyOfRange(network.weights(), given, size);
        List<double[]> cut = Stream.of(direction(1), direction(2))
                .map(direction -> Arrays.copyOf(direction, given))
                .toList();
        List<double[]> filled =
                cut.stream().map(direction -> Arrays.copyOf(direction, size)).toList();
        try (NativeArrays memory = new NativeArrays()) {
            List<INDArray[]> data = data(memory);
            double[] begin = Arrays.copyOf(network.weights(), given);
            var parts = new SubspaceVectors(network.layout(), Precision.SINGLE, begin, rest, cut, TILES);
            var whole = new SubspaceVectors(
                    network.layout(), Precision.SINGLE, network.weights(), new double[0], filled, TILES);
            assertThat(outputs(data, parts)).usingRecursiveComparison().isEqualTo(outputs(data, whole));
            assertThatThrownBy(() ->
                            new SubspaceVectors(network.layout(), Precision.SINGLE, begin, new double[0], cut, TILES))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(given + " weights for " + size + " parameters");
        }
    }

    @Test
    void whatIsKeptIsMadeOnce() throws Exception {
        try (SubspaceVectors shared = vectors()) {
            int[] made = new int[TILES];
            CountDownLatch both = new CountDownLatch(2);
            Runnable come = () -> shared.keep(tile -> {
                both.countDown();
                await(both);
                made[tile]++;
                return new SubspaceVectors.Tile(List.of(), List.of());
            });
            Future<?> one = threads.submit(come);
            Future<?> other = threads.submit(come);
            one.get();
            other.get();
            shared.keep(tile -> {
                throw new AssertionError("made again");
            });
            assertThat(made).containsOnly(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatGoesWrongInOneThreadIsToldToAll() throws Exception {
        try (SubspaceVectors shared = vectors()) {
            OutOfMemoryError none = new OutOfMemoryError("no room");
            assertThatThrownBy(() -> shared.keep(tile -> {
                        throw none;
                    }))
                    .isSameAs(none);
            Future<?> other = threads.submit(() -> shared.keep(tile -> new SubspaceVectors.Tile(List.of(), List.of())));
            assertThatThrownBy(other::get).hasCause(none);
            assertThat(shared.open()).as("not to be used again").isFalse();
        }
    }
}
