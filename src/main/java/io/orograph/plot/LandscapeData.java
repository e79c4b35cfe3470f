package io.orograph.plot;

import io.orograph.landscape.CoarseFill;
import io.orograph.landscape.Contour;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A landscape as plots need it: shares for heights and colours, contours, and what to say about it. Made once, on any
 * thread, and drawn at any size and zoom. The arrays are not written to.
 */
public final class LandscapeData {

    private static final ColorField.Look PLAIN = new ColorField.Look(ColorMap.standard(), true, Rgb.WHITE);

    final Landscape landscape;
    final Grid grid;
    final LossScale scale;

    /** The places of evaluated cells on the scale, 0 to 1; NaN for all others. */
    final double[] shares;

    /** The same with cells that are not evaluated filled from others, to be drawn faintly. */
    final double[] shown;

    final BitSet pending;

    private final ColorField field;
    private final ColorField heights;

    /** What is measured once: it takes some milliseconds. */
    private final Map<TextStyle, Double> widest = new ConcurrentHashMap<>();

    final List<Contour> contours;

    /** What the colours of the surface show; null for the same as its heights. */
    private final LandscapeData colors;

    /**
     * Makes the data of a landscape.
     *
     * @param scale null for linear over the finite losses
     */
    public LandscapeData(Landscape landscape, LossScale scale) {
        this(landscape, scale, null);
    }

    /**
     * Makes the data of a landscape whose surface has the colours of other numbers.
     *
     * @param scale null for linear over the finite losses
     * @param colors numbers over the same grid; null for the same as the heights
     * @throws IllegalArgumentException if the grids differ
     */
    public LandscapeData(Landscape landscape, LossScale scale, LandscapeData colors) {
        if (colors != null && !colors.grid.equals(landscape.grid())) {
            throw new IllegalArgumentException("heights and colours are over different grids");
        }
        this.colors = colors;
        this.landscape = landscape;
        this.grid = landscape.grid();
        this.scale = scale == null ? LossScale.of(landscape, false) : scale;
        this.shares = colored(this.scale.shares(landscape.losses()));
        this.shown = landscape.isComplete() ? shares : colored(this.scale.shares(CoarseFill.display(landscape)));
        this.pending = landscape.pending();
        this.field = new ColorField(grid, shares, new BitSet(), whole(), PLAIN);
        this.heights = new ColorField(grid, shown, new BitSet(), whole(), PLAIN);
        this.contours = this.scale.contours(landscape);
    }

    /** Makes the data of a landscape for a drawing that nobody chose a scale for. */
    public static LandscapeData automatic(Landscape landscape) {
        return new LandscapeData(landscape, LossScale.automatic(landscape));
    }

    /** Makes holes where there is nothing that the colours could show. */
    private double[] colored(double[] heights) {
        if (colors != null) {
            Arrays.setAll(heights, cell -> Double.isNaN(colors.shown[cell]) ? Double.NaN : heights[cell]);
        }
        return heights;
    }

    public Landscape landscape() {
        return landscape;
    }

    public LossScale scale() {
        return scale;
    }

    /** Returns the heights of the grid's points as shares of the scale, what is not evaluated filled from others; NaN is a hole. */
    public double[] heights() {
        return shown;
    }

    /** Returns what the colours show: this, where nothing else is said. */
    public LandscapeData colors() {
        return colors == null ? this : colors;
    }

    /** Tells whether heights and colours show the same numbers. */
    public boolean isOfOneQuantity() {
        return colors == null;
    }

    /** Returns the lines of equal loss. */
    public List<Contour> contours() {
        return contours;
    }

    /** Returns the width of the widest label that any zoom shows on the axis of β. */
    double widestBeta(TextStyle style) {
        return widest.computeIfAbsent(style, wanted -> AxisTicks.widest(grid.beta(), wanted));
    }

    /** Returns the part of the plane that the grid covers. */
    Viewport whole() {
        return Viewport.whole(grid);
    }

    /** Returns what the hatch over a cell means, in two words; empty if no cell is hatched. */
    public String hatchMeaning() {
        Set<String> meanings = new HashSet<>();
        for (int cell = 0; cell < shares.length; cell++) {
            if (pending.get(cell)) {
                meanings.add("not evaluated");
            } else if (Double.isNaN(shares[cell])) {
                meanings.add(Double.isFinite(landscape.loss(cell)) ? "loss ≤ 0" : "not finite");
            }
        }
        return meanings.isEmpty()
                ? ""
                : meanings.size() == 1 ? meanings.iterator().next() : "no value";
    }

    /** Returns the loss's title, such as "loss (cross-entropy)", and how the scale runs if it is not linear. */
    public String lossTitle() {
        String title = Quantity.of(landscape).axis(landscape);
        return scale.logarithmic() ? title + ", log scale" : title;
    }

    /** Returns where the landscape comes from, and how the scale changes what is seen. */
    String caption() {
        StringBuilder caption = new StringBuilder(landscape.provenance().caption());
        note(caption, quantities());
        if (scale.logarithmic()) {
            note(
                    caption,
                    isOfOneQuantity() || colors.scale.logarithmic()
                            ? "heights and colours by ln L"
                            : "heights by ln L");
        }
        note(caption, holes());
        if (clippedAbove()) {
            note(caption, "clipped: losses above " + Ticks.number(scale.high(), 3) + " drawn at that level");
        }
        return caption.toString();
    }

    /** Returns what heights and colours are; empty where both are the loss. */
    public String quantities() {
        Quantity shown = Quantity.of(landscape);
        if (!isOfOneQuantity()) {
            return "heights: " + name(shown) + ", colours: " + name(Quantity.of(colors.landscape));
        }
        return shown == Quantity.LOSS ? "" : "heights and colours: " + name(shown);
    }

    private static String name(Quantity quantity) {
        return quantity.title().toLowerCase(Locale.ROOT);
    }

    private static void note(StringBuilder caption, String text) {
        if (text.isEmpty()) {
            return;
        }
        caption.append(caption.isEmpty() ? "" : " · ").append(text);
    }

    String alphaTitle() {
        return AxisTitles.alpha(landscape.provenance(), "α (direction 1)");
    }

    String betaTitle() {
        return AxisTitles.beta(landscape.provenance(), "β (direction 2)");
    }

    /** Returns what it shows, in a line. */
    public String title() {
        String model = landscape.provenance().text(Key.MODEL);
        Quantity shown = Quantity.of(landscape);
        String what = shown == Quantity.LOSS ? "Loss landscape" : shown.title();
        String named = model.isEmpty() ? what : what + " of " + model;
        return isOfOneQuantity() ? named : named + ", coloured by " + name(Quantity.of(colors.landscape));
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
        return field.shareAt(alpha, beta);
    }

    /** Returns the share of the surface over a place, an estimate where it is not evaluated; NaN where there is none. */
    double height(double alpha, double beta) {
        return heights.shareAt(alpha, beta);
    }
}
