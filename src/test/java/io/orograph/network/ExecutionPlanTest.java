package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.operators.OperatorTable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Plans with branches, views and values read twice: what is shared in memory must not show in the numbers. */
final class ExecutionPlanTest {

    private static final int BATCH = 3;

    static {
        NativeThreads.confineCurrentThread();
    }

    private static NetworkSketch sketch(int inputs) {
        return new NetworkSketch().input("x", Shape.FREE, inputs);
    }

    private static double[] input(Network network, int batch, long seed) {
        return new Random(seed)
                .doubles(
                        (long) batch
                                * Shape.sizePerEntry(network.inputs().get(0).shape()),
                        -2,
                        2)
                .toArray();
    }

    private static List<long[]> shapes(Network network, int batch) {
        return ShapeInference.inputShapes(network, batch);
    }

    private static double[] run(ExecutionPlan plan, double[] theta, double[] x) {
        NativeCopy.write(theta, plan.parameters());
        NativeCopy.write(x, plan.input(0));
        plan.forward();
        double[] y = new double[(int) plan.output().length()];
        NativeCopy.read(plan.output(), y);
        return y;
    }

    private static double[] forward(Network network, double[] theta, double[] x) {
        try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes(network, BATCH), Precision.DOUBLE)) {
            return run(plan, theta, x);
        }
    }

    /** ∇θ of Σ cᵢyᵢ, c = 1, 2, 3, … */
    private static double[] gradient(Network network, double[] theta, double[] x) {
        try (ExecutionPlan plan = ExecutionPlan.gradient(network, shapes(network, BATCH), Precision.DOUBLE)) {
            double[] y = run(plan, theta, x);
            double[] c = new double[y.length];
            for (int i = 0; i < c.length; i++) {
                c[i] = i + 1;
            }
            NativeCopy.write(c, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[theta.length];
            NativeCopy.read(plan.parameterGradient(), gradient);
            // Once more: what the first run left in the buffers must not be added to.
            run(plan, theta, x);
            NativeCopy.write(c, plan.outputGradient());
            plan.backward();
            double[] again = new double[theta.length];
            NativeCopy.read(plan.parameterGradient(), again);
            assertThat(again).isEqualTo(gradient);
            return gradient;
        }
    }

    private static void assertGradientIsTheSlope(Network network) {
        double[] theta = network.weights();
        double[] x = input(network, BATCH, 5);
        double[] gradient = gradient(network, theta, x);
        for (int i = 0; i < theta.length; i++) {
            double[] ahead = theta.clone();
            double[] behind = theta.clone();
            ahead[i] += 6e-6;
            behind[i] -= 6e-6;
            double slope = 0;
            double[] up = forward(network, ahead, x);
            double[] down = forward(network, behind, x);
            for (int k = 0; k < up.length; k++) {
                slope += (k + 1) * (up[k] - down[k]) / 12e-6;
            }
            assertThat(gradient[i]).as("parameter " + i).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
        }
    }

    /** Dense layers, each adding to its input: h ← h + tanh(h·W). */
    private static Network residual(int depth, int width) {
        Random random = new Random(depth);
        NetworkSketch sketch = sketch(width);
        String value = "x";
        for (int i = 0; i < depth; i++) {
            sketch.drawn("w" + i, random, 0.4, width, width)
                    .node("MatMul", List.of(value, "w" + i), "z" + i)
                    .node("Tanh", List.of("z" + i), "a" + i)
                    .node("Add", List.of(value, "a" + i), "h" + i);
            value = "h" + i;
        }
        return sketch.output(value, Shape.FREE, width).build();
    }

    @Example
    void residualBranches() {
        Network network = residual(3, 4);
        double[] theta = network.weights();
        double[] x = input(network, BATCH, 1);
        double[] h = x.clone();
        for (int layer = 0; layer < 3; layer++) {
            double[] next = h.clone();
            for (int row = 0; row < BATCH; row++) {
                for (int j = 0; j < 4; j++) {
                    double z = 0;
                    for (int i = 0; i < 4; i++) {
                        z += h[row * 4 + i] * theta[layer * 16 + i * 4 + j];
                    }
                    next[row * 4 + j] += Math.tanh(z);
                }
            }
            h = next;
        }
        assertThat(forward(network, theta, x)).containsExactly(h, within(1e-14));
        assertGradientIsTheSlope(network);
    }

    @Example
    void aValueReadTwiceByOneNode() {
        Network square = sketch(4)
                .drawn("w", new Random(1), 1, 4, 2)
                .node("MatMul", List.of("x", "w"), "z")
                .node("Mul", List.of("z", "z"), "y")
                .output("y", Shape.FREE, 2)
                .build();
        double[] theta = square.weights();
        double[] x = input(square, BATCH, 2);
        double[] y = forward(square, theta, x);
        for (int row = 0; row < BATCH; row++) {
            for (int j = 0; j < 2; j++) {
                double z = 0;
                for (int i = 0; i < 4; i++) {
                    z += x[row * 4 + i] * theta[i * 2 + j];
                }
                assertThat(y[row * 2 + j]).isCloseTo(z * z, within(1e-14));
            }
        }
        assertGradientIsTheSlope(square);

        // z + z, z − z and z ⊗ zᵀ-like concatenations send the same gradient twice.
        for (String operator : List.of("Add", "Sub")) {
            assertGradientIsTheSlope(sketch(4)
                    .drawn("w", new Random(1), 1, 4, 2)
                    .node("MatMul", List.of("x", "w"), "z")
                    .node(operator, List.of("z", "z"), "y")
                    .output("y", Shape.FREE, 2)
                    .build());
        }
        assertGradientIsTheSlope(sketch(4)
                .drawn("w", new Random(1), 1, 4, 2)
                .node("MatMul", List.of("x", "w"), "z")
                .node("Concat", List.of("z", "z", "z"), List.of("y"), Map.of("axis", 1L))
                .output("y", Shape.FREE, 6)
                .build());
    }

    /** A table of embeddings that is read by rows and, transposed in a tensor of its own, gives the scores of its rows. */
    @Example
    void aTensorThatFollowsAParameterMovesWithIt() {
        Random random = new Random(7);
        Tensor table = NetworkSketch.drawn(random, 1, 5, 4);
        Network apart = sketch(5)
                .tensor("table", table)
                .tensor("MatMul_12", transposed(table))
                .tensor("again", table)
                .node("MatMul", List.of("x", "table"), "e")
                .node("Tanh", List.of("e"), "h")
                .node("MatMul", List.of("h", "MatMul_12"), "s")
                .node("MatMul", List.of("s", "again"), "y")
                .output("y", Shape.FREE, 4)
                .build();
        Network tied = apart.tying(new EqualTensors(apart.layout(), apart.weights()).tied(), OperatorTable.standard());

        assertThat(tied.layout().parameters()).extracting(Parameter::name).containsExactly("table");
        assertThat(tied.layout().tied()).extracting(TiedTensor::transposed).containsExactly(true, false);
        double[] x = input(tied, BATCH, 3);
        assertThat(forward(tied, tied.weights(), x)).containsExactly(forward(apart, apart.weights(), x));
        assertGradientIsTheSlope(tied);

        Network untied = tied.choosing(Set.of("MatMul_12", "again"), Set.of());
        assertThat(untied.layout().parameters())
                .extracting(Parameter::name, Parameter::offset, Parameter::outputAxis)
                .containsExactly(tuple("table", 0, 1), tuple("MatMul_12", 20, 1), tuple("again", 40, 1));
        assertThat(untied.nodes()).isEqualTo(apart.nodes());
        assertThat(untied.weights()).containsExactly(apart.weights());
        Network held = tied.choosing(Set.of(), Set.of("MatMul_12"));
        assertThat(held.layout().size()).isEqualTo(table.size());
        assertThat(forward(held, held.weights(), x)).containsExactly(forward(apart, apart.weights(), x));
        assertGradientIsTheSlope(held);
    }

    @Example
    void aParameterThatIsSplitComputesAsBefore() {
        Random random = new Random(8);
        Network whole = sketch(5)
                .drawn("qkv", random, 1, 5, 12)
                .drawn("bias", random, 1, 12)
                .drawn("out", random, 1, 12, 4)
                .node("MatMul", List.of("x", "qkv"), "h")
                .node("Add", List.of("h", "bias"), "s")
                .node("Tanh", List.of("s"), "t")
                .node("MatMul", List.of("t", "out"), "y")
                .output("y", Shape.FREE, 4)
                .build();
        Network split = whole.splitting(
                        "qkv", new Partition(1, List.of("a", "b"), List.of(8, 4)), OperatorTable.standard())
                .splitting("qkv.a", Partition.numbered(0, List.of(2, 3)), OperatorTable.standard())
                .splitting("out", Partition.numbered(0, List.of(5, 7)), OperatorTable.standard());

        assertThat(split.layout().parameters())
                .extracting(Parameter::name, Parameter::offset, Parameter::outputAxis)
                .containsExactly(
                        tuple("qkv.a.0", 0, 1),
                        tuple("qkv.a.1", 16, 1),
                        tuple("qkv.b", 40, 1),
                        tuple("bias", 60, -1),
                        tuple("out.0", 72, 1),
                        tuple("out.1", 92, 1));
        double[] x = input(split, BATCH, 3);
        assertThat(forward(split, split.weights(), x)).containsExactly(forward(whole, whole.weights(), x));
        assertGradientIsTheSlope(split);
        assertThat(split.weights()[16]).isEqualTo(whole.weights()[2 * 12]);

        Network held = split.choosing(Set.of(), Set.of("qkv.b"));
        assertThat(forward(held, held.weights(), x)).containsExactly(forward(whole, whole.weights(), x));
        assertGradientIsTheSlope(held);
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = (int) matrix.shape()[0];
        int columns = (int) matrix.shape()[1];
        double[] values = new double[matrix.size()];
        for (int i = 0; i < values.length; i++) {
            values[i % columns * rows + i / columns] = matrix.get(i);
        }
        return Tensor.of(values, columns, rows);
    }

    @Example
    void aParameterSharedByTwoNodes() {
        Network tied = sketch(3)
                .drawn("w", new Random(1), 1, 3, 3)
                .drawn("b", new Random(2), 1, 3)
                .node("Gemm", List.of("x", "w", "b"), "z")
                .node("Tanh", List.of("z"), "a")
                .node("Gemm", List.of("a", "w", "b"), List.of("y"), Map.of("transB", 1L))
                .output("y", Shape.FREE, 3)
                .build();

        assertThat(tied.layout().size()).isEqualTo(12);
        assertGradientIsTheSlope(tied);
    }

    /** A view keeps the memory under it in use, also by way of another view and after its origin was read last. */
    @Example
    void viewsKeepWhatIsUnderThem() {
        Random random = new Random(3);
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 2, 3)
                .drawn("w", random, 1, 6, 6)
                .drawn("v", random, 1, 6, 6)
                .tensor("shape", Tensor.of(new long[] {0, 2, 3}, 3))
                .node("Flatten", List.of("x"), "f")
                .node("MatMul", List.of("f", "w"), "z")
                .node("Identity", List.of("z"), "i")
                .node("Reshape", List.of("i", "shape"), "r")
                .node("Tanh", List.of("z"), "t")
                .node("MatMul", List.of("t", "v"), "u")
                .node("Tanh", List.of("u"), "p")
                .node("MatMul", List.of("p", "v"), "q")
                .node("Flatten", List.of("r"), "g")
                .node("Add", List.of("q", "g"), "y")
                .output("y", Shape.FREE, 6)
                .build();
        assertSameWithAndWithoutReuse(network, 7);
        assertGradientIsTheSlope(network);
    }

    private static void assertSameWithAndWithoutReuse(Network network, int batch) {
        double[] theta = network.weights();
        double[] x = input(network, batch, 4);
        for (Precision precision : Precision.values()) {
            try (ExecutionPlan reusing = ExecutionPlan.forward(network, shapes(network, batch), precision);
                    ExecutionPlan keeping = ExecutionPlan.gradient(network, shapes(network, batch), precision)) {
                double[] expected = run(keeping, theta, x);
                assertThat(run(reusing, theta, x)).isEqualTo(expected);
                assertThat(run(reusing, theta, x)).as("a second run").isEqualTo(expected);
                assertThat(reusing.bytes()).isLessThan(keeping.bytes());
            }
        }
    }

    @Example
    void outputsThatNobodyReads() {
        Network network = sketch(4)
                .drawn("w", new Random(1), 1, 4, 4)
                .drawn("v", new Random(2), 1, 4, 4)
                .node("MatMul", List.of("x", "w"), "z")
                .node("Dropout", List.of("z"), List.of("d", "mask"), Map.of())
                .node("Tanh", List.of("d"), "t")
                .node("MatMul", List.of("d", "v"), "second")
                .output("t", Shape.FREE, 4)
                .output("second", Shape.FREE, 4)
                .build();
        double[] theta = network.weights();
        double[] gradient = gradient(network, theta, input(network, BATCH, 5));

        assertSameWithAndWithoutReuse(network, 3);
        assertGradientIsTheSlope(network);
        // v serves the second output only, of which the objective knows nothing.
        for (int i = network.layout().find("v").orElseThrow().offset(); i < gradient.length; i++) {
            assertThat(gradient[i]).isZero();
        }
    }

    @Example
    void anOutputThatIsReadAgainKeepsItsMemory() {
        Network network = sketch(4)
                .drawn("w", new Random(1), 1, 4, 4)
                .drawn("v", new Random(2), 1, 4, 4)
                .node("MatMul", List.of("x", "w"), "y")
                .node("MatMul", List.of("y", "v"), "a")
                .node("Tanh", List.of("a"), "b")
                .node("MatMul", List.of("b", "v"), "c")
                .output("y", Shape.FREE, 4)
                .output("c", Shape.FREE, 4)
                .build();
        assertSameWithAndWithoutReuse(network, 3);
        assertGradientIsTheSlope(network);
    }

    /** Random graphs of sums, products and activations over values picked at random, some behind views; the same each run. */
    @Property(tries = 60, seed = "2024")
    void anyGraphGivesTheSameWithReusedBuffersAndItsGradientIsTheSlope(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int nodes) {
        Random random = new Random(seed);
        NetworkSketch sketch = sketch(4).drawn("w0", random, 0.7, 4, 4).node("MatMul", List.of("x", "w0"), "v0");
        for (int i = 1; i <= nodes; i++) {
            String a = "v" + random.nextInt(i);
            String b = "v" + random.nextInt(i);
            switch (random.nextInt(6)) {
                case 0 -> sketch.drawn("w" + i, random, 0.7, 4, 4).node("MatMul", List.of(a, "w" + i), "v" + i);
                case 1 -> sketch.node("Add", List.of(a, b), "v" + i);
                case 2 -> sketch.node("Tanh", List.of(a), "t" + i).node("Mul", List.of("t" + i, b), "v" + i);
                case 3 -> sketch.node("Sigmoid", List.of(a), "v" + i);
                case 4 -> sketch.node("Identity", List.of(a), "v" + i);
                default -> sketch.node("MatMul", List.of(a, "w0"), "v" + i);
            }
        }
        Network network = sketch.node("Tanh", List.of("v" + nodes), "y")
                .output("y", Shape.FREE, 4)
                .build();

        double[] theta = network.weights();
        double[] x = input(network, BATCH, 4);
        try (ExecutionPlan keeping = ExecutionPlan.gradient(network, shapes(network, BATCH), Precision.DOUBLE)) {
            assertThat(forward(network, theta, x)).isEqualTo(run(keeping, theta, x));
        }
        assertDirectionalSlope(network, random);
    }

    private static void assertDirectionalSlope(Network network, Random random) {
        double[] theta = network.weights();
        double[] x = input(network, BATCH, 4);
        double[] gradient = gradient(network, theta, x);
        double[] ahead = theta.clone();
        double[] behind = theta.clone();
        double expected = 0;
        for (int i = 0; i < theta.length; i++) {
            double d = random.nextDouble() - 0.5;
            ahead[i] += 6e-6 * d;
            behind[i] -= 6e-6 * d;
            expected += gradient[i] * d;
        }
        double[] up = forward(network, ahead, x);
        double[] down = forward(network, behind, x);
        double slope = 0;
        for (int k = 0; k < up.length; k++) {
            slope += (k + 1) * (up[k] - down[k]) / 12e-6;
        }
        // Sums of up to 12·12 terms, chains of up to 14 nodes whose third derivatives grow: relative 1e-6 is safe.
        assertThat(expected).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
    }

    @Example
    void aDeepNetworkTakesNoMoreMemoryThanAShallowOne() {
        int batch = 1000;
        int width = 16;
        Network deep = residual(60, width);
        try (ExecutionPlan plan = ExecutionPlan.forward(deep, shapes(deep, batch), Precision.SINGLE)) {
            long value = 4L * batch * width;
            // The input, the first layer's affine values, and at a time h, z, a and the next h; the weights, and once
            // more in
            // panels, with what the layers are bound to; nothing for each layer that grows with the batch.
            assertThat(plan.bytes())
                    .isLessThanOrEqualTo(6 * value + 3 * 4L * deep.layout().size() + 1024);
        }
        Network chain = NetworkSketch.dense(1, "Tanh", List.of(), width, width, width, width, width, width, width);
        try (ExecutionPlan plan = ExecutionPlan.forward(chain, shapes(chain, batch), Precision.SINGLE)) {
            long value = 4L * batch * width;
            // The input, the first layer's affine values, and two values in turn; the weights, and once more in panels,
            // with
            // what the layers are bound to.
            assertThat(plan.bytes())
                    .isLessThanOrEqualTo(4 * value + 3 * 4L * chain.layout().size() + 1024);
        }
    }

    @Example
    void inputsOfTheWrongShapeGiveASentence() {
        Network network = NetworkSketch.dense(1, "Relu", List.of(), 4, 3, 2);

        assertThatThrownBy(() -> ExecutionPlan.forward(network, List.of(new long[] {5, 3}), Precision.SINGLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network's input \"x\" takes [batch, 4], not [5, 3]");
        assertThatThrownBy(() -> ExecutionPlan.forward(network, List.of(new long[] {4}), Precision.SINGLE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void copiesOfTheWrongLengthAreRefused() {
        Network network = NetworkSketch.dense(1, "Relu", List.of(), 4, 3, 2);
        for (Precision precision : Precision.values()) {
            try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes(network, 5), precision)) {
                assertThatThrownBy(() -> NativeCopy.write(new double[21], plan.input(0)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("21 numbers for an array of 20");
                assertThatThrownBy(() -> NativeCopy.read(plan.output(), new double[11]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Example
    void copiesLongerThanAChunkArrive() {
        Network network = sketch(20_001)
                .node("Identity", List.of("x"), "y")
                .output("y", Shape.FREE, 20_001)
                .build();
        double[] values = new Random(1).doubles(20_001).toArray();
        for (Precision precision : Precision.values()) {
            try (ExecutionPlan plan = ExecutionPlan.forward(network, shapes(network, 1), precision)) {
                double[] read = run(plan, new double[0], values);
                for (int i = 0; i < values.length; i++) {
                    double expected = precision == Precision.SINGLE ? (float) values[i] : values[i];
                    assertThat(read[i] == expected).isTrue();
                }
            }
        }
    }
}
