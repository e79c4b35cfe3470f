package io.orograph.network.operators;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv1DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMActivations;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDataFormat;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMDirectionMode;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMLayerConfig;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMLayerWeights;

/** Products, convolutions, pools, normalisations and recurrent layers, with their counterparts. */
final class SameDiffLayers {

    private static final List<SameDiffCounterpart> ROWS = new ArrayList<>();

    static {
        addProducts();
        addConvolutions();
        addPools();
        addNormalizations();
        addRecurrent();
    }

    private SameDiffLayers() {}

    static Stream<SameDiffCounterpart> all() {
        return ROWS.stream();
    }

    private static void add(OperatorCase subject, SameDiffCounterpart.Graph graph) {
        ROWS.add(new SameDiffCounterpart(subject, graph));
    }

    private static void addProducts() {
        add(OperatorCase.of("MatMul", 13).input(3, 7).input(7, 5), (graph, x) -> graph.mmul(x[0], x[1]));
        add(OperatorCase.of("MatMul", 13).input(2, 3, 7).input(2, 7, 5), (graph, x) -> graph.mmul(x[0], x[1]));
        add(
                OperatorCase.of("Gemm", 13, "transB", 1, "alpha", 0.5f, "beta", 2f)
                        .input(3, 7)
                        .input(5, 7)
                        .input(5),
                (graph, x) ->
                        graph.mmul(x[0], x[1], false, true, false).mul(0.5).add(x[2].mul(2)));
        add(
                OperatorCase.of("Einsum", 13, "equation", "abc,cbd->ad")
                        .input(3, 7, 5)
                        .input(5, 7, 2),
                (graph, x) -> graph.mmul(
                        x[0].reshape(3, 35), graph.permute(x[1], 1, 0, 2).reshape(35, 2)));
    }

    private static void addConvolutions() {
        add(
                OperatorCase.of("Conv", 13, "strides", new long[] {2}, "pads", new long[] {1, 1})
                        .input(2, 3, 9)
                        .input(5, 3, 3)
                        .input(5),
                (graph, x) -> graph.cnn()
                        .conv1d(
                                x[0],
                                graph.permute(x[1], 2, 1, 0),
                                x[2],
                                Conv1DConfig.builder()
                                        .k(3)
                                        .s(2)
                                        .p(1)
                                        .d(1)
                                        .dataFormat("NCW")
                                        .paddingMode(PaddingMode.VALID)
                                        .build()));
        add(
                OperatorCase.of(
                                "Conv",
                                13,
                                "strides",
                                new long[] {2, 1},
                                "pads",
                                new long[] {1, 2, 1, 2},
                                "dilations",
                                new long[] {1, 2})
                        .input(2, 3, 9, 8)
                        .input(5, 3, 3, 2)
                        .input(5),
                (graph, x) -> graph.cnn()
                        .conv2d(
                                x[0],
                                graph.permute(x[1], 2, 3, 1, 0),
                                x[2],
                                Conv2DConfig.builder()
                                        .kH(3)
                                        .kW(2)
                                        .sH(2)
                                        .sW(1)
                                        .pH(1)
                                        .pW(2)
                                        .dH(1)
                                        .dW(2)
                                        .dataFormat("NCHW")
                                        .weightsFormat(WeightsFormat.YXIO)
                                        .paddingMode(PaddingMode.VALID)
                                        .build()));
        add(
                OperatorCase.of("Conv", 13, "group", 3)
                        .input(2, 3, 6, 7)
                        .input(6, 1, 3, 2)
                        .input(6),
                (graph, x) -> graph.cnn()
                        .depthWiseConv2d(
                                x[0],
                                graph.permute(x[1].reshape(3, 2, 3, 2), 2, 3, 0, 1),
                                x[2],
                                Conv2DConfig.builder()
                                        .kH(3)
                                        .kW(2)
                                        .dataFormat("NCHW")
                                        .paddingMode(PaddingMode.VALID)
                                        .build()));
        add(
                OperatorCase.of("Conv", 13, "kernel_shape", new long[] {3, 2, 3}, "pads", new long[] {1, 0, 1, 1, 0, 1})
                        .input(2, 3, 4, 5, 6)
                        .input(5, 3, 3, 2, 3)
                        .input(5),
                (graph, x) -> graph.cnn()
                        .conv3d(
                                x[0],
                                graph.permute(x[1], 2, 3, 4, 1, 0),
                                x[2],
                                Conv3DConfig.builder()
                                        .kD(3)
                                        .kH(2)
                                        .kW(3)
                                        .pD(1)
                                        .pW(1)
                                        .biasUsed(true)
                                        .dataFormat("NCDHW")
                                        .paddingMode(PaddingMode.VALID)
                                        .build()));
        add(OperatorCase.of("Conv", 13, "group", 2).input(2, 4, 6, 7).input(6, 2, 3, 2), (graph, x) -> {
            SDVariable[] images = graph.split(x[0], 2, 1);
            SDVariable[] kernels = graph.split(graph.permute(x[1], 2, 3, 1, 0), 2, 3);
            return graph.concat(
                    1,
                    graph.cnn().conv2d(images[0], kernels[0], plain()),
                    graph.cnn().conv2d(images[1], kernels[1], plain()));
        });
        add(
                OperatorCase.of("ConvTranspose", 13, "strides", new long[] {2, 1})
                        .input(2, 3, 4, 5)
                        .input(3, 5, 3, 2)
                        .input(5),
                (graph, x) -> graph.cnn()
                        .deconv2d(
                                x[0],
                                graph.permute(x[1], 2, 3, 1, 0),
                                x[2],
                                DeConv2DConfig.builder()
                                        .kH(3)
                                        .kW(2)
                                        .sH(2)
                                        .sW(1)
                                        .dataFormat("NCHW")
                                        .isSameMode(false)
                                        .build()));
    }

    private static Conv2DConfig plain() {
        return Conv2DConfig.builder()
                .kH(3)
                .kW(2)
                .dataFormat("NCHW")
                .weightsFormat(WeightsFormat.YXIO)
                .paddingMode(PaddingMode.VALID)
                .build();
    }

    private static Pooling2DConfig pool(int padding) {
        return Pooling2DConfig.builder()
                .kH(3)
                .kW(2)
                .sH(2)
                .sW(2)
                .pH(padding)
                .pW(0)
                .dH(1)
                .dW(1)
                .isNHWC(false)
                .paddingMode(PaddingMode.VALID)
                .build();
    }

    private static Pooling3DConfig volumes() {
        return Pooling3DConfig.builder()
                .kD(2)
                .kH(3)
                .kW(3)
                .sD(1)
                .sH(2)
                .sW(2)
                .dD(1)
                .dH(1)
                .dW(1)
                .isNCDHW(true)
                .build();
    }

    private static OperatorCase pooled(String type, Object... more) {
        Object[] settings = {
            "kernel_shape", new long[] {3, 2}, "strides", new long[] {2, 2}, "pads", new long[] {1, 0, 1, 0}
        };
        Object[] all = Stream.of(settings, more).flatMap(Stream::of).toArray();
        return OperatorCase.of(type, 18, all).input(2, 3, 7, 8);
    }

    private static OperatorCase pooledVolume(String type) {
        return OperatorCase.of(type, 18, "kernel_shape", new long[] {2, 3, 3}, "strides", new long[] {1, 2, 2})
                .input(2, 3, 4, 7, 5);
    }

    private static void addPools() {
        add(pooled("MaxPool"), (graph, x) -> graph.cnn().maxPooling2d(x[0], pool(1)));
        add(pooled("AveragePool"), (graph, x) -> graph.cnn().avgPooling2d(x[0], pool(1)));
        add(pooledVolume("MaxPool"), (graph, x) -> graph.cnn().maxPooling3d(x[0], volumes()));
        add(pooledVolume("AveragePool"), (graph, x) -> graph.cnn().avgPooling3d(x[0], volumes()));
        // Without padding each window is whole, so that the sum of squares is their mean times 6.
        add(
                OperatorCase.of("LpPool", 18, "kernel_shape", new long[] {3, 2}, "strides", new long[] {2, 2}, "p", 2)
                        .input(2, 3, 7, 8),
                (graph, x) -> graph.math()
                        .sqrt(graph.cnn()
                                .avgPooling2d(graph.math().square(x[0]), pool(0))
                                .mul(6)));
        add(OperatorCase.of("GlobalAveragePool", 13).input(2, 3, 5, 7), (graph, x) -> graph.mean(x[0], true, 2, 3));
        add(OperatorCase.of("GlobalMaxPool", 13).input(2, 3, 5, 7), (graph, x) -> graph.max(x[0], true, 2, 3));
        Tensor sizes = Tensor.of(new long[] {2, 3, 10, 14}, 4);
        add(
                OperatorCase.of(
                                "Resize",
                                13,
                                "mode",
                                "nearest",
                                "coordinate_transformation_mode",
                                "asymmetric",
                                "nearest_mode",
                                "floor")
                        .input(2, 3, 5, 7)
                        .noConstant()
                        .noConstant()
                        .constant(sizes),
                (graph, x) -> graph.cnn().upsampling2d(x[0], 2, 2, true));
        add(
                OperatorCase.of("Upsample", 9, "mode", "nearest")
                        .input(2, 3, 5, 7)
                        .constant(Tensor.of(new float[] {1, 1, 2, 3}, 4)),
                (graph, x) -> graph.cnn().upsampling2d(x[0], 2, 3, true));
        add(
                OperatorCase.of("Resize", 13, "mode", "linear", "coordinate_transformation_mode", "half_pixel")
                        .input(2, 3, 5, 7)
                        .noConstant()
                        .noConstant()
                        .constant(sizes),
                (graph, x) -> {
                    SDVariable rows = graph.mmul(doubling(graph, 5), x[0].reshape(6, 5, 7));
                    SDVariable turned = graph.mmul(doubling(graph, 7), graph.permute(rows, 0, 2, 1));
                    return graph.permute(turned, 0, 2, 1).reshape(2, 3, 10, 14);
                });
    }

    /** Six times the matrix that interpolates n numbers at the quarters beside each: ¼ and ¾ of the two neighbours. */
    private static SDVariable doubling(SameDiff graph, int n) {
        double[] matrix = new double[6 * 2 * n * n];
        for (int i = 0; i < 6 * 2 * n; i++) {
            int row = i % (2 * n);
            int beside = Math.max(0, Math.min(n - 1, row / 2 + (row % 2 == 0 ? -1 : 1)));
            matrix[i * n + row / 2] += 0.75;
            matrix[i * n + beside] += 0.25;
        }
        return graph.constant(SameDiffCounterpart.array(matrix, 6, 2L * n, n));
    }

    private static void addNormalizations() {
        add(
                OperatorCase.of("BatchNormalization", 15)
                        .input(2, 3, 5, 7)
                        .input(3)
                        .input(3)
                        .input(3)
                        .positiveInput(3),
                (graph, x) -> x[0].sub(channels(x[3]))
                        .div(graph.math().sqrt(channels(x[4]).add(1e-5f)))
                        .mul(channels(x[1]))
                        .add(channels(x[2])));
        add(
                OperatorCase.of("LayerNormalization", 17, "axis", -1, "epsilon", 0f)
                        .input(3, 7)
                        .input(7)
                        .input(7),
                (graph, x) -> graph.nn().layerNorm(x[0], x[1], x[2], true, 1));
        double[] band = new double[2 * 5 * 5];
        for (int i = 0; i < band.length; i++) {
            band[i] = Math.abs(i / 5 % 5 - i % 5) <= 1 ? 0.25 : 0;
        }
        add(
                OperatorCase.of("LRN", 13, "size", 3, "alpha", 0.75f, "beta", 0.5f, "bias", 2f)
                        .input(2, 5, 3, 4),
                (graph, x) -> {
                    SDVariable square = graph.math().square(x[0].reshape(2, 5, 12));
                    SDVariable sum = graph.mmul(graph.constant(SameDiffCounterpart.array(band, 2, 5, 5)), square);
                    return x[0].div(graph.math().sqrt(sum.add(2)).reshape(2, 5, 3, 4));
                });
        add(
                OperatorCase.of("InstanceNormalization", 13, "epsilon", 0.125f)
                        .input(2, 3, 5, 7)
                        .input(3)
                        .input(3),
                (graph, x) -> standardized(graph, x[0], 0.125, 2, 3)
                        .mul(channels(x[1]))
                        .add(channels(x[2])));
        add(
                OperatorCase.of("GroupNormalization", 21, "num_groups", 3, "epsilon", 0.125f)
                        .input(2, 6, 5, 7)
                        .input(6)
                        .input(6),
                (graph, x) -> standardized(graph, x[0].reshape(2, 3, 70), 0.125, 2)
                        .reshape(2, 6, 5, 7)
                        .mul(x[1].reshape(1, 6, 1, 1))
                        .add(x[2].reshape(1, 6, 1, 1)));
        add(
                OperatorCase.of("RMSNormalization", 23, "axis", -1, "epsilon", 0.125f)
                        .input(3, 5, 7)
                        .input(7),
                (graph, x) -> x[0].div(graph.math()
                                .sqrt(graph.mean(graph.math().square(x[0]), true, 2)
                                        .add(0.125)))
                        .mul(x[1]));
        add(
                OperatorCase.of("LpNormalization", 13, "axis", 1, "p", 2).input(3, 7, 5),
                (graph, x) -> x[0].div(graph.norm2(x[0], true, 1)));
        add(
                OperatorCase.of("LpNormalization", 13, "axis", 1, "p", 1).input(3, 7, 5),
                (graph, x) -> x[0].div(graph.norm1(x[0], true, 1)));
    }

    private static SDVariable channels(SDVariable perChannel) {
        return perChannel.reshape(1, 3, 1, 1);
    }

    private static SDVariable standardized(SameDiff graph, SDVariable x, double epsilon, int... axes) {
        SDVariable centred = x.sub(graph.mean(x, true, axes));
        return centred.div(graph.math()
                .sqrt(graph.mean(graph.math().square(centred), true, axes).add(epsilon)));
    }

    private static SDVariable[] gates(SameDiff graph, SDVariable all, int... order) {
        SDVariable[] parts = graph.split(all, order.length, 0);
        SDVariable[] sorted = new SDVariable[order.length];
        java.util.Arrays.setAll(sorted, i -> parts[order[i]]);
        return sorted;
    }

    private static void addRecurrent() {
        // ONNX: gates i o f c; SameDiff: i f c o.
        add(
                OperatorCase.of("LSTM", 14, "hidden_size", 3)
                        .input(5, 2, 4)
                        .input(1, 12, 4)
                        .input(1, 12, 3)
                        .input(1, 24),
                (graph, x) -> {
                    SDVariable w = graph.concat(0, gates(graph, x[1].reshape(12, 4), 0, 2, 3, 1));
                    SDVariable r = graph.concat(0, gates(graph, x[2].reshape(12, 3), 0, 2, 3, 1));
                    SDVariable[] halves = graph.split(x[3].reshape(24), 2, 0);
                    SDVariable b = graph.concat(0, gates(graph, halves[0].add(halves[1]), 0, 2, 3, 1));
                    return graph.rnn()
                            .lstmLayer(
                                    x[0],
                                    LSTMLayerWeights.builder()
                                            .weights(graph.permute(w, 1, 0))
                                            .rWeights(graph.permute(r, 1, 0))
                                            .bias(b)
                                            .build(),
                                    LSTMLayerConfig.builder()
                                            .lstmdataformat(LSTMDataFormat.TNS)
                                            .directionMode(LSTMDirectionMode.FWD)
                                            .gateAct(LSTMActivations.SIGMOID)
                                            .cellAct(LSTMActivations.TANH)
                                            .outAct(LSTMActivations.TANH)
                                            .retFullSequence(true)
                                            .build())[0];
                });
        add(
                OperatorCase.of("GRU", 14, "hidden_size", 3, "linear_before_reset", 1)
                        .input(3, 2, 4)
                        .input(1, 9, 4)
                        .input(1, 9, 3)
                        .input(1, 18),
                (graph, x) -> unrolled(
                        graph,
                        x,
                        (w, h, k) -> {
                            SDVariable update = graph.nn().sigmoid(w[0].add(h[0]));
                            SDVariable reset = graph.nn().sigmoid(w[1].add(h[1]));
                            SDVariable fresh = graph.nn().tanh(w[2].add(reset.mul(h[2])));
                            return fresh.add(update.mul(k.sub(fresh)));
                        },
                        3));
        add(
                OperatorCase.of("RNN", 14, "hidden_size", 3)
                        .input(3, 2, 4)
                        .input(1, 3, 4)
                        .input(1, 3, 3)
                        .input(1, 6),
                (graph, x) -> unrolled(graph, x, (w, h, k) -> graph.nn().tanh(w[0].add(h[0])), 1));
    }

    /** The next state from what the input says, what the last state says, and that state. */
    @FunctionalInterface
    private interface Step {
        SDVariable next(SDVariable[] input, SDVariable[] recurrent, SDVariable state);
    }

    /** Three steps of a batch of two with 4 features and 3 numbers of state, from a state of zero. */
    private static SDVariable unrolled(SameDiff graph, SDVariable[] x, Step step, int gates) {
        SDVariable[] inputs = graph.split(x[0].reshape(6, 4), 3, 0);
        SDVariable w = x[1].reshape(gates * 3L, 4);
        SDVariable r = x[2].reshape(gates * 3L, 3);
        SDVariable[] biases = graph.split(x[3].reshape(gates * 6L), 2, 0);
        SDVariable[] states = new SDVariable[3];
        SDVariable state = graph.constant(SameDiffCounterpart.array(new double[6], 2, 3));
        for (int t = 0; t < 3; t++) {
            SDVariable ofInput = graph.mmul(inputs[t], w, false, true, false).add(biases[0]);
            SDVariable ofState = graph.mmul(state, r, false, true, false).add(biases[1]);
            state = step.next(gates(graph, ofInput, gates), gates(graph, ofState, gates), state);
            states[t] = state;
        }
        return graph.concat(0, states);
    }

    private static SDVariable[] gates(SameDiff graph, SDVariable all, int count) {
        return count == 1 ? new SDVariable[] {all} : graph.split(all, count, 1);
    }
}
