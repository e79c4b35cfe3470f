package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Reads a model of one input and compares its output with ONNX Runtime's, for batches of one and of several. */
final class NetworkCheck {

    /**
     * Relative to the largest output: rounding in single precision is 6e-8 a step, and networks here have up to some
     * thousand steps that partly cancel.
     */
    private static final double TOLERANCE = 1e-4;

    private NetworkCheck() {}

    static Network read(byte[] model) throws IOException {
        return OnnxReader.read(Path.of("model.onnx"), model, new CancelToken()).network();
    }

    /** Checks a model whose input takes real numbers. */
    static Network check(OnnxModelBuilder model, long... batches) throws IOException {
        return check(model.bytes(), 0, batches);
    }

    /**
     * @param vocabulary how many whole numbers the input takes; 0 for real numbers
     */
    static Network check(byte[] model, int vocabulary, long... batches) throws IOException {
        Network network = read(model);
        for (long batch : batches.length == 0 ? new long[] {1, 3} : batches) {
            long[] shape = ShapeInference.inputShapes(network, batch).get(0);
            double[] drawn = drawn(Shape.size(shape), vocabulary);
            Tensor input = vocabulary > 0
                    ? Tensor.of(Arrays.stream(drawn).mapToLong(x -> (long) x).toArray(), shape)
                    : single(drawn, shape);
            String name = network.inputs().get(0).name();
            Map<String, Tensor> expected = OnnxRuntimeOracle.run(model, Map.of(name, input));
            compare(network, shape, drawn, expected.get(network.outputs().get(0).name()));
        }
        return network;
    }

    /** Checks that two models compute the same, where ONNX Runtime runs the second one alone. */
    static Network checkAs(OnnxModelBuilder model, OnnxModelBuilder same, long... batches) throws IOException {
        Network network = read(model.bytes());
        for (long batch : batches) {
            long[] shape = ShapeInference.inputShapes(network, batch).get(0);
            double[] drawn = drawn(Shape.size(shape), 0);
            Tensor input = single(drawn, shape);
            Map<String, Tensor> expected = OnnxRuntimeOracle.run(
                    same.bytes(), Map.of(network.inputs().get(0).name(), input));
            compare(network, shape, drawn, expected.get(network.outputs().get(0).name()));
        }
        return network;
    }

    private static void compare(Network network, long[] shape, double[] drawn, Tensor expected) {
        try (ExecutionPlan plan = ExecutionPlan.forward(network, List.<long[]>of(shape), Precision.SINGLE)) {
            assertThat(plan.outputShape()).isEqualTo(expected.shape());
            NativeCopy.write(network.weights(), plan.parameters());
            NativeCopy.write(drawn, plan.input(0));
            plan.forward();
            double[] actual = new double[expected.size()];
            NativeCopy.read(plan.output(), actual);
            double largest =
                    Arrays.stream(expected.doubles()).map(Math::abs).max().orElse(0);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i])
                        .as("output %d for a batch of %d", i, shape[0])
                        .isCloseTo(expected.get(i), org.assertj.core.data.Offset.offset(TOLERANCE * largest + 1e-12));
            }
        }
    }

    private static double[] drawn(int size, int vocabulary) {
        Random random = new Random(5);
        double[] drawn = new double[size];
        Arrays.setAll(drawn, i -> vocabulary > 0 ? random.nextInt(vocabulary) : (float) random.nextGaussian());
        return drawn;
    }

    private static Tensor single(double[] numbers, long[] shape) {
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) numbers[i];
        }
        return Tensor.of(result, shape);
    }

    /** A weight with elements that differ, from a fixed seed. */
    static Tensor weight(long... shape) {
        Random random = new Random(Arrays.hashCode(shape));
        double[] drawn = new double[Shape.size(shape)];
        Arrays.setAll(drawn, i -> random.nextGaussian() / 2);
        return single(drawn, shape);
    }

    static Tensor integers(long... values) {
        return Tensor.of(values, values.length);
    }

    static Tensor integer(long value) {
        return Tensor.of(new long[] {value});
    }

    /** 0, 1, 2, … */
    static Tensor upTo(long count) {
        return Tensor.of(LongStream.range(0, count).toArray(), count);
    }

    static List<String> types(Network network) {
        return network.nodes().stream().map(Network.Node::type).toList();
    }
}
