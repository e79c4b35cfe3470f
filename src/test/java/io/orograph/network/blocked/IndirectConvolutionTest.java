package io.orograph.network.blocked;

import static io.orograph.network.blocked.LayerRuns.assertClose;
import static io.orograph.network.blocked.LayerRuns.drawnInput;
import static io.orograph.network.blocked.LayerRuns.forward;
import static io.orograph.network.blocked.LayerSketch.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Dependences;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions as products of what windows meet compute what plain sums in 64 bits do, whatever windows and channels. */
@ExtendWith(WithOneDnn.class)
class IndirectConvolutionTest {

    private final Random random = new Random(11);

    private static long indirect(Network network, int batch) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, false).nodes().stream()
                .filter(node -> node.operator() instanceof IndirectConvolution)
                .count();
    }

    private void check(Network network, int batch, int indirect) {
        assertThat(indirect(network, batch)).isEqualTo(indirect);
        double[] x = drawnInput(random, network, batch);
        assertClose(forward(network, x, batch, Precision.SINGLE), forward(network, x, batch, Precision.DOUBLE));
    }

    /** Windows with steps, gaps and padding, channels that fill no block of anything, images smaller than their windows. */
    @ParameterizedTest
    @CsvSource({
        "14,14,6,16,5,1,1,0,0,53", "9,8,16,32,3,2,1,1,1,12", "7,9,20,24,3,1,2,2,2,17", "8,8,13,8,4,3,1,0,1,30",
        "2,2,64,64,3,1,1,1,1,16", "3,2,70,40,3,2,1,1,1,33", "5,6,600,16,3,1,1,1,0,14", "6,6,64,48,1,2,1,0,0,19",
        "1,1,128,16,3,1,1,1,1,25", "4,40,32,8,2,1,3,3,3,12", "2,3,32,16,2,4,1,2,3,12"
    })
    void windowsOfAllKinds(
            int high, int wide, int from, int to, int kernel, long stride, long gap, long begin, long end, int batch) {
        check(
                new LayerSketch(random, from, high, wide)
                        .convolution(from, to, kernel, windows(stride, gap, 1, begin, begin, end, end))
                        .network(to, Shape.FREE, Shape.FREE),
                batch,
                1);
    }

    /** With skips and rectifiers around, and layers by other ways before and behind. */
    @ParameterizedTest
    @CsvSource({"17,0.5", "16,6", "20,Infinity"})
    void amongOtherLayers(int batch, double cap) {
        LayerSketch sketch = new LayerSketch(random, 3, 9, 9)
                .convolution(3, 24, 3)
                .cappedAt(cap)
                .convolution(24, 40, 5, windows(2, 1, 1, 2, 2, 2, 2))
                .normalization(40)
                .cappedAt(cap);
        String skip = sketch.last();
        sketch.convolution(40, 40, 3)
                .of("Add", skip)
                .cappedAt(cap)
                .convolution(40, 21, 1)
                .of("Sigmoid")
                .convolution(21, 16, 3, windows(1, 1, 1, 0, 0, 0, 0))
                .of("GlobalAveragePool")
                .of("Flatten");
        check(sketch.of("MatMul", sketch.drawn(0.3, 16, 10)).network(10), batch, 5);
    }

    /** Pools and normalisations between such convolutions, whose images lie by places too. */
    @ParameterizedTest
    @CsvSource({"MaxPool,0,16", "AveragePool,0,19", "AveragePool,1,13"})
    void poolsAndNormalizationsByPlaces(String pool, long countsPadding, int batch) {
        Map<String, Object> windows = new HashMap<>(Map.of(
                "kernel_shape", new long[] {3, 2}, "strides", new long[] {2, 3}, "pads", new long[] {1, 0, 1, 1}));
        if (pool.equals("AveragePool")) {
            windows.put("count_include_pad", countsPadding);
        }
        LayerSketch sketch = new LayerSketch(random, 6, 11, 12).convolution(6, 24, 3, windows(2, 1, 1, 1, 1, 1, 1));
        Network network = sketch.node(pool, windows, sketch.last())
                .normalization(24)
                .of("Relu")
                .convolution(24, 16, 1)
                .network(16, Shape.FREE, Shape.FREE);
        check(network, batch, 2);
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        assertThat(LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, false).nodes().stream()
                        .map(node -> node.operator().getClass().getSimpleName()))
                .contains("PlacedPool", "PlacedNormalization");
    }

    /** The largest of numbers of which one is none is none, as plain loops have it. */
    @Test
    void notANumberUnderAPool() {
        LayerSketch sketch = new LayerSketch(random, 8, 8, 8).convolution(8, 8, 3);
        Network network = sketch.node(
                        "MaxPool",
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}),
                        sketch.last())
                .network(8, 4, 4);
        double[] x = drawnInput(random, network, 16);
        x[100] = Double.NaN;
        double[] y = forward(network, x, 16, Precision.SINGLE);
        double[] expected = forward(network, x, 16, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            assertThat(Double.isNaN(y[i])).as("number %d", i).isEqualTo(Double.isNaN(expected[i]));
        }
    }

    /** What is no number stays so at the windows that meet it, and reaches no other sample. */
    @Test
    void notANumberStays() {
        Network network = new LayerSketch(random, 24, 6, 6)
                .convolution(24, 24, 3, windows(2, 1, 1, 1, 1, 1, 1))
                .cappedAt(6)
                .network(24, 3, 3);
        double[] x = drawnInput(random, network, 16);
        x[5] = Double.NaN;
        double[] y = forward(network, x, 16, Precision.SINGLE);
        double[] expected = forward(network, x, 16, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            assertThat(Double.isNaN(y[i])).as("number %d", i).isEqualTo(Double.isNaN(expected[i]));
        }
        assertThat(Arrays.stream(y).filter(Double::isNaN).count()).isPositive();
    }
}
