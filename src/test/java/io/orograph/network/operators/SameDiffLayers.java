package io.orograph.network.operators;

import io.orograph.network.Tensor;
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

/** Products, convolutions and pools with their counterparts. */
final class SameDiffLayers extends SameDiffTable {

    SameDiffLayers() {
        addProducts();
        addConvolutions();
        addPools();
    }

    private void addProducts() {
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

    private void addConvolutions() {
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

    private void addPools() {
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
        add(
                OperatorCase.of("GlobalLpPool", 13).input(2, 3, 5, 7),
                (graph, x) -> graph.math().sqrt(graph.sum(graph.math().square(x[0]), true, 2, 3)));
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
}
