package io.orograph.figure;

import io.orograph.landscape.Contour;
import io.orograph.landscape.Contours;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A landscape as a figure needs it: shares for heights and colours, contours, and what to say about it. */
final class FigureData {

    private static final int CONTOUR_LEVELS = 10;

    final Landscape landscape;
    final Grid grid;
    final LossScale scale;
    final double[] shares;
    final List<Contour> contours;

    FigureData(Landscape landscape, LossScale scale) {
        this.landscape = landscape;
        this.grid = landscape.grid();
        this.scale = scale == null ? LossScale.of(landscape, false) : scale;
        double[] losses = landscape.losses();
        this.shares = this.scale.shares(losses);
        this.contours = contours(grid, losses, this.scale);
    }

    /** On a logarithmic scale ln L is what is linear between cells, as in the surface and the heatmap. */
    private static List<Contour> contours(Grid grid, double[] losses, LossScale scale) {
        if (!scale.logarithmic()) {
            return Contours.trace(grid, losses, scale.levels(CONTOUR_LEVELS));
        }
        double[] logarithms = Arrays.stream(losses)
                .map(loss -> loss > 0 ? Math.log(loss) : Double.NaN)
                .toArray();
        List<Contour> contours = new ArrayList<>();
        for (double level : scale.levels(CONTOUR_LEVELS)) {
            for (Contour line : Contours.trace(grid, logarithms, Math.log(level))) {
                contours.add(new Contour(level, line.alpha(), line.beta(), line.closed()));
            }
        }
        return contours;
    }

    /** A contour's number, with the decimals that tell it from its neighbours. */
    String levelLabel(double level) {
        return scale.ticks(CONTOUR_LEVELS).stream()
                .filter(tick -> tick.value() == level)
                .map(Tick::label)
                .findFirst()
                .orElseThrow();
    }

    /** "loss (cross-entropy)", and how the scale runs if it is not linear. */
    String lossTitle() {
        String loss = landscape.provenance().text(Key.LOSS);
        String title = loss.isEmpty() ? "loss" : "loss (" + loss + ")";
        return scale.logarithmic() ? title + ", log scale" : title;
    }

    /** Where the landscape comes from, and how the scale changes what is seen. */
    String caption() {
        StringBuilder caption = new StringBuilder(landscape.provenance().caption());
        if (scale.logarithmic()) {
            note(caption, "heights and colours by ln L");
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

    /** What the hatched cells are, with their counts; empty if every cell has a place on the scale. */
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

    /** Whether losses above the scale are drawn as its top. */
    boolean clippedAbove() {
        return landscape.max() > scale.high();
    }

    boolean clippedBelow() {
        return landscape.min() < scale.low() && !scale.logarithmic();
    }

    /** Whether θ₀ lies within the grid, on a cell or between cells. */
    /** What the weights at α = β = 0 are called. */
    String origin() {
        return landscape.section().origin();
    }

    boolean showsOrigin() {
        return grid.alpha().from() <= 0
                && grid.alpha().to() >= 0
                && grid.beta().from() <= 0
                && grid.beta().to() >= 0;
    }

    /** The share drawn at θ₀; NaN outside the grid and in a hole. */
    double originShare() {
        return share(0, 0);
    }

    /** The share drawn at a place; NaN outside the grid and in a hole. */
    double share(double alpha, double beta) {
        return HeatmapRaster.share(
                shares,
                grid.nx(),
                grid.ny(),
                grid.alpha().position(alpha),
                grid.beta().position(beta));
    }
}
