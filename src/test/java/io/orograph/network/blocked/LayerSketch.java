package io.orograph.network.blocked;

import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network of one input, which is drawn layer by layer. */
final class LayerSketch {
    private final Random random;
    private final NetworkSketch sketch = new NetworkSketch();
    private int tensors;
    private String last = "x";
    private int values;

    LayerSketch(Random random, long... image) {
        this.random = random;
        long[] shape = new long[image.length + 1];
        shape[0] = Shape.FREE;
        System.arraycopy(image, 0, shape, 1, image.length);
        sketch.input("x", shape);
    }

    /** Returns the value that the next layer takes. */
    String last() {
        return last;
    }

    /** Has the next layer take a value that was drawn before. */
    void goOnFrom(String value) {
        last = value;
    }

    String drawn(double scale, long... shape) {
        String name = "t" + tensors++;
        sketch.drawn(name, random, scale, shape);
        return name;
    }

    LayerSketch node(String type, Map<String, Object> attributes, String... inputs) {
        last = "v" + values++;
        sketch.node(type, List.of(inputs), List.of(last), attributes);
        return this;
    }

    LayerSketch convolution(int from, int to, int kernel, Map<String, Object> attributes) {
        int groups = attributes.get("group") instanceof Long value ? value.intValue() : 1;
        double scale = Math.sqrt(2.0 * groups / (kernel * kernel * (double) from));
        return node("Conv", attributes, last, drawn(scale, to, from / groups, kernel, kernel), drawn(0.1, to));
    }

    LayerSketch convolution(int from, int to, Map<String, Object> attributes, int high, int wide) {
        double scale = Math.sqrt(2.0 / (high * wide * (double) from));
        return node("Conv", attributes, last, drawn(scale, to, from, high, wide), drawn(0.1, to));
    }

    LayerSketch convolution(int from, int to, int kernel) {
        return convolution(from, to, kernel, pads(kernel / 2));
    }

    LayerSketch of(String type, String... more) {
        String[] inputs = new String[more.length + 1];
        inputs[0] = last;
        System.arraycopy(more, 0, inputs, 1, more.length);
        return node(type, Map.of(), inputs);
    }

    LayerSketch normalization(int channels) {
        String variance = "t" + tensors++;
        double[] positive = new double[channels];
        Arrays.setAll(positive, i -> 0.5 + (float) random.nextDouble());
        sketch.tensor(variance, io.orograph.network.Tensor.of(positive, channels));
        return of("BatchNormalization", drawn(1, channels), drawn(0.3, channels), drawn(0.5, channels), variance);
    }

    LayerSketch cappedAt(double cap) {
        String low = "t" + tensors++;
        String high = "t" + tensors++;
        sketch.tensor(low, io.orograph.network.Tensor.of(new double[] {0}, 1));
        sketch.tensor(high, io.orograph.network.Tensor.of(new double[] {cap}, 1));
        return of("Clip", low, high);
    }

    Network network(long... outputImage) {
        long[] shape = new long[outputImage.length + 1];
        shape[0] = Shape.FREE;
        System.arraycopy(outputImage, 0, shape, 1, outputImage.length);
        return sketch.output(last, shape).build();
    }

    static Map<String, Object> pads(long by) {
        return Map.of("pads", new long[] {by, by, by, by});
    }

    static Map<String, Object> windows(long stride, long dilation, long group, long... pads) {
        return Map.of(
                "strides",
                new long[] {stride, stride},
                "dilations",
                new long[] {dilation, dilation},
                "group",
                group,
                "pads",
                pads);
    }
}
