package io.orograph.network.blocked;

import static io.orograph.network.blocked.LayerRuns.assertClose;
import static io.orograph.network.blocked.LayerRuns.drawnInput;
import static io.orograph.network.blocked.LayerRuns.forward;
import static io.orograph.network.blocked.LayerRuns.gradient;
import static io.orograph.network.blocked.LayerSketch.pads;
import static io.orograph.network.blocked.LayerSketch.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Dependences;
import io.orograph.network.LayerForm;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Layers in blocks of channels compute what ND4J's kernels do in 64 bits, forward and backward. The inputs are floats, so
 * that both see the same numbers; a sum of n products is rounded by a few units of the last place of the largest of them.
 */
@ExtendWith(WithOneDnn.class)
class BlockedLayersTest {

    private final Random random = new Random(7);

    /** Requires nodes in blocks, so that nothing is compared with itself. */
    private static long inBlocks(Network network, int batch, boolean gradients) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, gradients).nodes().stream()
                .filter(node -> node.operator().getClass().getPackageName().equals(OneDnn.class.getPackageName()))
                .filter(node -> !(node.operator() instanceof Reorder))
                .count();
    }

    private void check(Network network, int batch, int blocks) {
        double[] x = drawnInput(random, network, batch);
        assertThat(inBlocks(network, batch, false)).isGreaterThanOrEqualTo(blocks);
        double[] expected = forward(network, x, batch, Precision.DOUBLE);
        assertClose(forward(network, x, batch, Precision.SINGLE), expected);
        double[] g = new double[expected.length];
        Arrays.setAll(g, i -> (float) random.nextGaussian());
        assertClose(gradient(network, x, g, batch, Precision.SINGLE), gradient(network, x, g, batch, Precision.DOUBLE));
    }

    @ParameterizedTest
    @CsvSource({
        "16,16,3,1,1,1,1,1", "16,32,3,2,1,1,1,1", "32,16,1,1,0,1,1,1", "16,24,1,2,0,1,1,1", "16,16,5,1,2,1,1,2",
        "32,32,3,1,1,1,2,1", "32,32,3,1,1,1,32,1", "32,32,3,2,1,1,32,3", "16,16,3,1,2,2,1,1", "3,16,3,2,1,1,1,1",
        "6,16,5,1,0,1,1,1", "17,19,3,1,1,1,1,1", "1,8,3,1,1,1,1,1", "64,10,1,1,0,1,1,1"
    })
    void convolutions(int from, int to, int kernel, long stride, long pad, long dilation, long groups, int batch) {
        LayerSketch drawing = new LayerSketch(random, from, 12, 11)
                .convolution(from, to, kernel, windows(stride, dilation, groups, pad, pad, pad, pad))
                .of("Relu");
        Network network = drawing.convolution(to, 16, 3).network(16, Shape.FREE, Shape.FREE);
        check(network, batch, 2);
    }

    /** Few channels, of which a block is filled in part, as the first layer and as one whose own gradient is wanted. */
    @ParameterizedTest
    @CsvSource({
        "1,6,5,5,1,1,2,2,1,3", "1,6,5,5,1,1,2,2,1,1", "1,7,3,3,2,2,1,0,1,2", "1,5,4,3,3,1,0,2,1,2",
                "2,9,5,3,2,1,1,2,1,2",
        "2,3,3,3,1,2,2,2,2,2", "3,20,3,3,1,1,1,1,1,3", "3,5,5,5,2,2,0,1,1,2", "3,16,3,3,1,1,2,2,2,2",
                "4,12,3,5,1,1,1,2,1,2",
        "5,7,3,3,1,1,1,1,1,1", "6,16,5,5,1,1,0,0,1,3", "6,16,1,1,1,1,0,0,1,3", "7,8,3,3,2,1,1,1,1,2",
                "12,20,3,3,1,1,1,1,1,2",
        "20,12,2,2,2,2,0,0,1,2", "16,16,3,3,1,1,2,2,2,2", "16,16,3,3,2,2,1,2,2,1", "1,8,7,1,1,1,0,0,1,2",
                "1,8,1,7,1,1,0,0,1,2"
    })
    void gradientsOfFewChannels(
            int from,
            int to,
            int high,
            int wide,
            long down,
            long across,
            long begin,
            long end,
            long dilation,
            int batch) {
        Map<String, Object> windows = Map.of(
                "strides", new long[] {down, across},
                "dilations", new long[] {dilation, dilation},
                "pads", new long[] {begin, end, end, begin});
        LayerSketch drawing = new LayerSketch(random, from, 12, 13);
        drawing.convolution(from, to, windows, high, wide).of("Relu");
        drawing.convolution(to, from, 1).of("Relu");
        Network network = drawing.convolution(from, to, windows, Math.min(high, 2), Math.min(wide, 2))
                .network(to, Shape.FREE, Shape.FREE);
        assertThat(inBlocks(network, batch, true)).isGreaterThanOrEqualTo(2);
        check(network, batch, 2);
    }

    /**
     * Rows of a window become channels where that leaves less to multiply: not for three channels, nor for one row. The library's
     * kernels of AVX-512 fill up blocks of three channels and leave a single one alone.
     */
    @ParameterizedTest
    @CsvSource({
        "1,5,5,true,false",
        "2,5,5,true,false",
        "1,3,3,true,false",
        "3,5,5,false,true",
        "16,3,3,false,false",
        "1,1,5,false,false"
    })
    void rowsOfAWindowAsChannels(int channels, int high, int wide, boolean ofAvx2, boolean ofAvx512) {
        boolean expected = new BlockedEngine().instructions().equals("AVX-512") ? ofAvx512 : ofAvx2;
        long[] one = {1, 1};
        long[] none = {0, 0};
        long[] out = {13 - high, 13 - wide};
        var windows = new LayerForm.Windows(new long[] {high, wide}, one, one, none, none, out);
        var problem = new ConvolutionProblem(
                new long[] {2, channels, 12, 12},
                new long[] {8, channels, high, wide},
                new long[] {2, 8, out[0], out[1]},
                windows,
                true);
        try (Attributes attributes = new Attributes()) {
            var forward = problem.forward(attributes, true).orElseThrow();
            assertThat(WeightGradient.of(problem, attributes, forward)
                                    .orElseThrow()
                                    .detour()
                            != null)
                    .isEqualTo(expected);
        }
    }

    /** Channels that are groups of their own, on images smaller than the window. */
    @ParameterizedTest
    @CsvSource({"2,2,3,1,1,16", "2,2,3,2,1,20", "1,1,3,1,1,8", "3,2,5,1,2,16", "4,3,5,2,2,24"})
    void channelsOnTheirOwnOnSmallImages(long high, long wide, int kernel, long stride, long pad, int channels) {
        for (int batch : new int[] {1, 3}) {
            LayerSketch drawing = new LayerSketch(random, 3, high, wide)
                    .convolution(3, channels, 1)
                    .of("Relu");
            drawing.convolution(channels, channels, kernel, windows(stride, 1, channels, pad, pad, pad, pad))
                    .of("Relu");
            Network network = drawing.convolution(channels, 8, 1).network(8, Shape.FREE, Shape.FREE);
            assertThat(inBlocks(network, batch, true)).isGreaterThanOrEqualTo(3);
            check(network, batch, 3);
        }
    }

    /** A window with gaps has no tuned kernel for the gradient of the weights, which does not keep the others from blocks. */
    @Test
    void onePassWithoutAKernelOfItsOwn() {
        LayerSketch drawing =
                new LayerSketch(random, 3, 12, 12).convolution(3, 16, 3).of("Relu");
        drawing.convolution(16, 16, 3, windows(1, 2, 1, 2, 2, 2, 2)).of("Relu");
        Network network = drawing.convolution(16, 16, 3).network(16, Shape.FREE, Shape.FREE);
        assertThat(inBlocks(network, 2, true)).isEqualTo(3);
        check(network, 2, 3);
    }

    /** What fills the last block of channels adds nothing, layer after layer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void oddChannelsBetweenPoolsAndSums(int batch) {
        LayerSketch drawing =
                new LayerSketch(random, 1, 20, 20).convolution(1, 6, 5).of("Relu");
        drawing.node("MaxPool", pooling(2, 2, 0), drawing.last());
        String skip = drawing.convolution(6, 11, 3).of("Relu").last();
        drawing.convolution(11, 11, 3).of("Relu").of("Add", skip);
        drawing.node("AveragePool", pooling(3, 2, 1), drawing.last()).convolution(11, 5, 3);
        drawing.of("Flatten").of("MatMul", drawing.drawn(0.3, 125, 10));
        Network network = drawing.network(10);
        assertThat(inBlocks(network, batch, true)).isGreaterThanOrEqualTo(6);
        check(network, batch, 4);
    }

    private static Map<String, Object> pooling(long kernel, long stride, long pad) {
        return Map.of(
                "kernel_shape", new long[] {kernel, kernel},
                "strides", new long[] {stride, stride},
                "pads", new long[] {pad, pad, pad, pad});
    }

    /** Of equal numbers under a window, zeros of both signs among them, the first one gets the gradient. */
    @ParameterizedTest
    @CsvSource({"2,2,0,8", "3,2,1,8", "3,1,1,5", "2,1,0,16", "3,3,1,3", "1,1,0,8", "5,2,2,8"})
    void equalNumbersUnderAWindow(long kernel, long stride, long pad, int channels) {
        NetworkSketch sketch = new NetworkSketch().input("x", Shape.FREE, channels, 9, 8);
        double[] identity = new double[channels * channels];
        for (int channel = 0; channel < channels; channel++) {
            identity[channel * (channels + 1)] = 1;
        }
        sketch.tensor("w", io.orograph.network.Tensor.of(identity, channels, channels, 1, 1))
                .node("Conv", List.of("x", "w"), List.of("h"), Map.of())
                .node("MaxPool", List.of("h"), List.of("y"), pooling(kernel, stride, pad));
        Network network =
                sketch.output("y", Shape.FREE, channels, Shape.FREE, Shape.FREE).build();
        assertThat(inBlocks(network, 2, true)).isEqualTo(2);
        double[] few = {-0.0, 0, -1, -0.0, 1};
        double[] x = drawnInput(random, network, 2);
        Arrays.setAll(x, i -> few[random.nextInt(few.length)]);
        double[] g = new double[forward(network, x, 2, Precision.DOUBLE).length];
        Arrays.setAll(g, i -> random.nextInt(9) - 4);
        assertThat(gradient(network, x, g, 2, Precision.SINGLE))
                .containsExactly(gradient(network, x, g, 2, Precision.DOUBLE));
    }

    /** Nothing but NaN under a window, whose first places are padding: there is no largest, and no other number changes. */
    @Test
    void notANumberUnderAWholeWindow() {
        LayerSketch drawing = new LayerSketch(random, 8, 6, 6).convolution(8, 8, 1);
        Network network =
                drawing.node("MaxPool", pooling(3, 3, 1), drawing.last()).network(8, 2, 2);
        double[] x = drawnInput(random, network, 2);
        Arrays.fill(x, 0, x.length / 2, Double.NaN);
        double[] g = new double[2 * 8 * 2 * 2];
        Arrays.fill(g, g.length / 2, g.length, 1);
        assertThat(gradient(network, x, g, 2, Precision.SINGLE))
                .hasSize(network.layout().size());
    }

    /** With a sum, in place where nobody reads what was skipped later, and a rectifier on the way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void skipsAndRectifiers(int batch) {
        LayerSketch drawing =
                new LayerSketch(random, 3, 9, 10).convolution(3, 16, 3).of("Relu");
        String first = drawing.last();
        drawing.convolution(16, 16, 3)
                .of("Relu")
                .convolution(16, 16, 3)
                .of("Add", first)
                .of("Relu");
        String second = drawing.last();
        String shortcut =
                drawing.convolution(16, 32, 1, windows(2, 1, 1, 0, 0, 0, 0)).last();
        drawing.goOnFrom(second);
        drawing.convolution(16, 32, 3, windows(2, 1, 1, 1, 1, 1, 1)).of("Relu");
        drawing.convolution(32, 32, 3).of("Sum", shortcut).of("Relu");
        String third = drawing.last();
        drawing.convolution(32, 32, 3).of("Add", third);
        check(drawing.network(32, Shape.FREE, Shape.FREE), batch, 7);
    }

    /** Small images of many samples, whose convolutions are products of matrices: strides, gaps, uneven padding, no bias. */
    @ParameterizedTest
    @CsvSource({
        "2,2,3,1,1,1,1,64,64",
        "4,4,3,1,1,1,1,64,72",
        "4,4,3,2,1,1,1,67,64",
        "4,3,2,1,1,0,1,64,64",
        "5,3,3,1,2,2,2,64,64",
        "1,1,3,1,1,1,1,64,64",
        "4,4,4,3,0,0,1,64,64"
    })
    void convolutionsOfSmallImages(
            long height, long width, int kernel, long stride, long begin, long end, long dilation, int from, int to) {
        for (int batch : new int[] {16, 19}) {
            LayerSketch drawing = new LayerSketch(random, 3, height, width)
                    .convolution(3, from, 1)
                    .of("Relu");
            Map<String, Object> windows = windows(stride, dilation, 1, begin, begin, end, end);
            Network network = drawing.convolution(from, to, kernel, windows).network(to, Shape.FREE, Shape.FREE);
            assertThat(indirect(network, batch)).isEqualTo(1);
            check(network, batch, 1);
        }
    }

    private static long indirect(Network network, int batch) {
        long[][] shapes = ShapeInference.infer(network, ShapeInference.inputShapes(network, batch));
        return LayoutAssignment.of(network, new Dependences(network, Set.of()), shapes, false).nodes().stream()
                .filter(node -> node.operator() instanceof IndirectConvolution)
                .count();
    }

    /** Between layers of larger images and pools, with skips, rectifiers and normalisations, as residual networks have them. */
    @ParameterizedTest
    @ValueSource(ints = {16, 21})
    void smallImagesAmongOthers(int batch) {
        LayerSketch drawing =
                new LayerSketch(random, 3, 8, 8).convolution(3, 64, 3).of("Relu");
        String large = drawing.last();
        drawing.convolution(64, 64, 3, windows(2, 1, 1, 1, 1, 1, 1))
                .normalization(64)
                .of("Relu");
        drawing.convolution(64, 64, 3).normalization(64);
        String inner = drawing.last();
        drawing.goOnFrom(large);
        drawing.convolution(64, 64, 1, windows(2, 1, 1, 0, 0, 0, 0))
                .of("Add", inner)
                .of("Relu");
        String skip = drawing.last();
        drawing.convolution(64, 64, 3)
                .of("Relu")
                .convolution(64, 64, 3)
                .of("Add", skip)
                .of("Relu");
        String wide = drawing.last();
        drawing.convolution(64, 96, 3, windows(2, 1, 1, 1, 1, 1, 1)).cappedAt(6).convolution(96, 96, 3);
        String end = drawing.last();
        drawing.goOnFrom(wide);
        drawing.convolution(64, 96, 1, windows(2, 1, 1, 0, 0, 0, 0))
                .of("Add", end)
                .of("Relu");
        drawing.of("GlobalAveragePool").of("Flatten").of("MatMul", drawing.drawn(0.3, 96, 10));
        Network network = drawing.network(10);
        assertThat(indirect(network, batch)).isEqualTo(9);
        check(network, batch, 8);
    }

    /** What is no number stays so in the products too, and reaches the samples and places that it should. */
    @Test
    void notANumberStaysInSmallImages() {
        LayerSketch drawing =
                new LayerSketch(random, 64, 4, 4).convolution(64, 64, 3).of("Relu");
        Network network = drawing.convolution(64, 64, 3).network(64, 4, 4);
        assertThat(indirect(network, 16)).isPositive();
        double[] x = drawnInput(random, network, 16);
        x[5] = Double.NaN;
        double[] y = forward(network, x, 16, Precision.SINGLE);
        double[] expected = forward(network, x, 16, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            assertThat(Double.isNaN(y[i])).as("number %d", i).isEqualTo(Double.isNaN(expected[i]));
        }
    }

    /** Convolution of a value that is also what skips it: the sum must not overwrite what is still read. */
    @Test
    void aSkipAroundItsOwnConvolution() {
        LayerSketch drawing =
                new LayerSketch(random, 16, 6, 6).convolution(16, 16, 3).of("Relu");
        String x = drawing.last();
        drawing.convolution(16, 16, 3).of("Add", x);
        String y = drawing.last();
        drawing.convolution(16, 16, 3).node("Add", Map.of(), y, drawing.last()).of("Add", x);
        check(drawing.network(16, 6, 6), 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 17})
    void normalizationsAreFoldedOrDoneInBlocks(int channels) {
        LayerSketch drawing = new LayerSketch(random, 3, 8, 8)
                .convolution(3, channels, 3)
                .normalization(channels)
                .of("Relu");
        drawing.convolution(channels, channels, 3).normalization(channels).of("Relu");
        String skip = drawing.last();
        drawing.convolution(channels, channels, 3)
                .normalization(channels)
                .of("Add", skip)
                .of("Relu");
        check(drawing.network(channels, 8, 8), 3, 1);
    }

    @ParameterizedTest
    @CsvSource({"2,2,0", "3,2,1", "3,1,1", "2,1,0", "3,3,0"})
    void pools(long kernel, long stride, long pad) {
        for (String type : List.of("MaxPool", "AveragePool")) {
            for (long counted = 0; counted < 2; counted++) {
                Map<String, Object> attributes = new java.util.HashMap<>(windows(stride, 1, 1, pad, pad, pad, pad));
                attributes.keySet().removeAll(List.of("dilations", "group"));
                attributes.put("kernel_shape", new long[] {kernel, kernel});
                if (type.equals("AveragePool")) {
                    attributes.put("count_include_pad", counted);
                }
                LayerSketch drawing =
                        new LayerSketch(random, 3, 9, 10).convolution(3, 16, 3).of("Relu");
                drawing.node(type, attributes, drawing.last()).convolution(16, 16, 3);
                check(drawing.network(16, Shape.FREE, Shape.FREE), 2, 3);
            }
        }
    }

    /** Padding at one side, and windows that overhang it. */
    /** A mean is of as many places as it may be; of a largest number the place is kept in a byte, for the way back. */
    @Test
    void meansOfManyPlacesStayInBlocks() {
        LayerSketch drawing = new LayerSketch(random, 3, 17, 16)
                .convolution(3, 16, 3)
                .of("Relu")
                .of("GlobalAveragePool");
        Network network = drawing.network(16, 1, 1);
        assertThat(inBlocks(network, 2, true)).isEqualTo(2);
        check(network, 2, 2);
    }

    @Test
    void unevenWindows() {
        Map<String, Object> same =
                Map.of("auto_pad", "SAME_UPPER", "strides", new long[] {2, 2}, "kernel_shape", new long[] {2, 2});
        Map<String, Object> ceil =
                Map.of("ceil_mode", 1L, "strides", new long[] {2, 2}, "kernel_shape", new long[] {3, 3});
        LayerSketch drawing = new LayerSketch(random, 16, 27, 28)
                .convolution(16, 16, 3, windows(2, 1, 1, 0, 0, 1, 1))
                .of("Relu");
        drawing.node("MaxPool", same, drawing.last()).convolution(16, 16, 3, pads(2));
        drawing.node("MaxPool", ceil, drawing.last());
        drawing.node("AveragePool", ceil, drawing.last());
        check(drawing.network(16, Shape.FREE, Shape.FREE), 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20})
    void wholeNetworks(int channels) {
        LayerSketch drawing = new LayerSketch(random, 3, 8, 8)
                .convolution(3, channels, 3)
                .of("Clip")
                .of("Sigmoid");
        drawing.convolution(channels, channels, 3).of("HardSwish");
        String x = drawing.last();
        drawing.of("Sigmoid")
                .of("Mul", x)
                .convolution(channels, 2 * channels, 3)
                .of("Relu");
        drawing.of("GlobalAveragePool").of("Flatten").of("MatMul", drawing.drawn(0.3, 2L * channels, 10));
        check(drawing.network(10), 3, 2);
    }

    /** A value that layers in blocks and others read, and that is an output besides. */
    @Test
    void rowsAreMadeWhereTheyAreNeeded() {
        LayerSketch drawing =
                new LayerSketch(random, 16, 5, 5).convolution(16, 16, 3).of("Relu");
        String x = drawing.last();
        drawing.convolution(16, 16, 3);
        String y = drawing.last();
        drawing.node("Concat", Map.of("axis", 1L), x, y).convolution(32, 16, 3).of("Relu");
        check(drawing.network(16, 5, 5), 2, 3);
    }

    @Test
    void oneAxis() {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, 16, 20)
                .drawn("v", random, 0.2, 16, 16, 3)
                .drawn("w", random, 0.2, 24, 16, 5)
                .node("Conv", List.of("x", "v"), List.of("h"), Map.of("pads", new long[] {1, 1}))
                .node("Relu", List.of("h"), "r")
                .node("Conv", List.of("r", "w"), List.of("y"), Map.of("strides", new long[] {2}));
        check(sketch.output("y", Shape.FREE, 24, Shape.FREE).build(), 3, 2);
    }

    /** With a cap that is done within the convolution, and one so high that its digits would be lost there. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 6, 1e4})
    void rectifiersWithACap(double cap) {
        LayerSketch drawing =
                new LayerSketch(random, 16, 5, 5).convolution(16, 16, 3).cappedAt(cap);
        String skip = drawing.last();
        drawing.convolution(16, 16, 3).of("Add", skip).cappedAt(cap).convolution(16, 16, 1);
        check(drawing.network(16, 5, 5), 2, 3);
    }

    /** What is no number stays so behind a rectifier, and infinity infinity. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, Double.POSITIVE_INFINITY})
    void notANumberStays(double cap) {
        LayerSketch drawing = new LayerSketch(random, 16, 4, 4)
                .convolution(16, 16, 3)
                .cappedAt(cap)
                .convolution(16, 16, 3)
                .cappedAt(cap);
        Network network = drawing.network(16, 4, 4);
        assertThat(inBlocks(network, 2, false)).isEqualTo(2);
        double[] x = drawnInput(random, network, 2);
        x[5] = Double.NaN;
        double[] y = forward(network, x, 2, Precision.SINGLE);
        assertThat(Arrays.stream(y).limit(y.length / 2)).anyMatch(value -> Double.isNaN(value));
        assertThat(Arrays.stream(y).skip(y.length / 2)).noneMatch(value -> Double.isNaN(value));
        double[] expected = forward(network, x, 2, Precision.DOUBLE);
        for (int i = 0; i < y.length; i++) {
            assertThat(Double.isNaN(y[i])).as("number %d", i).isEqualTo(Double.isNaN(expected[i]));
        }
    }
}
