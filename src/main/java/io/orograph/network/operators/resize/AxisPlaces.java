package io.orograph.network.operators.resize;

import java.util.Set;

/**
 * Where along an axis the entries of the resized one lie in the old one.
 *
 * @param rule ONNX's name of the transformation
 * @param in old size
 * @param out new size
 * @param scale new size by old one, as it was asked for
 * @param begin where the region of interest begins, as a share of the axis
 * @param end where it ends
 */
record AxisPlaces(String rule, int in, int out, double scale, double begin, double end) {

    /** The transformation that cuts out a region of interest. */
    static final String CROP = "tf_crop_and_resize";

    static final Set<String> RULES = Set.of(
            "half_pixel",
            "half_pixel_symmetric",
            "pytorch_half_pixel",
            "tf_half_pixel_for_nn",
            "align_corners",
            "asymmetric",
            CROP);

    /** Returns the place of a new entry. */
    double of(int i) {
        return switch (rule) {
            case "align_corners" -> out == 1 ? 0 : (double) i * (in - 1) / (out - 1);
            case "asymmetric" -> i / scale;
            case "tf_half_pixel_for_nn" -> (i + 0.5) / scale;
            case "pytorch_half_pixel" -> out == 1 ? 0 : (i + 0.5) / scale - 0.5;
            case "half_pixel_symmetric" -> in / 2.0 * (1 - out / (scale * in)) + (i + 0.5) / scale - 0.5;
            case CROP -> (begin + (end - begin) * (out == 1 ? 0.5 : (double) i / (out - 1))) * (in - 1);
            default -> (i + 0.5) / scale - 0.5;
        };
    }

    /** Tells whether a place is cut out of what is not there. */
    boolean isOutside(double place) {
        return rule.equals(CROP) && (place < 0 || place > in - 1);
    }

    /** Tells whether each new entry is the old one at its place. */
    boolean isIdentity() {
        return scale == 1 && (!rule.equals(CROP) || begin == 0 && end == 1);
    }
}
