package io.orograph.network.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.orograph.network.Dependences;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients of functions of rows by the library are those of a plan in 64 bits, and of numbers that are not finite those of ND4J's
 * kernels and the program's own loops. A weight is added to each number of the input, so that its gradient is the input's.
 */
@ExtendWith(WithOneDnn.class)
class TrainedRowsTest {

    /** Some roundings of half a unit each, and the library's polynomials, which are good for 6·10⁻⁷. */
    private static final double TOLERANCE = 4e-6;

    private static final int BATCH = 2;

    private final Random random = new Random(7);

    /** Softmax, layer normalisation with shift, without and without a scale's gradient, GELU alone and of a sum with a row. */
    private enum Function {
        SOFTMAX {
            @Override
            void add(NetworkSketch sketch, Random random, int length) {
                sketch.node("Softmax", List.of("z"), List.of("f"), Map.of("axis", -1L));
            }
        },
        NORMALIZATION {
            @Override
            void add(NetworkSketch sketch, Random random, int length) {
                sketch.drawn("scale", random, 1, length)
                        .drawn("shift", random, 1, length)
                        .node("LayerNormalization", List.of("z", "scale", "shift"), "f");
            }
        },
        SCALED {
            @Override
            void add(NetworkSketch sketch, Random random, int length) {
                sketch.drawn("scale", random, 1, length).node("LayerNormalization", List.of("z", "scale"), "f");
            }
        },
        GELU {
            @Override
            void add(NetworkSketch sketch, Random random, int length) {
                sketch.node("Gelu", List.of("z"), "f");
            }
        },
        SUM {
            @Override
            void add(NetworkSketch sketch, Random random, int length) {
                sketch.drawn("row", random, 1, length)
                        .node("Add", List.of("row", "z"), "s")
                        .node("Gelu", List.of("s"), "f");
            }
        };

        abstract void add(NetworkSketch sketch, Random random, int length);
    }

    /** The function of weights that are added to the input, and beside it a function for which the library is loaded. */
    private Network network(Function function, int rows, int length) {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, rows, length)
                .drawn("w", random, 0.25, BATCH, rows, length)
                .drawn("c", random, 1, length)
                .node("Add", List.of("x", "w"), "z");
        function.add(sketch, random, length);
        return sketch.node("Gelu", List.of("c"), "other")
                .node("Mul", List.of("f", "other"), "y")
                .output("y", Shape.FREE, rows, length)
                .build();
    }

    private static double[] gradient(Network network, double[] x, double[] g, Precision precision) {
        return LayerRuns.gradient(network, x, g, BATCH, precision);
    }

    private static double[] withoutEngine(Network network, double[] x, double[] g) {
        LayerEngines.choose(Kernels.ND4J);
        try {
            return gradient(network, x, g, Precision.SINGLE);
        } finally {
            LayerEngines.choose(Kernels.ONEDNN);
        }
    }

    private static boolean isByLibrary(Network network) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, BATCH));
        return RowAssignment.of(network, new Dependences(network, Set.of()), shapes, true).nodes().stream()
                .anyMatch(node -> node.operator().getClass().getPackageName().equals(OneDnn.class.getPackageName()));
    }

    private double[] drawn(int count, double scale) {
        double[] x = new double[count];
        Arrays.setAll(x, i -> (float) (scale * random.nextGaussian()));
        return x;
    }

    /** What the exact numbers are at most, of one parameter after the other. */
    private static double[] sizes(Network network, double[] exact) {
        double[] sizes = new double[exact.length];
        network.layout().parameters().forEach(parameter -> {
            double largest = Arrays.stream(exact, parameter.offset(), parameter.end())
                    .filter(Double::isFinite)
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            Arrays.fill(sizes, parameter.offset(), parameter.end(), largest);
        });
        return sizes;
    }

    private static void requireSame(Network network, double[] got, double[] expected, double tolerance) {
        double[] sizes = sizes(network, expected);
        for (int i = 0; i < got.length; i++) {
            boolean isSame = Double.isFinite(expected[i])
                    ? Math.abs(got[i] - expected[i]) <= tolerance * sizes[i]
                    : Double.compare(got[i], expected[i]) == 0;
            if (!isSame) {
                fail("derivative %d is %s, not %s", i, got[i], expected[i]);
            }
        }
    }

    /** Rows of whole vectors, of parts of them, of less than a vector more than many, and of thousands. */
    @ParameterizedTest
    @CsvSource({"64, 64", "130, 16", "71, 67", "33, 129", "2, 1500", "3, 2100", "301, 31"})
    void eachGradientIsThatOfAPlanIn64Bits(int rows, int length) {
        for (double scale : new double[] {0.1, 1, 10}) {
            for (Function function : Function.values()) {
                Network network = network(function, rows, length);
                assertThat(isByLibrary(network)).isTrue();
                double[] x = drawn(BATCH * rows * length, scale);
                double[] g = drawn(x.length, 1);
                requireSame(
                        network,
                        gradient(network, x, g, Precision.SINGLE),
                        gradient(network, x, g, Precision.DOUBLE),
                        TOLERANCE);
            }
        }
    }

    /** NaN without a sign and with one, infinities, and numbers whose squares are none; in the input, then in the gradient. */
    @ParameterizedTest
    @ValueSource(ints = {0x7fc00000, 0xffc00000, 0x7f800000, 0xff800000, 0x7f7fffff, 0x60000000, 0x80000000})
    void numbersThatAreNotFiniteOrHugeStayWhatTheyAre(int bits) {
        for (Function function : Function.values()) {
            Network network = network(function, 130, 67);
            for (boolean isGradient : new boolean[] {false, true}) {
                double[] x = drawn(BATCH * 130 * 67, 1);
                double[] g = drawn(x.length, 1);
                double[] spoilt = isGradient ? g : x;
                spoilt[5] = Float.intBitsToFloat(bits);
                spoilt[67 * 80 + 66] = Float.intBitsToFloat(bits);
                requireSame(
                        network,
                        gradient(network, x, g, Precision.SINGLE),
                        withoutEngine(network, x, g),
                        2 * TOLERANCE);
            }
        }
    }
}
