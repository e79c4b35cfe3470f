package io.orograph.network;

import java.util.Arrays;
import java.util.Locale;

/** Tells tensors that hide weights, as pruning leaves them, from those that were trained. */
final class Masks {

    /** Fewer numbers than this may be zeros and ones though they are parameters, as in networks made by hand. */
    private static final int FEWEST_IN_MASK = 16;

    private Masks() {}

    /**
     * Returns whether a tensor is a mask, as pruning leaves one: training leaves no parameter with nothing but zeros and
     * ones. A bias may have begun so (that of a forget gate), and a few numbers may be so by hand.
     */
    static boolean isMask(String name, Tensor tensor) {
        int ones = 0;
        for (int i = 0; i < tensor.size(); i++) {
            double value = tensor.get(i);
            if (value != 0 && value != 1) {
                return false;
            }
            ones += value == 1 ? 1 : 0;
        }
        if (name.toLowerCase(Locale.ROOT).contains("mask")) {
            return tensor.size() > 1;
        }
        long axes = Arrays.stream(tensor.shape()).filter(size -> size > 1).count();
        return ones > 0 && ones < tensor.size() && axes > 1 && tensor.size() >= FEWEST_IN_MASK;
    }
}
