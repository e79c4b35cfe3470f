package io.orograph.network.operators.quantization;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;

/**
 * Which scale and zero point belong to a number: one to all, one to each entry of an axis, or one to each block of some
 * entries of it.
 *
 * @param axis may be counted from the back
 * @param block how many entries along the axis share one; 0 if they do not come in blocks
 */
public record ScaleOf(long axis, long block) {

    /** Returns what a QuantizeLinear or DequantizeLinear node says. */
    public static ScaleOf of(NodeSpec node) {
        return new ScaleOf(
                node.attributes().integer("axis", 1), node.attributes().integer("block_size", 0));
    }

    /**
     * Returns for each number the index of its scale.
     *
     * @param numbers shape of the numbers
     * @param scales shape of the scales
     * @throws IllegalArgumentException if they do not go together
     */
    public int[] indices(long[] numbers, long[] scales) {
        if (Shape.size(scales) == 1) {
            return new int[Shape.size(numbers)];
        }
        int along = numbers.length == 0 ? 0 : Shape.axis(axis, numbers.length);
        if (!fits(numbers, scales, along)) {
            throw new IllegalArgumentException("scales or zero points of shape " + Shape.text(scales)
                    + " for numbers of shape " + Shape.text(numbers) + " along axis " + along
                    + (block > 0 ? " in blocks of " + block : ""));
        }
        int[][] places = new int[numbers.length][];
        Arrays.setAll(places, k -> {
            int[] own = new int[(int) numbers[k]];
            Arrays.setAll(own, i -> k != along ? block > 0 ? i : 0 : block > 0 ? (int) (i / block) : i);
            return own;
        });
        long[] shape = scales;
        if (block <= 0) {
            shape = new long[numbers.length];
            Arrays.fill(shape, 1);
            shape[along] = scales[0];
        }
        return IndexMap.separable(shape, places);
    }

    private boolean fits(long[] numbers, long[] scales, int along) {
        if (block <= 0) {
            return scales.length == 1 && numbers.length > 0 && scales[0] == numbers[along];
        }
        long[] expected = numbers.clone();
        expected[along] = (numbers[along] + block - 1) / block;
        return Arrays.equals(scales, expected);
    }
}
