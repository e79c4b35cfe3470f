package io.orograph.network.operators.attention;

import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.kernel.IndexMap;

/**
 * What is added to the product of a query and a key: −∞ where the query does not see the key.
 *
 * @param truths whether the given mask says who sees whom by truths
 * @param strides of the given mask along batch, head, query and key; null if there is none
 * @param keys how many keys the mask is for; those behind are hidden
 */
record AttentionMask(boolean causal, boolean truths, int[] strides, int keys, int past, int queries) {

    private static final int AXES = 4;

    /**
     * Returns what hides keys.
     *
     * @param shape of the given mask; null if there is none
     * @throws IllegalArgumentException if the mask does not stretch to all scores
     */
    static AttentionMask of(Attention.Settings settings, AttentionSizes sizes, long[] shape) {
        int total = sizes.total();
        int queries = sizes.queries().steps();
        if (shape == null) {
            return new AttentionMask(settings.causal(), false, null, total, sizes.past(), queries);
        }
        long[] scores = sizes.ofScores();
        boolean pads = shape.length > 0 && shape[shape.length - 1] < total && settings.padsMasks();
        if (pads) {
            scores[AXES - 1] = shape[shape.length - 1];
        }
        boolean fits = shape.length <= AXES;
        int[] own = IndexMap.strides(shape);
        int[] strides = new int[AXES];
        for (int axis = 0; fits && axis < shape.length; axis++) {
            int at = AXES - shape.length + axis;
            fits = shape[axis] == 1 || shape[axis] == scores[at];
            strides[at] = shape[axis] == 1 ? 0 : own[axis];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "a mask of shape " + Shape.text(shape) + " for scores of shape " + Shape.text(sizes.ofScores()));
        }
        int keys = pads ? (int) scores[AXES - 1] : total;
        return new AttentionMask(settings.causal(), settings.truths(), strides, keys, sizes.past(), queries);
    }

    /** Returns the place of the given mask's number for a score. */
    int at(int batch, int head, int query, int key) {
        return batch * strides[0] + head * strides[1] + query * strides[2] + key * strides[3];
    }

    /**
     * Returns how many keys a query sees at most, counted from the first.
     *
     * @param length how many keys of the sample there are; -1 if all
     */
    int visible(int query, int length) {
        int most = length < 0 ? keys : Math.min(keys, length);
        if (!causal) {
            return most;
        }
        int before = length >= 0 && past == 0 ? length - queries : past;
        return Math.max(0, Math.min(most, query + before + 1));
    }

    /** Returns what the given mask adds to a score. */
    double bias(FlatArray mask, int batch, int head, int query, int key) {
        if (strides == null) {
            return 0;
        }
        double value = mask.get(at(batch, head, query, key));
        return truths ? value != 0 ? 0 : Double.NEGATIVE_INFINITY : value;
    }
}
