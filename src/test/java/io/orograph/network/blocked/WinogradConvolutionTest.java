package io.orograph.network.blocked;

import static io.orograph.network.blocked.LayerRuns.assertClose;
import static io.orograph.network.blocked.LayerRuns.drawnInput;
import static io.orograph.network.blocked.LayerRuns.forward;
import static io.orograph.network.blocked.LayerRuns.gradient;
import static io.orograph.network.blocked.LayerSketch.pads;
import static io.orograph.network.blocked.LayerSketch.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.Dependences;
import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.Network;
import io.orograph.network.Operator;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.CompiledLoop;
import io.orograph.network.jit.StreamLoop;
import io.orograph.network.jit.StreamTables;
import io.orograph.network.jit.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Winograd's convolutions compute what plain sums in 64 bits do, whatever the edges of the images and their tiles. */
@ExtendWith(WithOneDnn.class)
class WinogradConvolutionTest {

    private final Random random = new Random(3);

    private static long transformed(Network network, int batch) {
        return operators(network, batch, false)
                .filter(WinogradConvolution.class::isInstance)
                .count();
    }

    private static long trained(Network network, int batch) {
        return operators(network, batch, true)
                .filter(operator -> operator instanceof TrainedConvolution trained && trained.isTransformed())
                .count();
    }

    private static Stream<Operator> operators(Network network, int batch, boolean gradients) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, gradients).nodes().stream()
                .map(Network.Node::operator);
    }

    private void check(Network network, int batch, int transformed) {
        assertThat(transformed(network, batch)).isEqualTo(transformed);
        double[] x = drawnInput(random, network, batch);
        double[] expected = forward(network, x, batch, Precision.DOUBLE);
        assertClose(forward(network, x, batch, Precision.SINGLE), expected);
        assertThat(trained(network, batch)).isEqualTo(transformed);
        double[] g = new double[expected.length];
        Arrays.setAll(g, i -> (float) random.nextGaussian());
        assertClose(gradient(network, x, g, batch, Precision.SINGLE), gradient(network, x, g, batch, Precision.DOUBLE));
    }

    /** The maps along an axis make the plain sums of any filter and input: as polynomials do (Winograd 1980). */
    @Test
    void mapsOfOneAxis() {
        int filter = WinogradMaps.FILTER;
        int read = filter + WinogradMaps.TILE;
        CompiledLoop code = StreamLoop.compiled(loop -> {
            Value[] u = WinogradMaps.filter(read(loop, 0, filter));
            Value[] v = WinogradMaps.input(read(loop, filter, WinogradMaps.TILE));
            Value[] y = WinogradMaps.output(
                    IntStream.range(0, v.length).mapToObj(i -> u[i].times(v[i])).toArray(Value[]::new));
            IntStream.range(0, y.length).forEach(place -> loop.write(read + place, y[place]));
        });
        int length = CompiledLoop.FLOATS;
        float[] numbers = new float[(read + WinogradMaps.STEP) * length];
        for (int i = 0; i < read * length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        try (FloatPointer memory = new FloatPointer(numbers)) {
            long[] table = IntStream.range(0, read + WinogradMaps.STEP)
                    .mapToLong(stream -> memory.address() + (long) stream * length * Float.BYTES)
                    .toArray();
            new CallList.Builder()
                    .call(StreamTables.of(code, List.of(table), length))
                    .build(BytePointer::new)
                    .run();
            memory.get(numbers);
        }
        for (int place = 0; place < WinogradMaps.STEP; place++) {
            for (int i = 0; i < length; i++) {
                double sum = 0;
                for (int tap = 0; tap < filter; tap++) {
                    sum += (double) numbers[tap * length + i] * numbers[(filter + place + tap) * length + i];
                }
                // Terms of a few units, each rounded by 6·10⁻⁸ of itself.
                assertThat(numbers[(read + place) * length + i]).isCloseTo((float) sum, within(1e-5f));
            }
        }
    }

    private static Value[] read(StreamLoop loop, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(loop::read).toArray(Value[]::new);
    }

    /** Images that whole tiles fill and others, with and without a frame of zeros; channels that fill no panel, or many. */
    @ParameterizedTest
    @CsvSource({
        "8,8,1,1,32,32,16", "4,4,1,1,32,48,63", "9,11,1,1,32,32,11", "6,7,1,1,40,24,25", "13,12,0,0,32,32,10",
        "10,10,2,1,40,32,12", "12,7,0,2,32,64,13", "16,16,1,1,32,32,4", "5,6,1,1,600,32,40", "5,6,1,1,32,520,40",
        "70,5,1,1,48,32,3", "9,8,1,1,16,24,16", "8,8,1,1,24,16,20", "4,300,1,1,32,32,1"
    })
    void images(int high, int wide, long begin, long end, int from, int to, int batch) {
        check(
                new LayerSketch(random, from, high, wide)
                        .convolution(from, from, 1)
                        .convolution(from, to, 3, windows(1, 1, 1, begin, begin, end, end))
                        .network(to, Shape.FREE, Shape.FREE),
                batch,
                1);
    }

    /** More than one group of rows of tiles, the last of them not full. */
    @Test
    void groupsOfTiles() {
        check(
                new LayerSketch(random, 3, 44, 40)
                        .convolution(3, 64, 1)
                        .convolution(64, 32, 3)
                        .network(32, 44, 40),
                11,
                1);
    }

    /** With skips, rectifiers, normalisations and layers of other kinds around, as residual networks have them. */
    @ParameterizedTest
    @CsvSource({"17,0.5", "16,6", "20,Infinity"})
    void amongOtherLayers(int batch, double cap) {
        LayerSketch sketch = new LayerSketch(random, 3, 16, 16)
                .convolution(3, 32, 3)
                .normalization(32)
                .cappedAt(cap);
        String skip = sketch.last();
        sketch.convolution(32, 32, 3)
                .normalization(32)
                .cappedAt(cap)
                .convolution(32, 32, 3)
                .of("Add", skip)
                .cappedAt(cap);
        String large = sketch.last();
        sketch.convolution(32, 48, 3, windows(2, 1, 1, 1, 1, 1, 1)).of("Relu").convolution(48, 48, 3);
        String inner = sketch.last();
        sketch.goOnFrom(large);
        sketch.convolution(32, 48, 1, windows(2, 1, 1, 0, 0, 0, 0))
                .of("Add", inner)
                .of("Relu")
                .convolution(48, 40, 3)
                .of("Sigmoid")
                .of("GlobalAveragePool")
                .of("Flatten");
        check(sketch.of("MatMul", sketch.drawn(0.3, 40, 10)).network(10), batch, 4);
    }

    /**
     * Results are rounded little further than plain sums: 2.3 times for rectified input that is drawn, by a model of both in NumPy.
     * With the usual points, ±1 and ±2, it would be five times.
     */
    @Test
    void rounding() {
        Network network =
                new LayerSketch(random, 64, 16, 16).convolution(64, 64, 3).network(64, 16, 16);
        double[] x = drawnInput(random, network, 16);
        Arrays.setAll(x, i -> Math.max(x[i], 0));
        double[] expected = forward(network, x, 16, Precision.DOUBLE);
        double transformed = distance(forward(network, x, 16, Precision.SINGLE), expected);
        LayerEngines.choose(Kernels.ND4J);
        try {
            double plain = distance(forward(network, x, 16, Precision.SINGLE), expected);
            assertThat(transformed).isPositive().isLessThan(4 * plain);
        } finally {
            LayerEngines.choose(Kernels.ONEDNN);
        }
    }

    private static double distance(double[] got, double[] expected) {
        double sum = 0;
        for (int i = 0; i < got.length; i++) {
            sum += (got[i] - expected[i]) * (got[i] - expected[i]);
        }
        return Math.sqrt(sum / got.length);
    }

    /** A value that is also what skips its convolution must not be overwritten while it is read. */
    @Test
    void aSkipAroundItsOwnConvolution() {
        LayerSketch sketch =
                new LayerSketch(random, 32, 8, 8).convolution(32, 32, 3).of("Relu");
        String x = sketch.last();
        sketch.convolution(32, 32, 3).of("Add", x);
        String y = sketch.last();
        sketch.convolution(32, 32, 3).of("Add", y).of("Add", x);
        check(sketch.network(32, 8, 8), 16, 3);
    }

    /** What is no number stays so in its sample, in the tiles that meet it, and reaches no other sample. */
    @Test
    void notANumberStays() {
        Network network = new LayerSketch(random, 32, 8, 8)
                .convolution(32, 32, 3)
                .of("Relu")
                .convolution(32, 32, 3)
                .network(32, 8, 8);
        assertThat(transformed(network, 16)).isEqualTo(2);
        double[] x = drawnInput(random, network, 16);
        x[5] = Double.NaN;
        double[] y = forward(network, x, 16, Precision.SINGLE);
        double[] expected = forward(network, x, 16, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(y[i]).as("number %d", i).isNaN();
            }
        }
        assertThat(Arrays.stream(y).skip(y.length / 16)).noneMatch(value -> Double.isNaN(value));
    }

    /** What repays the maps neither by its channels nor by its places is left to the others, and so are other windows. */
    @ParameterizedTest
    @CsvSource({
        "15,32,8,3,1,16",
        "32,15,8,3,1,16",
        "33,32,8,3,1,16",
        "32,20,8,3,1,16",
        "32,32,8,3,1,15",
        "32,32,3,3,1,200",
        "32,32,8,5,1,16",
        "32,32,16,3,2,16"
    })
    void leftToOthers(int from, int to, int size, int kernel, long stride, int batch) {
        long pad = kernel / 2;
        check(
                new LayerSketch(random, from, size, size)
                        .convolution(from, to, kernel, windows(stride, 1, 1, pad, pad, pad, pad))
                        .network(to, Shape.FREE, Shape.FREE),
                batch,
                0);
    }

    @Test
    void groupsOfChannelsAreLeftToOthers() {
        var windows = windows(1, 1, 2, 1, 1, 1, 1);
        check(new LayerSketch(random, 64, 8, 8).convolution(64, 64, 3, windows).network(64, 8, 8), 16, 0);
        check(new LayerSketch(random, 64, 8, 8).convolution(64, 64, 3, pads(1)).network(64, 8, 8), 16, 1);
    }
}
