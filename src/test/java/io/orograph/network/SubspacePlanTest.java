package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A slice computes what the plain plan computes at the same θ, however much of it is kept from point to point. */
class SubspacePlanTest {

    private static final int TILE = 7;
    private static final int TILES = 2;
    private static final long ROOM = 1L << 24;

    /** Points in an order that changes rows, comes back to them and visits θ₀ twice. */
    private static final double[][] POINTS = {
        {0, 0}, {0.5, 0}, {-0.25, 0.75}, {1, 0.75}, {0, 0.75}, {0.5, -1}, {0.5, 0}, {0, 0}
    };

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private static Network dense() {
        return NetworkSketch.dense(3, "Relu", List.of(), 6, 9, 5, 4);
    }

    /** Convolution, normalisation, activation, pooling and a skip from the input, then a folded pair and a layer. */
    private static Network convolutional() {
        Random random = new Random(5);
        Map<String, Object> padded = Map.of("pads", new long[] {1, 1, 1, 1});
        return new NetworkSketch()
                .input("x", Shape.FREE, 2, 6, 6)
                .drawn("k1", random, 0.4, 2, 2, 3, 3)
                .drawn("k2", random, 0.4, 4, 2, 3, 3)
                .drawn("w", random, 0.2, 3, 4)
                .drawn("c", random, 0.2, 3)
                .tensor("s1", positive(random, 2))
                .drawn("t1", random, 0.3, 2)
                .drawn("m1", random, 0.3, 2)
                .tensor("v1", positive(random, 2))
                .tensor("s2", positive(random, 4))
                .drawn("t2", random, 0.3, 4)
                .drawn("m2", random, 0.3, 4)
                .tensor("v2", positive(random, 4))
                .node("Conv", List.of("x", "k1"), List.of("z1"), padded)
                .node("BatchNormalization", List.of("z1", "s1", "t1", "m1", "v1"), "n1")
                .node("Relu", List.of("n1"), "a1")
                .node("Add", List.of("a1", "x"), "r1")
                .node("Conv", List.of("r1", "k2"), List.of("z2"), padded)
                .node("BatchNormalization", List.of("z2", "s2", "t2", "m2", "v2"), "n2")
                .node("Relu", List.of("n2"), "a2")
                .node("GlobalAveragePool", List.of("a2"), "p")
                .node("Flatten", List.of("p"), "f")
                .node("Gemm", List.of("f", "w", "c"), List.of("y"), Map.of("transB", 1L))
                .output("y", Shape.FREE, 3)
                .build();
    }

    private static Tensor positive(Random random, long size) {
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return Tensor.of(values, size);
    }

    private static double[] direction(Network network, long seed, List<String> held) {
        Random random = new Random(seed);
        double[] direction = new double[network.layout().size()];
        for (Parameter parameter : network.layout().parameters()) {
            for (int i = parameter.offset(); i < parameter.end(); i++) {
                direction[i] = held.contains(parameter.name()) ? 0 : 0.3 * random.nextGaussian();
            }
        }
        return direction;
    }

    private static INDArray input(Network network, int tile) {
        List<long[]> shapes = ShapeInference.inputShapes(network, TILE);
        return Nd4j.createFromArray(
                        NetworkSketch.drawn(new Random(tile), 1, shapes.get(0)).floats())
                .reshape('c', shapes.get(0));
    }

    private static double[] read(INDArray output) {
        double[] values = new double[(int) output.length()];
        NativeCopy.read(output, values);
        return values;
    }

    /** The outputs by a plan that keeps and fuses nothing: one for gradients, in 64 bits. */
    private static double[] reference(Network network, double[] theta, int tile) {
        try (ExecutionPlan plan =
                        ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, TILE), Precision.DOUBLE);
                INDArray input = input(network, tile)) {
            NativeCopy.write(theta, plan.parameters());
            plan.input(0).assign(input);
            plan.forward();
            return read(plan.output());
        }
    }

    /** The data of all tiles. */
    private static final class Drawn implements AutoCloseable {

        private final INDArray[] tiles = new INDArray[TILES];

        Drawn(Network network) {
            Arrays.setAll(tiles, tile -> input(network, tile));
        }

        INDArray[] data(int tile) {
            return new INDArray[] {tiles[tile]};
        }

        @Override
        public void close() {
            for (INDArray tile : tiles) {
                tile.close();
            }
        }
    }

    private static double[] point(double[] origin, double[] first, double[] second, double[] at) {
        double[] theta = origin.clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] += at[0] * first[i] + at[1] * second[i];
        }
        return theta;
    }

    private static void assertAgrees(Network network, List<String> held, long memoryLimit) {
        double[] origin = network.weights();
        double[] first = direction(network, 11, held);
        double[] second = direction(network, 12, held);
        List<long[]> shapes = ShapeInference.inputShapes(network, TILE);
        try (Drawn inputs = new Drawn(network);
                SubspacePlan plan = new SubspacePlan(
                        network,
                        new SubspacePlan.Tiles(shapes, TILES, inputs::data, memoryLimit),
                        Precision.SINGLE,
                        origin,
                        List.of(first, second))) {
            for (double[] at : POINTS) {
                for (int tile = 0; tile < TILES; tile++) {
                    double[] exact = reference(network, point(origin, first, second, at), tile);
                    double scale = 0;
                    for (double value : exact) {
                        scale = Math.max(scale, Math.abs(value));
                    }
                    // Five layers of sums of up to 36 products, each rounded to 6·10⁻⁸: 2·10⁻⁶ of the largest.
                    assertThat(read(plan.run(tile, at)))
                            .as("at %s of tile %d, held %s", List.of(at[0], at[1]), tile, held)
                            .containsExactly(exact, within(2e-6 * scale));
                }
            }
        }
    }

    @Test
    void aDenseNetworkIsTheSameOnASlice() {
        assertAgrees(dense(), List.of(), ROOM);
        assertAgrees(dense(), List.of("b1", "b2", "b3"), ROOM);
    }

    @Test
    void aConvolutionalNetworkIsTheSameOnASlice() {
        assertAgrees(convolutional(), List.of(), ROOM);
        assertAgrees(convolutional(), List.of("s1", "t1", "s2", "t2", "c"), ROOM);
    }

    @Test
    void heldLayersCountAsData() {
        assertAgrees(convolutional(), List.of("k1", "s1", "t1"), ROOM);
        assertAgrees(convolutional(), List.of("k1", "s1", "t1", "k2", "s2", "t2"), ROOM);
        assertAgrees(dense(), List.of("w1", "b1", "w2", "b2", "w3", "b3"), ROOM);
    }

    @Test
    void withoutRoomEveryPointIsComputedInFull() {
        assertAgrees(dense(), List.of(), 0);
        assertAgrees(convolutional(), List.of("s1", "t1"), 0);
    }

    /** For each tile room for 1 of 2·6·6 numbers at θ₀, along two directions and for the row, and for x; beside them for none. */
    @Test
    void withoutRoomForDerivedWeightsTheyAreMadeAtEveryPoint() {
        long kept = 4L * TILE * TILES * 72 * (4 + 1);
        assertAgrees(convolutional(), List.of("s1", "t1", "s2", "t2", "c"), kept);
        assertAgrees(convolutional(), List.of("s1", "t1", "s2", "t2", "c"), kept + 10_000);
    }

    @Test
    void aPointHasTheSameBitsWhateverCameBefore() {
        Network network = convolutional();
        double[] first = direction(network, 11, List.of("s1", "t1"));
        double[] second = direction(network, 12, List.of("s1", "t1"));
        List<long[]> shapes = ShapeInference.inputShapes(network, TILE);
        try (INDArray input = input(network, 0);
                SubspacePlan plan = new SubspacePlan(
                        network,
                        new SubspacePlan.Tiles(shapes, TILES, tile -> new INDArray[] {input}, ROOM),
                        Precision.SINGLE,
                        network.weights(),
                        List.of(first, second));
                ExecutionPlan whole = ExecutionPlan.forward(network, shapes, Precision.SINGLE)) {
            double[] before = read(plan.run(0, 0.5, 0));
            double[] center = read(plan.run(0, 0, 0));
            plan.run(0, -1, 0.75);
            assertThat(read(plan.run(0, 0.5, 0))).isEqualTo(before);
            assertThat(read(plan.run(0, 0, 0))).isEqualTo(center);

            NativeCopy.write(network.weights(), whole.parameters());
            whole.input(0).assign(input);
            whole.forward();
            assertThat(read(whole.output())).isEqualTo(center);
        }
    }

    /** Where there are fewer tiles than threads; held layers are folded, and brought into blocks, by nodes that run with the data. */
    @Test
    void aPlanThatMakesNoTileComputesWhatTheOthersDo() {
        Network network = convolutional();
        List<String> held = List.of("k1", "k2", "s1", "s2", "t2");
        List<double[]> directions = List.of(direction(network, 1, held), direction(network, 2, held));
        SubspaceVectors vectors = new SubspaceVectors(
                network.layout(), Precision.SINGLE, network.weights(), new double[0], directions, TILES);
        assertThat(vectors.open()).isTrue();
        try (Drawn drawn = new Drawn(network)) {
            var tiles = new SubspacePlan.Tiles(
                    ShapeInference.inputShapes(network, TILE), TILES, drawn::data, Long.MAX_VALUE);
            try (SubspacePlan maker = new SubspacePlan(network, tiles, vectors);
                    SubspacePlan other = new SubspacePlan(network, tiles, vectors)) {
                maker.prepare();
                for (int tile = 0; tile < TILES; tile++) {
                    assertThat(read(other.run(tile, 0.5, -1))).isEqualTo(read(maker.run(tile, 0.5, -1)));
                }
            }
        }
    }

    @Test
    void keptValuesTakeWhatTheLimitAllows() {
        Network network = dense();
        List<double[]> directions = List.of(direction(network, 1, List.of()), direction(network, 2, List.of()));
        List<long[]> shapes = ShapeInference.inputShapes(network, TILE);
        // One value of 9 units a sample is affine: kept at θ₀, along two directions and for the row, for each tile.
        long kept = 4L * 4 * TILE * 9 * TILES;
        try (INDArray input = input(network, 0);
                SubspacePlan enough = new SubspacePlan(
                        network,
                        new SubspacePlan.Tiles(shapes, TILES, tile -> new INDArray[] {input}, kept),
                        Precision.SINGLE,
                        network.weights(),
                        directions);
                SubspacePlan short1 = new SubspacePlan(
                        network,
                        new SubspacePlan.Tiles(shapes, TILES, tile -> new INDArray[] {input}, kept - 1),
                        Precision.SINGLE,
                        network.weights(),
                        directions)) {
            long before = enough.bytes();
            long beforeShort = short1.bytes();
            for (int tile = 0; tile < TILES; tile++) {
                enough.run(tile, 0.5, 0.5);
                short1.run(tile, 0.5, 0.5);
            }
            // Beside the values, the lists of calls of compiled loops.
            assertThat(enough.bytes() - before).isBetween(kept, kept + 256L * TILES);
            assertThat(short1.bytes()).isEqualTo(beforeShort);
        }
    }
}
