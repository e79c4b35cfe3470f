package io.orograph.data;

import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was done to inputs before a network was trained on them, and is to be done here: (factor · x − mean) / deviation, mean
 * and deviation one number or one a channel. Pictures are brought to one size before.
 *
 * @param size height and width of pictures; empty to leave them as they are
 * @param factor by which inputs are multiplied first
 * @param mean what is subtracted then; empty for 0
 * @param deviation by which they are divided last; empty for 1
 */
public record Preparation(List<Integer> size, double factor, List<Double> mean, List<Double> deviation) {

    /** Nothing is done. */
    public static final Preparation NONE = new Preparation(List.of(), 1, List.of(), List.of());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one makes no sense; the message begins with the name of its option
     */
    public Preparation {
        size = List.copyOf(size);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        require(size.isEmpty() || size.size() == 2 && size.stream().allMatch(side -> side > 0), "size needs two sides");
        require(factor > 0 && factor < Double.POSITIVE_INFINITY, "scale needs a number above 0");
        require(mean.stream().allMatch(Double::isFinite), "mean needs finite numbers");
        require(deviation.stream().allMatch(s -> Double.isFinite(s) && s > 0), "std needs numbers above 0");
    }

    private static void require(boolean sound, String sentence) {
        if (!sound) {
            throw new IllegalArgumentException(sentence + ", between commas");
        }
    }

    /** Returns the same with another size of pictures. */
    public Preparation withSize(List<Integer> other) {
        return new Preparation(other, factor, mean, deviation);
    }

    /** Returns whether numbers stay as they are. */
    public boolean keepsNumbers() {
        return factor == 1 && mean.isEmpty() && deviation.isEmpty();
    }

    /** Returns whether mean and deviation can only be those of numbers from 0 to 1 or so, and nothing brings them there. */
    public boolean isOfUnitRange() {
        return factor == 1
                && !keepsNumbers()
                && mean.stream().allMatch(number -> Math.abs(number) <= 1)
                && deviation.stream().allMatch(number -> number <= 1);
    }

    /**
     * Returns prepared inputs, as FLOAT.
     *
     * @param inputs [n, …] as the network takes them: channels on the second axis or on the last
     * @throws IllegalArgumentException if there is no axis with as many channels as numbers were given
     */
    public Tensor of(Tensor inputs) {
        if (keepsNumbers()) {
            return inputs;
        }
        int channels = Math.max(mean.size(), deviation.size());
        int axis = channels > 1 ? channelAxis(inputs, channels) : 0;
        long inner = 1;
        for (int i = axis + 1; i < inputs.rank(); i++) {
            inner *= inputs.size(i);
        }
        float[] prepared = new float[inputs.size()];
        for (int i = 0; i < prepared.length; i++) {
            int channel = channels > 1 ? (int) (i / inner % channels) : 0;
            prepared[i] = (float) ((inputs.get(i) * factor - at(mean, channel, 0)) / at(deviation, channel, 1));
        }
        return Tensor.of(prepared, inputs.shape());
    }

    private static double at(List<Double> numbers, int channel, double none) {
        return numbers.isEmpty() ? none : numbers.get(numbers.size() == 1 ? 0 : channel);
    }

    private int channelAxis(Tensor inputs, int channels) {
        boolean agree = (mean.size() <= 1 || mean.size() == channels)
                && (deviation.size() <= 1 || deviation.size() == channels);
        if (agree && inputs.rank() > 1) {
            for (int axis : new int[] {1, inputs.rank() - 1}) {
                if (inputs.size(axis) == channels) {
                    return axis;
                }
            }
        }
        throw new IllegalArgumentException("the inputs " + Shape.text(inputs.shape())
                + " have no axis of the channels that --mean and --std name, which are " + channels);
    }

    /** Returns it in words for a provenance: {@code scale 0.00392, mean 0.1307, std 0.3081}. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (!size.isEmpty()) {
            parts.add("size " + size.get(0) + "×" + size.get(1));
        }
        if (factor != 1) {
            parts.add("scale " + factor);
        }
        if (!mean.isEmpty()) {
            parts.add("mean " + list(mean));
        }
        if (!deviation.isEmpty()) {
            parts.add("std " + list(deviation));
        }
        return String.join(", ", parts);
    }

    /** Returns numbers as an option takes them, between commas. */
    public static String list(List<? extends Number> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
