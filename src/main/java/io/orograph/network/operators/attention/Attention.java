package io.orograph.network.operators.attention;

import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.operators.base.LoopOperator;
import java.util.Arrays;
import java.util.List;

/**
 * softmax(scale·Q·Kᵀ + mask)·V for each head (Vaswani et al. 2017, arXiv 1706.03762); several heads of queries may share
 * one of keys and values (Ainslie et al. 2023, arXiv 2305.13245). Keys and values of earlier steps may come before the
 * others. A mask of truths says which keys a query sees, one of real numbers is added.
 */
final class Attention extends LoopOperator {

    /** ONNX's number of the element type of truths. */
    private static final int BOOL = 9;

    private static final int PADDED_MASKS = 24;

    static final int MASK = 3;
    static final int PAST_KEYS = 4;
    static final int PAST_VALUES = 5;
    static final int LENGTHS = 6;

    /** What the fourth output shows. */
    enum Shown {
        PRODUCTS,
        WEIGHTS
    }

    /**
     * What the node says.
     *
     * @param scale of the products; NaN for 1/√size
     * @param softcap limits the products, smoothly; 0 for none
     * @param truths whether the mask is one of truths
     * @param padsMasks whether a mask for fewer keys hides the others
     */
    record Settings(boolean causal, double scale, double softcap, boolean truths, boolean padsMasks, Shown shown) {}

    private final Settings settings;
    private final long queryHeads;
    private final long keyHeads;

    Attention(NodeSpec node) {
        long mode = node.attributes().integer("qk_matmul_output_mode", 0);
        boolean shows = node.outputs().size() > 3 && !node.outputs().get(3).isEmpty();
        double softcap = node.attributes().number("softcap", 0);
        if (shows && mode != 3 && (mode != 0 || softcap != 0)) {
            throw node.unsupported("hands out its scores in mode " + mode + (softcap == 0 ? "" : " with a softcap")
                    + "; supported are 3, the weights, and 0, the products, without a softcap");
        }
        long maskType = node.attributes().integer("element_type", 0);
        boolean isMasked =
                node.inputs().size() > MASK && !node.inputs().get(MASK).isEmpty();
        if (isMasked && maskType == 0) {
            throw node.unsupported("has a mask of which the file does not tell whether it is of truths or of numbers");
        }
        settings = new Settings(
                node.attributes().integer("is_causal", 0) != 0,
                node.attributes().number("scale", Double.NaN),
                softcap,
                maskType == BOOL,
                node.opset() >= PADDED_MASKS,
                mode == 3 ? Shown.WEIGHTS : Shown.PRODUCTS);
        queryHeads = node.attributes().integer("q_num_heads", 0);
        keyHeads = node.attributes().integer("kv_num_heads", 0);
    }

    @Override
    public int arity() {
        return LENGTHS + 1;
    }

    private AttentionSizes sizes(List<long[]> inputs) {
        HeadLayout queries = HeadLayout.of(inputs.get(0), queryHeads);
        HeadLayout keys = HeadLayout.of(inputs.get(1), keyHeads);
        HeadLayout values = HeadLayout.of(inputs.get(2), keyHeads);
        long[] pastKeys = shape(inputs, PAST_KEYS);
        long[] pastValues = shape(inputs, PAST_VALUES);
        int past = pastKeys == null || pastKeys.length != 4 ? 0 : (int) pastKeys[2];
        AttentionSizes sizes = new AttentionSizes((int) inputs.get(0)[0], queries, keys, values, past);
        boolean fits = sizes.fits()
                && inputs.get(1)[0] == sizes.batch()
                && inputs.get(2)[0] == sizes.batch()
                && (pastKeys == null) == (pastValues == null)
                && (pastKeys == null || Arrays.equals(pastKeys, sizes.ofKeys(past, keys.size())))
                && (pastValues == null || Arrays.equals(pastValues, sizes.ofKeys(past, values.size())));
        long[] lengths = shape(inputs, LENGTHS);
        if (!fits || lengths != null && !Arrays.equals(lengths, new long[] {sizes.batch()})) {
            throw new IllegalArgumentException("queries, keys and values of the shapes "
                    + String.join(
                            ", ",
                            inputs.stream()
                                    .map(shape -> shape == null ? "none" : Shape.text(shape))
                                    .toList())
                    + ", which do not go together");
        }
        return sizes;
    }

    private static long[] shape(List<long[]> inputs, int i) {
        return i < inputs.size() ? inputs.get(i) : null;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        AttentionSizes sizes = sizes(inputs);
        mask(inputs, sizes);
        return List.of(
                sizes.queries().shape(sizes.batch(), sizes.values().size()),
                sizes.ofKeys(sizes.total(), sizes.keys().size()),
                sizes.ofKeys(sizes.total(), sizes.values().size()),
                sizes.ofScores());
    }

    private AttentionMask mask(List<long[]> inputs, AttentionSizes sizes) {
        return AttentionMask.of(settings, sizes, shape(inputs, MASK));
    }

    /** For given queries, keys and mask the result is linear in the values. */
    @Override
    public boolean isAffine(boolean[] moving) {
        for (int i = 0; i < moving.length; i++) {
            if (moving[i] && i != 2 && i != PAST_VALUES) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Loops loops(List<long[]> shapes) {
        AttentionSizes sizes = sizes(shapes);
        return new AttentionLoops(settings, sizes, mask(shapes, sizes));
    }
}
