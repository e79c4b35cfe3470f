package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient through a normalisation that is folded into the layer before it, of all that the fold reads, mean and variance
 * too: in single precision, where plans fold, against double precision, where they do not.
 */
class FoldedGradientTest {

    private static final int BATCH = 7;

    /** Some hundred products of numbers of about 1 are summed in floats of 6e-8. */
    private static final double TOLERANCE = 2e-5;

    private final Random random = new Random(5);

    private NetworkSketch sketch(long... image) {
        long[] shape = new long[image.length + 1];
        shape[0] = Shape.FREE;
        System.arraycopy(image, 0, shape, 1, image.length);
        double[] variance =
                random.doubles(3, 0.2, 2).map(value -> (float) value).toArray();
        return new NetworkSketch()
                .input("x", shape)
                .drawn("b", random, 1, 3)
                .drawn("s", random, 1, 3)
                .drawn("t", random, 1, 3)
                .drawn("m", random, 1, 3)
                .tensor("v", Tensor.of(variance, 3));
    }

    private static NetworkSketch normalized(NetworkSketch sketch, String layer) {
        return sketch.node("BatchNormalization", List.of(layer, "s", "t", "m", "v"), "n")
                .node("Tanh", List.of("n"), "y");
    }

    private static List<String> layer(boolean hasBias, String input) {
        return hasBias ? List.of(input, "w", "b") : List.of(input, "w");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,true", "0,false", "1,false"})
    void behindADenseLayer(long transposed, boolean hasBias) {
        NetworkSketch sketch = sketch(5)
                .drawn("u", random, 1, 5, 4)
                .node("MatMul", List.of("x", "u"), "h")
                .node("Tanh", List.of("h"), "a")
                .drawn("w", random, 1, transposed == 1 ? new long[] {3, 4} : new long[] {4, 3})
                .node("Gemm", layer(hasBias, "a"), List.of("z"), Map.of("transB", transposed));
        check(normalized(sketch, "z").output("y", Shape.FREE, 3).build());
    }

    /** The first layer is affine in θ: on the way back it is folded all the same. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void behindAFirstConvolution(boolean hasBias) {
        NetworkSketch sketch = sketch(2, 6, 5)
                .drawn("w", random, 1, 3, 2, 3, 3)
                .node("Conv", layer(hasBias, "x"), List.of("z"), Map.of());
        check(normalized(sketch, "z").output("y", Shape.FREE, 3, 4, 3).build());
    }

    private void check(Network trained) {
        Network network = RunningStatistics.of(trained).tracked();
        assertThat(Fusion.fused(network, new Dependences(network, Set.of()), true)
                        .nodes())
                .anyMatch(node -> node.type().equals("Fold"));
        double[] x = drawn(Shape.size(ShapeInference.inputShapes(network, BATCH).get(0)));
        double[] expected = gradient(network, x, Precision.DOUBLE);
        double[] got = gradient(network, x, Precision.SINGLE);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        Parameter variance = network.layout().find("v").orElseThrow();
        assertThat(Arrays.stream(expected, variance.offset(), variance.end()))
                .as("all units are awake")
                .noneMatch(value -> value == 0);
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).as("derivative %d", i).isCloseTo(expected[i], within(TOLERANCE * largest));
        }
    }

    private double[] drawn(int length) {
        double[] numbers = new double[length];
        Arrays.setAll(numbers, i -> (float) random.nextGaussian());
        return numbers;
    }

    /** The gradient of Σ gᵢ·yᵢ for fixed g. */
    private static double[] gradient(Network network, double[] x, Precision precision) {
        try (ExecutionPlan plan =
                ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, BATCH), precision)) {
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(x, plan.input(0));
            plan.forward();
            double[] g = new double[(int) plan.output().length()];
            Arrays.setAll(g, i -> (float) Math.sin(1 + i));
            NativeCopy.write(g, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[network.layout().size()];
            NativeCopy.read(plan.parameterGradient(), gradient);
            return gradient;
        }
    }
}
