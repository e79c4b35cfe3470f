package io.orograph.figure;

import io.orograph.landscape.Contour;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.util.List;

/** A landscape as a figure needs it: shares for heights and colours, contours, and what to say about it. */
final class FigureData {

    final Landscape landscape;
    final Grid grid;
    final LossScale scale;
    final double[] shares;
    final List<Contour> contours;

    FigureData(Landscape landscape, LossScale scale) {
        this.landscape = landscape;
        this.grid = landscape.grid();
        this.scale = scale == null ? LossScale.of(landscape, false) : scale;
        this.shares = this.scale.shares(landscape.losses());
        this.contours = this.scale.contours(landscape);
    }

    /** Returns the loss's title, such as "loss (cross-entropy)", and how the scale runs if it is not linear. */
    String lossTitle() {
        String loss = landscape.provenance().text(Key.LOSS);
        String title = loss.isEmpty() ? "loss" : "loss (" + loss + ")";
        return scale.logarithmic() ? title + ", log scale" : title;
    }

    /** Returns where the landscape comes from, and how the scale changes what is seen. */
    String caption() {
        StringBuilder caption = new StringBuilder(landscape.provenance().caption());
        if (scale.logarithmic()) {
            note(caption, "heights and colours by ln L");
        }
        if (!landscape.isComplete()) {
            note(caption, landscape.counts());
        }
        if (clippedAbove()) {
            note(caption, "clipped: losses above " + Ticks.number(scale.high(), 3) + " drawn at that level");
        }
        return caption.toString();
    }

    private static void note(StringBuilder caption, String text) {
        caption.append(caption.isEmpty() ? "" : " · ").append(text);
    }

    String alphaTitle() {
        return AxisTitles.alpha(landscape.provenance(), "α (direction 1)");
    }

    String betaTitle() {
        return AxisTitles.beta(landscape.provenance(), "β (direction 2)");
    }

    String title(String wanted) {
        if (wanted != null) {
            return wanted;
        }
        String model = landscape.provenance().text(Key.MODEL);
        return model.isEmpty() ? "Loss landscape" : "Loss landscape of " + model;
    }

    /** Returns what the hatched cells are, with their counts; empty if every cell has a place on the scale. */
    String holes() {
        int pending = grid.cells() - landscape.evaluatedCells();
        int nonFinite = landscape.nonFiniteCells();
        int missing = 0;
        for (double share : shares) {
            missing += Double.isNaN(share) ? 1 : 0;
        }
        StringBuilder text = new StringBuilder();
        append(text, nonFinite, "not finite");
        append(text, missing - pending - nonFinite, "without a logarithm");
        append(text, pending, "not evaluated");
        return text.toString();
    }

    private void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? count + " of " + grid.cells() + " cells " : ", " + count + " ")
                    .append(what);
        }
    }

    /** Tells whether losses above the scale are drawn as its top. */
    boolean clippedAbove() {
        return landscape.max() > scale.high();
    }

    boolean clippedBelow() {
        return landscape.min() < scale.low() && !scale.logarithmic();
    }

    /** Returns what the weights at α = β = 0 are called. */
    String origin() {
        return landscape.section().origin();
    }

    /** Tells whether θ₀ lies within the grid, on a cell or between cells. */
    boolean showsOrigin() {
        return grid.alpha().from() <= 0
                && grid.alpha().to() >= 0
                && grid.beta().from() <= 0
                && grid.beta().to() >= 0;
    }

    /** Returns the share drawn at θ₀; NaN outside the grid and in a hole. */
    double originShare() {
        return share(0, 0);
    }

    /** Returns the share drawn at a place; NaN outside the grid and in a hole. */
    double share(double alpha, double beta) {
        return HeatmapRaster.share(
                shares,
                grid.nx(),
                grid.ny(),
                grid.alpha().position(alpha),
                grid.beta().position(beta));
    }
}
