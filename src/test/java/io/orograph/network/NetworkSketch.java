package io.orograph.network;

import io.orograph.network.operators.OperatorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws small networks for tests: {@code new NetworkSketch().input("x", Shape.FREE, 3).tensor("w", …).node("Gemm",
 * List.of("x", "w"), "y").output("y", Shape.FREE, 2).build()}.
 */
public final class NetworkSketch {

    private static final int OPSET = 13;

    private final NetworkBuilder builder;

    public NetworkSketch() {
        this(OperatorTable.standard());
    }

    /**
     * @param operators makes the operators of the nodes
     */
    public NetworkSketch(OperatorSource operators) {
        builder = new NetworkBuilder(operators);
    }

    public NetworkSketch input(String name, long... shape) {
        builder.input(name, shape);
        return this;
    }

    public NetworkSketch output(String name, long... shape) {
        builder.output(name, shape);
        return this;
    }

    public NetworkSketch tensor(String name, Tensor tensor) {
        builder.tensor(name, tensor);
        return this;
    }

    /** A tensor of draws of N(0, scale²), rounded to floats so that both precisions see the same numbers. */
    public NetworkSketch drawn(String name, Random random, double scale, long... shape) {
        return tensor(name, drawn(random, scale, shape));
    }

    public static Tensor drawn(Random random, double scale, long... shape) {
        float[] values = new float[Shape.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }

    public NetworkSketch node(String type, List<String> inputs, String output) {
        return node(type, inputs, List.of(output), Map.of());
    }

    public NetworkSketch node(String type, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        builder.node(new NodeSpec("", type, OPSET, new Attributes(attributes), inputs, outputs, builder.tensors()));
        return this;
    }

    public Network build() {
        return builder.build();
    }

    /** A network y = x·w without a bias, w [inputs, outputs] drawn from N(0, scale²), always the same. */
    public static Network linear(double scale, int inputs, int outputs) {
        return new NetworkSketch()
                .input("x", Shape.FREE, inputs)
                .drawn("w", new Random(2), scale, inputs, outputs)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y", Shape.FREE, outputs)
                .build();
    }

    /**
     * A network of dense layers, Gemm with transB: w1 [units, inputs], b1, …; input "x", the activation between the
     * layers, after the last one only {@code ending}.
     *
     * @param ending operators after the last layer, by their names
     * @param sizes inputs, hidden units, …, outputs
     */
    public static Network dense(long seed, String activation, List<String> ending, int... sizes) {
        Random random = new Random(seed);
        NetworkSketch sketch = new NetworkSketch().input("x", Shape.FREE, sizes[0]);
        String value = "x";
        for (int layer = 1; layer < sizes.length; layer++) {
            sketch.drawn("w" + layer, random, 1 / Math.sqrt(sizes[layer - 1]), sizes[layer], sizes[layer - 1])
                    .drawn("b" + layer, random, 0.1, sizes[layer])
                    .node("Gemm", List.of(value, "w" + layer, "b" + layer), List.of("z" + layer), Map.of("transB", 1L));
            value = "z" + layer;
            if (layer < sizes.length - 1) {
                sketch.node(activation, List.of(value), "a" + layer);
                value = "a" + layer;
            }
        }
        List<String> rest = new ArrayList<>(ending);
        for (int i = 0; i < rest.size(); i++) {
            sketch.node(rest.get(i), List.of(value), "e" + i);
            value = "e" + i;
        }
        return sketch.output(value, Shape.FREE, sizes[sizes.length - 1]).build();
    }

    /** Random class indices. */
    public static Tensor classes(Random random, int samples, int classes) {
        long[] targets = new long[samples];
        Arrays.setAll(targets, i -> random.nextInt(classes));
        return Tensor.of(targets, samples);
    }
}
