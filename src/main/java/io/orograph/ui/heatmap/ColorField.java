package io.orograph.ui.heatmap;

import io.orograph.figure.ColorMap;
import io.orograph.figure.LossScale;
import io.orograph.landscape.CoarseFill;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Landscape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A landscape prepared for drawing at any size and zoom: for each cell where its loss lies on the colour scale, and
 * the contours. The arrays are not written to.
 *
 * @param shares a cell's place on the scale, 0 to 1; NaN where it has none: a loss that is not finite, or not positive
 *     on a logarithmic scale
 * @param contours empty if none are wanted
 */
record ColorField(Landscape landscape, LossScale scale, ColorMap colors, double[] shares, List<Contour> contours) {

    /** Prepares a landscape; cells that are not evaluated yet are filled by {@link CoarseFill}, to be drawn faintly. */
    static ColorField of(Look look) {
        Landscape landscape = look.landscape();
        LossScale scale = LossScale.of(landscape, look.logarithmic());
        if (look.clipPercentile() < 100) {
            scale = scale.clippedAtPercentile(landscape, look.clipPercentile());
        }
        double[] losses = CoarseFill.display(landscape);
        List<Contour> contours = look.contours() ? scale.contours(landscape) : List.of();
        return new ColorField(landscape, scale, look.colors(), scale.shares(losses), contours);
    }

    /** Returns what the hatch over a cell means, in two words; empty if no cell is hatched. */
    String hatchMeaning() {
        Set<String> meanings = new HashSet<>();
        for (int cell = 0; cell < shares.length; cell++) {
            if (!landscape.isEvaluated(cell)) {
                meanings.add("not evaluated");
            } else if (Double.isNaN(shares[cell])) {
                meanings.add(Double.isFinite(landscape.loss(cell)) ? "loss ≤ 0" : "not finite");
            }
        }
        return meanings.isEmpty()
                ? ""
                : meanings.size() == 1 ? meanings.iterator().next() : "no value";
    }

    /** Returns the colour of a loss as 0xAARRGGBB. */
    int argb(double loss) {
        return colors.argb(scale.share(loss));
    }

    /**
     * The look that a field is made from. Two equal looks give the same field.
     *
     * @param clipPercentile where the scale ends, 100 for no clipping
     * @param contours whether contours are wanted
     */
    record Look(Landscape landscape, boolean logarithmic, double clipPercentile, ColorMap colors, boolean contours) {}
}
