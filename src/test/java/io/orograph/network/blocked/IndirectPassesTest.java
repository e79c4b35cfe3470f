package io.orograph.network.blocked;

import static io.orograph.network.blocked.LayerRuns.assertClose;
import static io.orograph.network.blocked.LayerRuns.drawnInput;
import static io.orograph.network.blocked.LayerRuns.forward;
import static io.orograph.network.blocked.LayerRuns.gradient;
import static io.orograph.network.blocked.LayerSketch.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Dependences;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients through convolutions as products of what windows meet are those of plain sums in 64 bits, whatever windows and channels. */
@ExtendWith(WithOneDnn.class)
class IndirectPassesTest {

    private final Random random = new Random(23);

    private static List<String> operators(Network network, int batch) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, true).nodes().stream()
                .map(node -> node.operator() instanceof TrainedConvolution trained
                        ? trained.passes().getClass().getSimpleName()
                        : node.operator().getClass().getSimpleName())
                .toList();
    }

    private void check(Network network, int batch, int indirect) {
        assertThat(operators(network, batch))
                .filteredOn("IndirectPasses"::equals)
                .hasSize(indirect);
        double[] x = drawnInput(random, network, batch);
        double[] expected = forward(network, x, batch, Precision.DOUBLE);
        double[] g = new double[expected.length];
        Arrays.setAll(g, i -> (float) random.nextGaussian());
        assertClose(gradient(network, x, g, batch, Precision.SINGLE), gradient(network, x, g, batch, Precision.DOUBLE));
    }

    /**
     * Windows with steps, gaps and padding; one channel with windows whose rows are read at once and others; numbers of channels that
     * fill no register, one and a part, two and a part; images smaller than their windows.
     */
    @ParameterizedTest
    @CsvSource({
        "14,14,6,16,5,1,1,0,0,53", "28,28,1,6,5,1,1,2,2,13", "9,12,1,12,3,2,1,1,0,16", "9,11,1,20,3,1,2,1,2,14",
        "8,8,1,8,1,1,1,0,0,16", "7,9,20,28,3,1,2,2,2,17", "8,8,13,8,4,3,1,0,1,30", "3,2,70,40,3,2,1,1,1,33",
        "6,6,3,64,1,2,1,0,0,19", "5,4,2,1,2,1,1,0,0,12", "2,3,33,16,2,4,1,2,3,12", "6,5,4,25,3,1,1,1,1,40"
    })
    void windowsOfAllKinds(
            int high, int wide, int from, int to, int kernel, long stride, long gap, long begin, long end, int batch) {
        LayerSketch sketch = new LayerSketch(random, from, high, wide);
        sketch.of("Mul", sketch.drawn(1, from, 1, 1));
        check(
                sketch.convolution(from, to, kernel, windows(stride, gap, 1, begin, begin, end, end))
                        .network(to, Shape.FREE, Shape.FREE),
                batch,
                1);
    }

    /** Where x is data alone, nobody asks for its gradient. */
    @ParameterizedTest
    @CsvSource({"1,6", "3,20"})
    void onData(int from, int to) {
        check(
                new LayerSketch(random, from, 9, 8)
                        .convolution(from, to, 3)
                        .cappedAt(0.5)
                        .network(to, 9, 8),
                21,
                1);
    }

    /** With skips, rectifiers, pools and normalisations around, and layers by other ways behind. */
    @ParameterizedTest
    @CsvSource({"17,0.5,MaxPool", "16,Infinity,AveragePool", "53,6,MaxPool"})
    void amongOtherLayers(int batch, double cap, String pool) {
        LayerSketch sketch =
                new LayerSketch(random, 3, 12, 12).convolution(3, 6, 3).cappedAt(cap);
        String skip = sketch.last();
        sketch.convolution(6, 6, 5, windows(1, 1, 1, 2, 2, 2, 2))
                .of("Add", skip)
                .cappedAt(cap);
        sketch.node(pool, Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}), sketch.last())
                .convolution(6, 21, 3)
                .normalization(21)
                .of("Sigmoid")
                .convolution(21, 16, 3)
                .of("GlobalAveragePool")
                .of("Flatten");
        check(sketch.of("MatMul", sketch.drawn(0.3, 16, 10)).network(10), batch, 4);
    }

    /** The way back through pools whose windows meet no place twice, some of them none, is by places too. */
    @ParameterizedTest
    @CsvSource({"MaxPool,0,16,2", "AveragePool,0,19,3", "AveragePool,1,13,2", "MaxPool,0,53,3"})
    void poolsByPlaces(String pool, long countsPadding, int batch, long stride) {
        Map<String, Object> windows = new HashMap<>(Map.of(
                "kernel_shape", new long[] {2, 2}, "strides", new long[] {stride, 2}, "pads", new long[] {1, 0, 1, 1}));
        if (pool.equals("AveragePool")) {
            windows.put("count_include_pad", countsPadding);
        }
        LayerSketch sketch = new LayerSketch(random, 3, 11, 12).convolution(3, 6, 3);
        Network network =
                sketch.node(pool, windows, sketch.last()).convolution(6, 20, 3).network(20, Shape.FREE, Shape.FREE);
        assertThat(operators(network, batch)).contains("PlacedPool");
        check(network, batch, 2);
    }

    /** Of equal numbers the first one gets the gradient, as in plain loops: rectified ones are often all zero. */
    @Test
    void equalNumbersUnderAPool() {
        LayerSketch sketch =
                new LayerSketch(random, 2, 8, 8).convolution(2, 6, 3).cappedAt(0.2);
        Network network = sketch.node(
                        "MaxPool",
                        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2}),
                        sketch.last())
                .network(6, 4, 4);
        assertThat(operators(network, 16)).contains("PlacedPool");
        check(network, 16, 1);
    }
}
