package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which nodes become one, and that they compute the same as one by one. */
class JoiningTest {

    private static final int BATCH = 5;

    /** Some roundings of half a unit each, of numbers of size 1 to 3; those of a mean before it is taken off too. */
    private static final double TOLERANCE = 5e-6;

    private final Random random = new Random(4);

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    /** So that what is joined is what runs. */
    @BeforeAll
    static void declineEngine() {
        LayerEngines.choose(Kernels.ND4J);
    }

    @AfterAll
    static void chooseDefault() {
        LayerEngines.choose(Kernels.standard());
    }

    private static Tensor number(double value) {
        return Tensor.of(new float[] {(float) value});
    }

    /** x·w1·w2 with something between the two, so that what follows is not affine in θ. */
    private NetworkSketch sketch(int tokens, int width) {
        return new NetworkSketch()
                .input("x", Shape.FREE, tokens, 6)
                .drawn("w1", random, 1, 6, 8)
                .drawn("b1", random, 1, width)
                .node("MatMul", List.of("x", "w1"), "p")
                .node("Tanh", List.of("p"), "t")
                .drawn("w2", random, 1, 8, width)
                .node("MatMul", List.of("t", "w2"), "z");
    }

    private NetworkSketch gelu(NetworkSketch sketch) {
        return sketch.tensor("root", number(Math.sqrt(2)))
                .tensor("one", number(1))
                .tensor("half", number(0.5))
                .node("Add", List.of("b1", "z"), "a")
                .node("Div", List.of("a", "root"), "d")
                .node("Erf", List.of("d"), "e")
                .node("Add", List.of("e", "one"), "s")
                .node("Mul", List.of("a", "s"), "m")
                .node("Mul", List.of("m", "half"), "y");
    }

    private NetworkSketch normalized(NetworkSketch sketch, int width) {
        return sketch.tensor("two", number(2))
                .tensor("epsilon", number(1e-5))
                .drawn("scale", random, 1, width)
                .drawn("shift", random, 1, width)
                .node("ReduceMean", List.of("z"), List.of("mean"), Map.of("axes", new long[] {-1}))
                .node("Sub", List.of("z", "mean"), "d")
                .node("Pow", List.of("d", "two"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), Map.of("axes", new long[] {-1}))
                .node("Add", List.of("v", "epsilon"), "ve")
                .node("Sqrt", List.of("ve"), "sd")
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "ns")
                .node("Add", List.of("ns", "shift"), "y");
    }

    private static List<String> joined(Network network, Set<String> fixed) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, BATCH));
        return Joining.of(network, new Dependences(network, fixed), shapes).nodes().stream()
                .map(Network.Node::type)
                .toList();
    }

    private static List<String> joined(Network network) {
        return joined(network, Set.of());
    }

    private double[] run(ExecutionPlan plan, Network network, double[] x) {
        try (plan) {
            NativeCopy.write(x, plan.input(0));
            NativeCopy.write(network.weights(), plan.parameters());
            plan.forward();
            // Nothing may be left from the run before.
            plan.forward();
            double[] y = new double[(int) plan.output().length()];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    /** A plan that joins against one that keeps all values, and both against double precision. */
    private void check(Network network) {
        List<long[]> shapes = ShapeInference.inputShapes(network, BATCH);
        double[] x = random.doubles(Shape.size(shapes.get(0)), -1, 1)
                .map(v -> (float) v)
                .toArray();
        double[] exact = run(ExecutionPlan.gradient(network, shapes, Precision.DOUBLE), network, x);
        double[] single = run(ExecutionPlan.gradient(network, shapes, Precision.SINGLE), network, x);
        double[] joined = run(ExecutionPlan.forward(network, shapes, Precision.SINGLE), network, x);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertThat(furthest(joined, exact)).isLessThan(TOLERANCE * largest);
        assertThat(furthest(joined, single)).isLessThan(TOLERANCE * largest);
        assertThat(Arrays.equals(exact, run(ExecutionPlan.forward(network, shapes, Precision.DOUBLE), network, x)))
                .as("in double precision nothing is joined")
                .isTrue();
    }

    private static double furthest(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .reduce(0, Math::max);
    }

    @Test
    void aBiasAndAGeluOfSixNodesAreOne() {
        Network network = gelu(sketch(30, 40)).output("y", Shape.FREE, 30, 40).build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Joined");
        check(network);
    }

    @Test
    void aLayerNormalizationOfNineNodesIsOne() {
        for (int width : new int[] {2, 40, 1500}) {
            Network network = normalized(sketch(9, width), width)
                    .output("y", Shape.FREE, 9, width)
                    .build();
            assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Joined");
            check(network);
        }
    }

    /** Rows must fit what is computed at a time; what looks at no rows is joined all the same. */
    @Test
    void rowsThatAreTooLongAreLeft() {
        Network network = normalized(sketch(1, 2100), 2100)
                .output("y", Shape.FREE, 1, 2100)
                .build();
        assertThat(joined(network)).filteredOn("ReduceMean"::equals).hasSize(2);
        assertThat(joined(network)).endsWith("Joined");
        check(network);
    }

    @Test
    void aScaleGoesIntoTheSoftmaxBehindIt() {
        Network network = sketch(3, 8)
                .tensor("factor", number(0.25))
                .node("Mul", List.of("z", "factor"), "s")
                .node("Softmax", List.of("s"), List.of("y"), Map.of("axis", -1L))
                .output("y", Shape.FREE, 3, 8)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Joined");
        check(network);
    }

    /** What comes before it is written to memory, where the softmax is made of it. */
    @Test
    void aSoftmaxBehindAScaleAndAMaskMayBeMachineCode() {
        LayerEngines.choose(Kernels.standard());
        try {
            for (int width : new int[] {3, 8, 40, 100, 1500}) {
                Network network = sketch(3, width)
                        .tensor("factor", number(0.25))
                        .drawn("mask", random, 1, 3, width)
                        .node("Mul", List.of("z", "factor"), "s")
                        .node("Add", List.of("s", "mask"), "m")
                        .node("Softmax", List.of("m"), List.of("y"), Map.of("axis", -1L))
                        .output("y", Shape.FREE, 3, width)
                        .build();
                check(network);
            }
        } finally {
            LayerEngines.choose(Kernels.ND4J);
        }
    }

    @Test
    void aLayerNormalizationMayBeMachineCode() {
        LayerEngines.choose(Kernels.standard());
        try {
            for (int width : new int[] {2, 8, 21, 64, 1500}) {
                check(normalized(sketch(9, width), width)
                        .output("y", Shape.FREE, 9, width)
                        .build());
            }
        } finally {
            LayerEngines.choose(Kernels.ND4J);
        }
    }

    /** As one compiled loop, if rows fill a register. */
    @Test
    void whatLooksAlongNoRowsMayBeMachineCode() {
        LayerEngines.choose(Kernels.standard());
        try {
            for (int width : new int[] {3, 8, 21}) {
                Network network = sketch(3, width)
                        .drawn("mask", random, 1, 3, 1)
                        .node("Mul", List.of("z", "z"), "s")
                        .node("Mul", List.of("s", "z"), "q")
                        .node("Sub", List.of("b1", "q"), "d")
                        .node("Mul", List.of("d", "mask"), "m")
                        .node("Neg", List.of("m"), "y")
                        .output("y", Shape.FREE, 3, width)
                        .build();
                check(network);
            }
        } finally {
            LayerEngines.choose(Kernels.ND4J);
        }
    }

    @Test
    void aSoftmaxAlongAnotherAxisIsLeft() {
        Network network = sketch(3, 8)
                .tensor("factor", number(0.25))
                .node("Mul", List.of("z", "factor"), "s")
                .node("Softmax", List.of("s"), List.of("y"), Map.of("axis", 1L))
                .output("y", Shape.FREE, 3, 8)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Mul", "Softmax");
    }

    @Test
    void aLayerNormalizationTakesTheSumBeforeItAndTheFactorBehindIt() {
        Network network = sketch(3, 40)
                .drawn("scale", random, 1, 40)
                .drawn("factor", random, 1, 40)
                .node("Add", List.of("z", "b1"), "a")
                .node("LayerNormalization", List.of("a", "scale"), "n")
                .node("Mul", List.of("n", "factor"), "y")
                .output("y", Shape.FREE, 3, 40)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Joined");
        check(network);
    }

    /** A factor for each token is not copied block by block. */
    @Test
    void whatIsStretchedOtherwiseIsLeft() {
        Network network = sketch(3, 40)
                .drawn("factor", random, 1, 3, 1)
                .node("Add", List.of("z", "b1"), "a")
                .node("Mul", List.of("a", "factor"), "y")
                .output("y", Shape.FREE, 3, 40)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Add", "Mul");
    }

    @Test
    void whatSomebodyElseReadsIsComputedForItself() {
        Network network = gelu(sketch(3, 40))
                .output("y", Shape.FREE, 3, 40)
                .output("s", Shape.FREE, 3, 40)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Tanh", "MatMul", "Add", "Joined", "Joined");
        check(network);
    }

    @Test
    void whatIsAffineInTheWeightsIsLeft() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 6)
                .drawn("w", random, 1, 6, 4)
                .drawn("b", random, 1, 4)
                .tensor("factor", number(0.25))
                .node("MatMul", List.of("x", "w"), "z")
                .node("Add", List.of("z", "b"), "a")
                .node("Mul", List.of("a", "factor"), "y")
                .output("y", Shape.FREE, 4)
                .build();
        assertThat(joined(network)).containsExactly("MatMul", "Add", "Mul");
    }

    /** NaN and infinity come out where they would node by node. */
    @Test
    void whatIsNoNumberStaysInItsRow() {
        Network network =
                normalized(sketch(3, 40), 40).output("y", Shape.FREE, 3, 40).build();
        List<long[]> shapes = ShapeInference.inputShapes(network, BATCH);
        double[] x = new double[Shape.size(shapes.get(0))];
        Arrays.setAll(x, i -> i == 20 ? Double.NaN : 0.1 * i);
        double[] y = run(ExecutionPlan.forward(network, shapes, Precision.SINGLE), network, x);
        long[] rows = LongStream.range(0, y.length)
                .filter(i -> Double.isNaN(y[(int) i]))
                .map(i -> i / 40)
                .distinct()
                .toArray();
        assertThat(rows).containsExactly(20 / 6);
    }
}
