package io.orograph.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.orograph.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs an ONNX model with ONNX Runtime, the independent reference for what a model computes. Graph optimisations are
 * off, so that each operator runs as it is written; one thread.
 */
public final class OnnxRuntimeOracle {

    private OnnxRuntimeOracle() {}

    /** The first output of a model whose only input is named "x", for a float input of the given shape. */
    public static Tensor run(byte[] model, float[] x, long... shape) {
        return run(model, Map.of("x", Tensor.of(x, shape))).values().iterator().next();
    }

    /** The first output of a model whose only input is named "x", for a double input of the given shape. */
    public static Tensor run(byte[] model, double[] x, long... shape) {
        return run(model, Map.of("x", Tensor.of(x, shape))).values().iterator().next();
    }

    /**
     * All outputs by name, in the model's order.
     *
     * @throws IllegalStateException if ONNX Runtime refuses the model or the inputs
     */
    public static Map<String, Tensor> run(byte[] model, Map<String, Tensor> inputs) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> fed = new HashMap<>();
        try (SessionOptions options = new SessionOptions()) {
            options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                fed.put(input.getKey(), toOnnx(environment, input.getValue()));
            }
            try (OrtSession session = environment.createSession(model, options);
                    OrtSession.Result result = session.run(fed)) {
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), fromOnnx((OnnxTensor) output.getValue()));
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor toOnnx(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape();
        return switch (tensor.type()) {
            case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(tensor.doubles()), shape);
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape);
            case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.wrap(integers(tensor)), shape);
            case UINT8 -> OnnxTensor.createTensor(environment, bytes(tensor), shape, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, bytes(tensor), shape, OnnxJavaType.BOOL);
        };
    }

    private static Tensor fromOnnx(OnnxTensor tensor) {
        long[] shape = tensor.getInfo().getShape();
        OnnxJavaType type = tensor.getInfo().type;
        switch (type) {
            case FLOAT -> {
                FloatBuffer buffer = tensor.getFloatBuffer();
                float[] elements = new float[buffer.remaining()];
                buffer.get(elements);
                return Tensor.of(elements, shape);
            }
            case DOUBLE -> {
                DoubleBuffer buffer = tensor.getDoubleBuffer();
                double[] elements = new double[buffer.remaining()];
                buffer.get(elements);
                return Tensor.of(elements, shape);
            }
            case INT64 -> {
                LongBuffer buffer = tensor.getLongBuffer();
                long[] elements = new long[buffer.remaining()];
                buffer.get(elements);
                return Tensor.of(elements, shape);
            }
            case UINT8 -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                byte[] elements = new byte[buffer.remaining()];
                buffer.get(elements);
                return Tensor.ofBytes(elements, shape);
            }
            case INT8 -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                int[] elements = new int[buffer.remaining()];
                Arrays.setAll(elements, i -> buffer.get(i));
                return Tensor.of(elements, shape);
            }
            case INT32 -> {
                IntBuffer buffer = tensor.getIntBuffer();
                int[] elements = new int[buffer.remaining()];
                buffer.get(elements);
                return Tensor.of(elements, shape);
            }
            case BOOL -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                byte[] elements = new byte[buffer.remaining()];
                buffer.get(elements);
                return Tensor.ofBooleans(elements, shape);
            }
            default -> throw new IllegalStateException("an output of type " + type);
        }
    }

    private static int[] integers(Tensor tensor) {
        int[] result = new int[tensor.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = (int) tensor.getLong(i);
        }
        return result;
    }

    private static ByteBuffer bytes(Tensor tensor) {
        ByteBuffer result = ByteBuffer.allocateDirect(tensor.size());
        for (int i = 0; i < tensor.size(); i++) {
            result.put((byte) tensor.getLong(i));
        }
        return result.flip();
    }
}
