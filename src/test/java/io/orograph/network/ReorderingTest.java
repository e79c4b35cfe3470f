package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pools behind the first layer take their numbers in planes, on a slice whose affine values are kept, and give the same. */
class ReorderingTest {

    private static final int TILE = 3;
    private static final long ROOM = 1 << 20;

    private final Random random = new Random(3);

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private NetworkSketch convolved(long side, long kernel) {
        return new NetworkSketch()
                .input("x", Shape.FREE, 1, side, side)
                .drawn("k", random, 0.4, 3, 1, kernel, kernel)
                .drawn("b", random, 0.3, 3)
                .node("Conv", List.of("x", "k", "b"), List.of("z"), Map.of());
    }

    private static Map<String, Object> windows(long kernel, long stride) {
        return Map.of("kernel_shape", new long[] {kernel, kernel}, "strides", new long[] {stride, stride});
    }

    private Network classified(NetworkSketch sketch, String value, long features) {
        return sketch.drawn("w", random, 0.2, features, 2)
                .node("Flatten", List.of(value), "f")
                .node("MatMul", List.of("f", "w"), "y")
                .output("y", Shape.FREE, 2)
                .build();
    }

    private static int ordered(Network network) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, TILE));
        return (int) Reordering.of(network, new Dependences(network, Set.of()), shapes).nodes().stream()
                .filter(node -> node.type().equals("Order"))
                .count();
    }

    private void check(Network network, int expected) {
        assertThat(ordered(network)).isEqualTo(expected);
        double[] origin = network.weights();
        double[] first = random.doubles(origin.length, -1, 1).toArray();
        double[] second = random.doubles(origin.length, -1, 1).toArray();
        List<long[]> shapes = ShapeInference.inputShapes(network, TILE);
        double[] x = random.doubles(Shape.size(shapes.get(0)), -1, 1).toArray();
        for (Precision precision : Precision.values()) {
            try (INDArray input = Nd4j.create(precision.type(), shapes.get(0));
                    ExecutionPlan whole = ExecutionPlan.gradient(network, shapes, precision);
                    SubspacePlan slice = new SubspacePlan(
                            network,
                            new SubspacePlan.Tiles(shapes, 1, tile -> new INDArray[] {input}, ROOM),
                            precision,
                            origin,
                            List.of(first, second))) {
                NativeCopy.write(x, input);
                whole.input(0).assign(input);
                double[] theta = origin.clone();
                Arrays.setAll(theta, i -> origin[i] + 0.5 * first[i] - 0.75 * second[i]);
                NativeCopy.write(theta, whole.parameters());
                whole.forward();
                // Three sums of at most 108 products, each rounded to half a unit in the last place.
                double unit = precision == Precision.SINGLE ? Math.ulp(1f) : Math.ulp(1.0);
                assertThat(read(slice.run(0, 0.5, -0.75))).containsExactly(read(whole.output()), within(100 * unit));
            }
        }
    }

    private static double[] read(INDArray array) {
        double[] values = new double[(int) array.length()];
        NativeCopy.read(array, values);
        return values;
    }

    @Test
    void aRectifierGoesBehindThePool() {
        NetworkSketch sketch = convolved(8, 3)
                .node("Relu", List.of("z"), "a")
                .node("MaxPool", List.of("a"), List.of("p"), windows(2, 2));
        check(classified(sketch, "p", 27), 1);
    }

    /** Of an odd height the last row is under no window. */
    @Test
    void whatIsUnderNoWindowIsLeftOut() {
        NetworkSketch sketch = convolved(9, 3)
                .node("MaxPool", List.of("z"), List.of("p"), windows(3, 3))
                .node("Relu", List.of("p"), "a");
        check(classified(sketch, "a", 12), 1);
        sketch = convolved(9, 3)
                .node("MaxPool", List.of("z"), List.of("p"), windows(2, 2))
                .node("Relu", List.of("p"), "a");
        check(classified(sketch, "a", 27), 1);
        sketch = convolved(10, 4).node("MaxPool", List.of("z"), List.of("p"), windows(2, 2));
        check(classified(sketch, "p", 27), 1);
    }

    @Test
    void oneAxis() {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, 2, 12)
                .drawn("k", random, 0.4, 3, 2, 3)
                .node("Conv", List.of("x", "k"), "z")
                .node("Relu", List.of("z"), "a")
                .node(
                        "MaxPool",
                        List.of("a"),
                        List.of("p"),
                        Map.of("kernel_shape", new long[] {2}, "strides", new long[] {2}));
        check(classified(sketch, "p", 15), 1);
    }

    @Test
    void otherPoolsStayAsTheyAre() {
        NetworkSketch overlapping = convolved(8, 3)
                .node("Relu", List.of("z"), "a")
                .node("MaxPool", List.of("a"), List.of("p"), windows(2, 1));
        check(classified(overlapping, "p", 75), 0);
        NetworkSketch padded = convolved(7, 3)
                .node(
                        "MaxPool",
                        List.of("z"),
                        List.of("p"),
                        Map.of(
                                "kernel_shape", new long[] {2, 2},
                                "strides", new long[] {2, 2},
                                "pads", new long[] {1, 1, 0, 0}));
        check(classified(padded, "p", 27), 0);
        // What another function lies before, or somebody else reads.
        NetworkSketch bent = convolved(8, 3)
                .node("Tanh", List.of("z"), "a")
                .node("MaxPool", List.of("a"), List.of("p"), windows(2, 2));
        check(classified(bent, "p", 27), 0);
        NetworkSketch read = convolved(8, 3)
                .node("Relu", List.of("z"), "a")
                .node("MaxPool", List.of("a"), List.of("p"), windows(2, 2))
                .node("AveragePool", List.of("a"), List.of("q"), windows(2, 2))
                .node("Add", List.of("p", "q"), "s");
        check(classified(read, "s", 27), 0);
    }
}
