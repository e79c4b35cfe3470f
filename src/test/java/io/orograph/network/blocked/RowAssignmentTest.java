package io.orograph.network.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.Dependences;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions of rows by the library compute what a plan in 64 bits does, and what ND4J's kernels and the program's own loops do of
 * numbers that are not finite. The inputs are floats, so that all see the same numbers.
 */
@ExtendWith(WithOneDnn.class)
class RowAssignmentTest {

    /** Some roundings of half a unit each, and the library's polynomials, which are good for 6·10⁻⁷. */
    private static final double TOLERANCE = 2e-6;

    private final Random random = new Random(7);

    private static NetworkSketch rows(int rows, int length) {
        return new NetworkSketch().input("x", Shape.FREE, rows, length);
    }

    /** With a function beside it for which the library is loaded: for a softmax alone, which is most often short, it is not. */
    private static Network softmax(int rows, int length) {
        return rows(rows, length)
                .tensor("g", Tensor.of(new float[] {1}))
                .node("Gelu", List.of("g"), "z")
                .node("Softmax", List.of("x"), List.of("y"), Map.of("axis", -1L))
                .output("y", Shape.FREE, rows, length)
                .output("z", 1)
                .build();
    }

    private Network normalization(int rows, int length, boolean shifts) {
        return rows(rows, length)
                .drawn("scale", random, 1, length)
                .drawn("shift", random, 1, length)
                .node("LayerNormalization", shifts ? List.of("x", "scale", "shift") : List.of("x", "scale"), "y")
                .output("y", Shape.FREE, rows, length)
                .build();
    }

    /** The row is added to what is not affine in the weights, and keeps what is not finite. */
    private Network gelu(int rows, int length, boolean biased) {
        NetworkSketch sketch = rows(rows, length);
        if (biased) {
            sketch.drawn("w", random, 1, length)
                    .drawn("b", random, 1, length)
                    .node("Mul", List.of("x", "w"), "p")
                    .node("LeakyRelu", List.of("p"), "a")
                    .node("Add", List.of("b", "a"), "z");
        }
        return sketch.node("Gelu", List.of(biased ? "z" : "x"), "y")
                .output("y", Shape.FREE, rows, length)
                .build();
    }

    /** Softmax, layer normalisation with shift and without, GELU with what is added before it and without. */
    private List<Network> all(int rows, int length) {
        return List.of(
                softmax(rows, length),
                normalization(rows, length, true),
                normalization(rows, length, false),
                gelu(rows, length, true),
                gelu(rows, length, false));
    }

    private static double[] forward(Network network, double[] x, Precision precision) {
        return LayerRuns.forward(network, x, 2, precision);
    }

    private static double[] withoutEngine(Network network, double[] x) {
        LayerEngines.choose(Kernels.ND4J);
        try {
            return forward(network, x, Precision.SINGLE);
        } finally {
            LayerEngines.choose(Kernels.ONEDNN);
        }
    }

    private static List<Network.Node> byLibrary(Network network) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, 2));
        return RowAssignment.of(network, new Dependences(network, Set.of()), shapes, false)
                .nodes();
    }

    private static boolean isByLibrary(Network network) {
        return byLibrary(network).stream()
                .anyMatch(node -> node.operator().getClass().getPackageName().equals(OneDnn.class.getPackageName()));
    }

    private double[] drawn(Network network, double scale) {
        double[] x =
                new double[Shape.size(ShapeInference.inputShapes(network, 2).get(0))];
        Arrays.setAll(x, i -> (float) (scale * random.nextGaussian()));
        return x;
    }

    /** Asserts only where numbers differ too much: an assertion takes longer than what a layer does with its number. */
    private static void assertClose(double[] y, double[] expected, double tolerance) {
        for (int i = 0; i < y.length; i++) {
            if (!(Math.abs(y[i] - expected[i]) <= tolerance)) {
                assertThat(y[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    private static double largest(double[] numbers) {
        return Arrays.stream(numbers)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    /** Rows of whole vectors, of parts of them, of less than a vector more than many, and of thousands. */
    @ParameterizedTest
    @CsvSource({"64, 64", "130, 16", "71, 67", "33, 129", "2, 1500", "3, 2100", "301, 31"})
    void eachFunctionIsThatOfAPlanIn64Bits(int rows, int length) {
        for (double scale : new double[] {0.1, 1, 10}) {
            for (Network network : all(rows, length)) {
                assertThat(isByLibrary(network)).isTrue();
                double[] x = drawn(network, scale);
                double[] exact = forward(network, x, Precision.DOUBLE);
                double[] y = forward(network, x, Precision.SINGLE);
                assertClose(y, exact, TOLERANCE * largest(exact));
            }
        }
    }

    /** What a softmax gives sums to 1 in each row. */
    @Test
    void aSoftmaxSumsToOne() {
        Network network = softmax(300, 50);
        double[] y = forward(network, drawn(network, 5), Precision.SINGLE);
        for (int row = 0; row < 600; row++) {
            assertThat(Arrays.stream(y, row * 50, row * 50 + 50).sum()).isCloseTo(1, within(50 * 0x1p-24));
        }
    }

    /** Numbers around a mean that is a thousand times what they differ by lose as many digits, and no more. */
    @Test
    void aNormalizationFarFromZero() {
        Network network = normalization(80, 100, true);
        double[] x = drawn(network, 1);
        Arrays.setAll(x, i -> (float) (1000 + x[i]));
        double[] exact = forward(network, x, Precision.DOUBLE);
        double[] y = forward(network, x, Precision.SINGLE);
        assertClose(y, exact, 1000 * 0x1p-23 * largest(exact));
    }

    /** NaN without a sign and with one, infinities, and numbers whose squares are none; alone in their rows. */
    @ParameterizedTest
    @ValueSource(
            ints = {0x7fc00000, 0xffc00000, 0x7f800000, 0xff800000, 0x7f7fffff, 0xff7fffff, 0x60000000, 0x80000000})
    void numbersThatAreNotFiniteOrHugeStayWhatTheyAre(int bits) {
        for (Network network : all(130, 67)) {
            double[] x = drawn(network, 1);
            x[5] = Float.intBitsToFloat(bits);
            x[67 * 80 + 66] = Float.intBitsToFloat(bits);
            Arrays.fill(x, 67 * 100, 67 * 101, Float.intBitsToFloat(bits));
            double[] expected = withoutEngine(network, x);
            double[] y = forward(network, x, Precision.SINGLE);
            for (int i = 0; i < y.length; i++) {
                double tolerance = TOLERANCE * Math.max(3, Math.abs(expected[i]));
                boolean isSame = Double.isFinite(expected[i])
                        ? Math.abs(y[i] - expected[i]) <= tolerance
                        : Double.compare(y[i], expected[i]) == 0;
                if (!isSame) {
                    fail("number %d is %s, not %s, of %s", i, y[i], expected[i], network);
                }
            }
        }
    }

    /** A causal mask of −∞: nothing of what is masked, and the rest sums to 1; a row of nothing but −∞ is none. */
    @Test
    void aMaskedSoftmax() {
        Network network = softmax(65, 65);
        double[] x = drawn(network, 2);
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 65 > i / 65 % 66 - 1 ? Double.NEGATIVE_INFINITY : x[i];
        }
        double[] y = forward(network, x, Precision.SINGLE);
        double[] exact = forward(network, x, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            if (i / 65 % 66 == 0) {
                assertThat(y[i]).isNaN();
            } else if (Double.isInfinite(x[i])) {
                assertThat(y[i]).as("number %d", i).isZero();
            } else {
                assertThat(y[i]).as("number %d", i).isCloseTo(exact[i], within(TOLERANCE));
            }
        }
    }

    /** A later run with finite numbers is fast again, and one with NaN careful again. */
    @Test
    void aSoftmaxLooksAtEachRun() {
        Network network = softmax(64, 64);
        double[] x = drawn(network, 1);
        try (ExecutionPlan plan =
                ExecutionPlan.forward(network, ShapeInference.inputShapes(network, 2), Precision.SINGLE)) {
            for (boolean spoilt : new boolean[] {false, true, false, true}) {
                x[70] = spoilt ? Double.NaN : 0.5;
                NativeCopy.write(x, plan.input(0));
                plan.forwardOnOtherInputs();
                double[] y = new double[x.length];
                NativeCopy.read(plan.output(), y);
                for (int i = 0; i < y.length; i++) {
                    assertThat(Double.isNaN(y[i])).as("number %d", i).isEqualTo(spoilt && i / 64 == 1);
                }
            }
        }
    }

    @Test
    void shortArraysAndRowsAreLeft() {
        assertThat(isByLibrary(softmax(4, 32))).isFalse();
        assertThat(isByLibrary(softmax(4000, 8))).isFalse();
        assertThat(isByLibrary(normalization(4000, 8, true))).isFalse();
        assertThat(byLibrary(gelu(4000, 8, true))).hasSize(4);
        assertThat(byLibrary(gelu(64, 64, true))).hasSize(3);
    }

    @Test
    void aSoftmaxAlongAnotherAxisAndANormalizationOfOneFactorAreLeft() {
        Network along = rows(64, 64)
                .node("Softmax", List.of("x"), List.of("y"), Map.of("axis", 1L))
                .output("y", Shape.FREE, 64, 64)
                .build();
        assertThat(isByLibrary(along)).isFalse();
        Network oneFactor = rows(64, 64)
                .tensor("scale", Tensor.of(new float[] {2}))
                .node("LayerNormalization", List.of("x", "scale"), "y")
                .output("y", Shape.FREE, 64, 64)
                .build();
        assertThat(isByLibrary(oneFactor)).isFalse();
    }

    /** A sum that only a reshape reads is the library's; one that is affine in the weights, or that more is done with, is not. */
    @ParameterizedTest
    @CsvSource({"LeakyRelu, Flatten, true", "Neg, Flatten, false", "LeakyRelu, Relu, false"})
    void aSumWithARow(String before, String after, boolean isByLibrary) {
        Network network = rows(64, 67)
                .tensor("g", Tensor.of(new float[] {1}))
                .node("Gelu", List.of("g"), "loads")
                .drawn("w", random, 1, 67)
                .drawn("b", random, 1, 67)
                .node("Mul", List.of("x", "w"), "p")
                .node(before, List.of("p"), "a")
                .node("Add", List.of("b", "a"), "z")
                .node(after, List.of("z"), "y")
                .output("y", Shape.FREE, Shape.FREE)
                .output("loads", 1)
                .build();
        assertThat(isByLibrary(network)).isEqualTo(isByLibrary);
        double[] x = drawn(network, 1);
        x[70] = Double.NaN;
        double[] exact = forward(network, x, Precision.DOUBLE);
        double[] y = forward(network, x, Precision.SINGLE);
        assertThat(y[70]).isNaN();
        y[70] = exact[70] = 0;
        assertClose(y, exact, 0x1p-23 * largest(exact));
    }

    /** The sum is wanted for itself. */
    @Test
    void aSumThatSomebodyElseReadsIsLeft() {
        Network network = rows(64, 64)
                .drawn("w", random, 1, 64)
                .drawn("b", random, 1, 64)
                .node("Mul", List.of("x", "w"), "p")
                .node("LeakyRelu", List.of("p"), "a")
                .node("Add", List.of("a", "b"), "z")
                .node("Gelu", List.of("z"), "g")
                .node("Mul", List.of("g", "z"), "y")
                .output("y", Shape.FREE, 64, 64)
                .build();
        assertThat(byLibrary(network)).hasSize(5);
        double[] x = drawn(network, 1);
        double[] exact = forward(network, x, Precision.DOUBLE);
        double[] y = forward(network, x, Precision.SINGLE);
        assertClose(y, exact, TOLERANCE * largest(exact));
    }

    /** A GELU between convolutions goes on in blocks of channels. */
    @Test
    void aGeluBetweenConvolutionsStaysInBlocks() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 16, 14, 14)
                .drawn("v", random, 0.1, 20, 16, 3, 3)
                .drawn("w", random, 0.1, 16, 20, 3, 3)
                .node("Conv", List.of("x", "v"), "h")
                .node("Gelu", List.of("h"), "g")
                .node("Conv", List.of("g", "w"), "y")
                .output("y", Shape.FREE, 16, 10, 10)
                .build();
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, 2));
        Network byRows = RowAssignment.of(network, new Dependences(network, Set.of()), shapes, false);
        List<Network.Node> nodes = LayoutAssignment.of(byRows, new Dependences(byRows, Set.of()), shapes, false)
                .nodes();
        int gelu = nodes.stream().map(Network.Node::type).toList().indexOf("Gelu");
        assertThat(nodes.get(gelu).operator()).isInstanceOf(PlainGelu.class);
        assertThat(nodes.get(gelu - 1).operator()).isInstanceOf(BlockedConvolution.class);
        double[] x = drawn(network, 1);
        double[] exact = forward(network, x, Precision.DOUBLE);
        double[] y = forward(network, x, Precision.SINGLE);
        assertClose(y, exact, 3e-6 * largest(exact));
    }
}
