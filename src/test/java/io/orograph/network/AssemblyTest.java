package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes are recognised as parts of one function, and that the function computes what they do. */
class AssemblyTest {

    private static final int TOKENS = 9;
    private static final int WIDTH = 100;
    private static final int BATCH = 5;

    /** Some roundings of half a unit each, of numbers of size 1 to 3, and the polynomials of an engine. */
    private static final double TOLERANCE = 5e-6;

    private final Random random = new Random(4);

    private static Tensor number(double value) {
        return Tensor.of(new float[] {(float) value});
    }

    /** x·w1·w2 with something between the two, so that what follows is not affine in θ. */
    private NetworkSketch sketch() {
        return new NetworkSketch()
                .input("x", Shape.FREE, TOKENS, 6)
                .drawn("w1", random, 1, 6, 8)
                .node("MatMul", List.of("x", "w1"), "p")
                .node("Tanh", List.of("p"), "t")
                .drawn("w2", random, 1, 8, WIDTH)
                .node("MatMul", List.of("t", "w2"), "z")
                .tensor("one", number(1))
                .tensor("two", number(2))
                .tensor("half", number(0.5));
    }

    private NetworkSketch onePlusErf(NetworkSketch sketch, String by, double factor) {
        return sketch.tensor("root", number(factor))
                .node(by, List.of("z", "root"), "d")
                .node("Erf", List.of("d"), "e")
                .node("Add", List.of("e", "one"), "s");
    }

    private NetworkSketch centred(NetworkSketch sketch) {
        return sketch.drawn("scale", random, 1, WIDTH)
                .drawn("shift", random, 1, WIDTH)
                .tensor("epsilon", number(1e-5))
                .node("ReduceMean", List.of("z"), List.of("mean"), Map.of("axes", new long[] {-1}))
                .node("Sub", List.of("z", "mean"), "d");
    }

    private NetworkSketch deviation(NetworkSketch sketch, boolean power) {
        return centred(sketch)
                .node(power ? "Pow" : "Mul", List.of("d", power ? "two" : "d"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), Map.of("axes", new long[] {-1}))
                .node("Add", List.of("epsilon", "v"), "ve")
                .node("Sqrt", List.of("ve"), "sd");
    }

    private static Network built(NetworkSketch sketch) {
        return sketch.output("y", Shape.FREE, TOKENS, WIDTH).build();
    }

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
        LayerEngines.choose(Kernels.ONEDNN);
    }

    @AfterAll
    static void chooseDefault() {
        LayerEngines.choose(Kernels.standard());
    }

    private static double[] run(Network network, double[] x, Precision precision) {
        try (ExecutionPlan plan =
                ExecutionPlan.forward(network, ShapeInference.inputShapes(network, BATCH), precision)) {
            NativeCopy.write(x, plan.input(0));
            NativeCopy.write(network.weights(), plan.parameters());
            plan.forward();
            double[] y = new double[(int) plan.output().length()];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    /** Returns the nodes, after a plan of them has computed what the parts do in 64 bits. */
    private List<String> computed(Network network) {
        double[] x =
                random.doubles(BATCH * TOKENS * 6, -1, 1).map(v -> (float) v).toArray();
        double[] exact = run(network, x, Precision.DOUBLE);
        double[] y = run(network, x, Precision.SINGLE);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).as("number %d", i).isCloseTo(exact[i], within(TOLERANCE * largest));
        }
        checkGradient(network, x);
        return assembled(network);
    }

    /** A plan in double precision goes back by the parts. */
    private void checkGradient(Network network, double[] x) {
        double[] g = random.doubles(BATCH * TOKENS * WIDTH, -1, 1)
                .map(v -> (float) v)
                .toArray();
        double[] exact = gradient(network, x, g, Precision.DOUBLE);
        double[] gradient = gradient(network, x, g, Precision.SINGLE);
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < exact.length; i++) {
            assertThat(gradient[i]).as("derivative %d", i).isCloseTo(exact[i], within(2 * TOLERANCE * largest));
        }
    }

    private static double[] gradient(Network network, double[] x, double[] g, Precision precision) {
        try (ExecutionPlan plan =
                ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, BATCH), precision)) {
            NativeCopy.write(x, plan.input(0));
            NativeCopy.write(network.weights(), plan.parameters());
            plan.forward();
            NativeCopy.write(g, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[network.layout().size()];
            NativeCopy.read(plan.parameterGradient(), gradient);
            return gradient;
        }
    }

    private static List<String> assembled(Network network) {
        return assembled(network, false);
    }

    private static List<String> assembled(Network network, boolean gradients) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, BATCH));
        Network assembled = Assembly.of(network, new Dependences(network, Set.of()), shapes, gradients);
        ShapeInference.infer(assembled, ShapeInference.inputShapes(network, BATCH));
        return assembled.nodes().stream().map(Network.Node::type).toList();
    }

    @ParameterizedTest
    @CsvSource({"Div, 1.4142135", "Mul, 0.70710677"})
    void aGeluInAnyOrderOfItsFactors(String by, double factor) {
        List<String> one = List.of("MatMul", "Tanh", "MatMul", "Gelu");
        for (List<String> factors : List.of(
                List.of("z", "s", "half"),
                List.of("z", "half", "s"),
                List.of("s", "half", "z"),
                List.of("half", "s", "z"))) {
            NetworkSketch inner = onePlusErf(sketch(), by, factor).node("Mul", factors.subList(0, 2), "m");
            assertThat(computed(built(inner.node("Mul", List.of("m", factors.get(2)), "y"))))
                    .isEqualTo(one);
            NetworkSketch outer = onePlusErf(sketch(), by, factor).node("Mul", factors.subList(0, 2), "m");
            assertThat(computed(built(outer.node("Mul", List.of(factors.get(2), "m"), "y"))))
                    .isEqualTo(one);
        }
    }

    /** 1.7 is no root of two, and 0.4 no half. */
    @ParameterizedTest
    @CsvSource({"1.7, half", "1.4142135, two", "1.414, half"})
    void whatHasOtherNumbersIsNoGelu(double root, String half) {
        NetworkSketch sketch = onePlusErf(sketch(), "Div", root).node("Mul", List.of("z", "s"), "m");
        assertThat(assembled(built(sketch.node("Mul", List.of("m", half), "y"))))
                .hasSize(8);
    }

    @Test
    void whatMultipliesAnotherValueIsNoGelu() {
        NetworkSketch sketch = onePlusErf(sketch(), "Div", Math.sqrt(2))
                .node("Neg", List.of("z"), "n")
                .node("Mul", List.of("n", "s"), "m");
        assertThat(assembled(built(sketch.node("Mul", List.of("m", "half"), "y"))))
                .doesNotContain("Gelu");
    }

    @Test
    void aPartThatSomebodyElseReadsIsLeft() {
        NetworkSketch sketch = onePlusErf(sketch(), "Div", Math.sqrt(2)).node("Mul", List.of("z", "s"), "m");
        Network network = built(sketch.node("Mul", List.of("m", "half"), "y").output("e", Shape.FREE, TOKENS, WIDTH));
        assertThat(computed(network)).doesNotContain("Gelu");
        NetworkSketch read = deviation(sketch(), true)
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "ns")
                .node("Add", List.of("ns", "d"), "y");
        assertThat(assembled(built(read))).doesNotContain("LayerNormalization");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLayerNormalizationByQuotientOrReciprocal(boolean power) {
        NetworkSketch quotient = deviation(sketch(), power)
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("scale", "n"), "ns")
                .node("Add", List.of("ns", "shift"), "y");
        assertThat(computed(built(quotient))).containsExactly("MatMul", "Tanh", "MatMul", "LayerNormalization");
        NetworkSketch product = deviation(sketch(), power)
                .node("Reciprocal", List.of("sd"), "r")
                .node("Mul", List.of("r", "d"), "n")
                .node("Mul", List.of("n", "scale"), "ns")
                .node("Add", List.of("shift", "ns"), "y");
        assertThat(computed(built(product))).containsExactly("MatMul", "Tanh", "MatMul", "LayerNormalization");
    }

    /** What is added is not a row but what skipped the layer. */
    @Test
    void aLayerNormalizationWithoutShift() {
        NetworkSketch sketch = deviation(sketch(), true)
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "ns")
                .node("Add", List.of("ns", "z"), "y");
        assertThat(computed(built(sketch))).containsExactly("MatMul", "Tanh", "MatMul", "LayerNormalization", "Add");
    }

    @Test
    void aNormalizationOverAnotherAxisIsLeft() {
        Map<String, Object> axis = Map.of("axes", new long[] {1});
        NetworkSketch sketch = sketch().drawn("scale", random, 1, WIDTH)
                .tensor("epsilon", number(1e-5))
                .node("ReduceMean", List.of("z"), List.of("mean"), axis)
                .node("Sub", List.of("z", "mean"), "d")
                .node("Pow", List.of("d", "two"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), axis)
                .node("Add", List.of("v", "epsilon"), "ve")
                .node("Sqrt", List.of("ve"), "sd")
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "y");
        assertThat(assembled(built(sketch))).doesNotContain("LayerNormalization");
    }

    /** A variance that is not that of the difference, and a cube in place of the square. */
    @Test
    void whatOnlyLooksLikeANormalizationIsLeft() {
        NetworkSketch other = centred(sketch())
                .node("Mul", List.of("z", "z"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), Map.of("axes", new long[] {-1}))
                .node("Add", List.of("v", "epsilon"), "ve")
                .node("Sqrt", List.of("ve"), "sd")
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "y");
        assertThat(assembled(built(other))).doesNotContain("LayerNormalization");
        NetworkSketch cube = centred(sketch())
                .tensor("three", number(3))
                .node("Pow", List.of("d", "three"), "q")
                .node("ReduceMean", List.of("q"), List.of("v"), Map.of("axes", new long[] {-1}))
                .node("Add", List.of("v", "epsilon"), "ve")
                .node("Sqrt", List.of("ve"), "sd")
                .node("Div", List.of("d", "sd"), "n")
                .node("Mul", List.of("n", "scale"), "y");
        assertThat(assembled(built(cube))).doesNotContain("LayerNormalization");
    }

    /** A quotient that is affine in the weights is computed once a step, and so it stays, but where one goes back. */
    @Test
    void whatIsAffineInTheWeightsIsLeft() {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, TOKENS, 6)
                .drawn("w", random, 1, 6, WIDTH)
                .tensor("one", number(1))
                .tensor("half", number(0.5))
                .node("MatMul", List.of("x", "w"), "z");
        NetworkSketch gelu = onePlusErf(sketch, "Div", Math.sqrt(2)).node("Mul", List.of("z", "s"), "m");
        Network network = built(gelu.node("Mul", List.of("m", "half"), "y"));
        assertThat(assembled(network)).doesNotContain("Gelu");
        assertThat(assembled(network, true)).containsExactly("MatMul", "Gelu");
    }
}
