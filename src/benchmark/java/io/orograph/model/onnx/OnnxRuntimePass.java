package io.orograph.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Times a forward pass of ONNX Runtime with fixed weights over all samples, at its best over threads and batches.
 *
 * <p>Arguments: the model; a file with the samples' numbers in rows, lowest byte first; {@code float32} or {@code int64}; the
 * shape of the samples, their number first, as {@code 256x1x32x32}; the batches to try, {@code 8,32}. Prints
 * {@code seconds S threads T batch B}.
 */
public final class OnnxRuntimePass {

    private static final int[] THREADS = {1, 2};
    private static final int PASSES = 5;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final String model;
    private final ByteBuffer numbers;
    private final boolean floats;
    private final long[] shape;

    private OnnxRuntimePass(String model, ByteBuffer numbers, boolean floats, long... shape) {
        this.model = model;
        this.numbers = numbers;
        this.floats = floats;
        this.shape = shape;
    }

    public static void main(String... args) throws IOException, OrtException {
        byte[] bytes = Files.readAllBytes(Path.of(args[1]));
        ByteBuffer numbers = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.put(bytes).flip();
        long[] shape =
                Arrays.stream(args[3].split("x")).mapToLong(Long::parseLong).toArray();
        Set<Long> batches = new LinkedHashSet<>();
        for (String batch : args[4].split(",")) {
            batches.add(Math.min(Long.parseLong(batch), shape[0]));
        }
        new OnnxRuntimePass(args[0], numbers, args[2].equals("float32"), shape).print(batches);
    }

    private void print(Set<Long> batches) throws OrtException {
        double best = Double.POSITIVE_INFINITY;
        String setting = "";
        for (int threads : THREADS) {
            for (long batch : batches) {
                double seconds = seconds(threads, batch);
                if (seconds < best) {
                    best = seconds;
                    setting = "threads " + threads + " batch " + batch;
                }
            }
        }
        System.out.println("seconds " + best + " " + setting);
    }

    /** Returns the shortest of some passes, after one that does not count. */
    private double seconds(int threads, long batch) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options)) {
                pass(session, batch);
                long best = Long.MAX_VALUE;
                for (int i = 0; i < PASSES; i++) {
                    long started = System.nanoTime();
                    pass(session, batch);
                    best = Math.min(best, System.nanoTime() - started);
                }
                return best / 1e9;
            }
        }
    }

    private void pass(OrtSession session, long batch) throws OrtException {
        String input = session.getInputNames().iterator().next();
        for (long begin = 0; begin < shape[0]; begin += batch) {
            try (OnnxTensor x = samples(begin, Math.min(batch, shape[0] - begin));
                    OrtSession.Result result = session.run(Map.of(input, x))) {
                result.size();
            }
        }
    }

    /** Returns a view of some samples: nothing is copied, the buffer being a direct one. */
    private OnnxTensor samples(long begin, long count) throws OrtException {
        int bytes = (int) (numbers.limit() / shape[0]);
        ByteBuffer part =
                numbers.slice((int) begin * bytes, (int) count * bytes).order(ByteOrder.LITTLE_ENDIAN);
        long[] some = shape.clone();
        some[0] = count;
        return floats
                ? OnnxTensor.createTensor(environment, part.asFloatBuffer(), some)
                : OnnxTensor.createTensor(environment, part.asLongBuffer(), some);
    }
}
