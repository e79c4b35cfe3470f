package io.orograph.landscape;

import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The loss over a {@link Grid}: an immutable value, whole or still in the making.
 *
 * <p>Arrays are over the grid's cells, row-major with β over the rows ({@link Grid#index}). A cell that is not yet
 * evaluated holds NaN and is not in {@link #isEvaluated}; an evaluated cell may hold NaN or an infinity too, if that
 * is what the network gives there. Nothing is ever imputed or clipped.
 */
public final class Landscape {

    private final Section section;
    private final Grid grid;
    private final double[] loss;
    private final double[] standardError;
    private final double[] differenceError;
    private final double[] accuracy;
    private final BitSet evaluated;
    private final Provenance provenance;
    private final Landscape firstLook;
    private final PairErrors pairErrors;

    /** Makes a landscape over a plane of which no more is known than its provenance says; the arrays are copied. */
    public Landscape(Grid grid, Cells cells, Provenance provenance) {
        this(
                new Section(
                        provenance.text(Key.DIRECTIONS),
                        provenance,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                grid,
                cells,
                provenance);
    }

    /**
     * The values of the cells.
     *
     * @param loss mean loss a cell
     * @param standardError standard error of that mean over the samples
     * @param differenceError standard error of L(cell) − L(θ₀) over the samples, paired; null or NaN where it is not known
     * @param accuracy share of samples classified rightly, 0 to 1; null where there is no such thing
     * @param evaluated the cells that have their values
     */
    public record Cells(
            double[] loss, double[] standardError, double[] differenceError, double[] accuracy, BitSet evaluated) {}

    /**
     * Makes a landscape; the arrays are copied.
     *
     * @param section the plane that it is over
     */
    public Landscape(Section section, Grid grid, Cells cells, Provenance provenance) {
        this.section = section;
        this.grid = grid;
        this.loss = checked(grid, cells.loss());
        this.standardError = checked(grid, cells.standardError());
        this.differenceError = known(cells.differenceError()) ? checked(grid, cells.differenceError()) : null;
        this.accuracy = cells.accuracy() == null ? null : checked(grid, cells.accuracy());
        this.evaluated = (BitSet) cells.evaluated().clone();
        this.provenance = provenance;
        this.firstLook = null;
        this.pairErrors = PairErrors.NONE;
    }

    private Landscape(Landscape values, Section section, Landscape firstLook, PairErrors pairErrors) {
        this.section = section;
        this.grid = values.grid;
        this.loss = values.loss;
        this.standardError = values.standardError;
        this.differenceError = values.differenceError;
        this.accuracy = values.accuracy;
        this.evaluated = values.evaluated;
        this.provenance = values.provenance;
        this.firstLook = firstLook;
        this.pairErrors = pairErrors;
    }

    private static boolean known(double[] errors) {
        return errors != null && !Arrays.stream(errors).allMatch(Double::isNaN);
    }

    private static double[] checked(Grid grid, double[] values) {
        if (values.length != grid.cells()) {
            throw new IllegalArgumentException(values.length + " values for " + grid.cells() + " cells");
        }
        return values.clone();
    }

    /**
     * Returns this landscape with an estimate of all cells on fewer samples, to show where it is not evaluated yet.
     *
     * @throws IllegalArgumentException if that is over another grid
     */
    public Landscape over(Landscape firstLook) {
        if (!firstLook.grid.equals(grid)) {
            throw new IllegalArgumentException("the first look is over another grid");
        }
        return new Landscape(this, section, firstLook, pairErrors);
    }

    /** Returns this landscape with errors of differences between some of its cells. */
    public Landscape with(PairErrors known) {
        return new Landscape(this, section, firstLook, known);
    }

    /**
     * Returns the same cells without the vectors of their plane, which take more room than all cells do: to be kept for later.
     */
    public Landscape withoutVectors() {
        Section known = new Section(
                section.title(), section.description(), Optional.empty(), section.extent(), section.paths());
        return new Landscape(this, known, null, pairErrors);
    }

    /** Tells whether another is of the same evaluation, at the same moment of it. */
    public boolean hasCellsOf(Landscape other) {
        return loss == other.loss;
    }

    /** Tells whether all that is evaluated of another over the same grid of the same section is here, to the bit. */
    public boolean holds(Landscape other) {
        return hasCellsOf(other)
                || grid.equals(other.grid)
                        && section.title().equals(other.section.title())
                        && IntStream.range(0, grid.cells())
                                .allMatch(cell ->
                                        !other.isEvaluated(cell) || Double.compare(loss(cell), other.loss(cell)) == 0);
    }

    /** Returns the errors of differences between those cells that were compared. */
    public PairErrors pairErrors() {
        return pairErrors;
    }

    /** Returns an estimate on fewer samples that goes with a landscape in the making. */
    public Optional<Landscape> firstLook() {
        return Optional.ofNullable(firstLook);
    }

    /** Returns the plane that it is over, with what lies on it. */
    public Section section() {
        return section;
    }

    public Grid grid() {
        return grid;
    }

    public Provenance provenance() {
        return provenance;
    }

    public double loss(int cell) {
        return loss[cell];
    }

    public double loss(int ix, int iy) {
        return loss[grid.index(ix, iy)];
    }

    public double standardError(int cell) {
        return standardError[cell];
    }

    /** Tells whether the error of L(cell) − L(θ₀) is known of any cell. */
    public boolean hasDifferenceErrors() {
        return differenceError != null;
    }

    /**
     * Returns the standard error of L(cell) − L(θ₀), with both taken on the same samples: mostly far smaller than that of the
     * loss itself. NaN where it is not known, as where recomputed statistics couple the samples.
     */
    public double differenceError(int cell) {
        return differenceError == null ? Double.NaN : differenceError[cell];
    }

    /** Returns a copy of the errors of L(cell) − L(θ₀) over the cells; null where none is known. */
    public double[] differenceErrors() {
        return differenceError == null ? null : differenceError.clone();
    }

    public boolean hasAccuracy() {
        return accuracy != null;
    }

    /** Returns the accuracy of a cell, 0 to 1; NaN where there is no such thing. */
    public double accuracy(int cell) {
        return accuracy == null ? Double.NaN : accuracy[cell];
    }

    public boolean isEvaluated(int cell) {
        return evaluated.get(cell);
    }

    public int evaluatedCells() {
        return evaluated.cardinality();
    }

    public boolean isComplete() {
        return evaluatedCells() == grid.cells();
    }

    /** Says how many cells are evaluated: {@code 651 of 40,401 cells are evaluated}. */
    public String counts() {
        return String.format(Locale.ROOT, "%,d of %,d cells are evaluated", evaluatedCells(), grid.cells());
    }

    /** Returns the cells that are not evaluated. */
    public BitSet pending() {
        BitSet pending = (BitSet) evaluated.clone();
        pending.flip(0, grid.cells());
        return pending;
    }

    /** Returns a copy of the losses over the cells. */
    public double[] losses() {
        return loss.clone();
    }

    /** Returns a copy of the standard errors over the cells. */
    public double[] standardErrors() {
        return standardError.clone();
    }

    /** Returns a copy of the accuracies over the cells; null where there is no such thing. */
    public double[] accuracies() {
        return accuracy == null ? null : accuracy.clone();
    }

    /** Returns the loss at θ₀; NaN if no cell lies there or it is not evaluated yet. */
    public double centerLoss() {
        int center = grid.center();
        return center < 0 ? Double.NaN : loss[center];
    }

    /** Returns the smallest finite loss; NaN if there is none. */
    public double min() {
        return extreme(true);
    }

    /** Returns the largest finite loss; NaN if there is none. */
    public double max() {
        return extreme(false);
    }

    private double extreme(boolean smallest) {
        double best = Double.NaN;
        for (double value : loss) {
            if (Double.isFinite(value) && (Double.isNaN(best) || (smallest ? value < best : value > best))) {
                best = value;
            }
        }
        return best;
    }

    /**
     * Returns the largest standard error of a cell relative to the range of the losses, max − min: how much of the
     * surface's relief may be the choice of the samples. NaN if no cell has a standard error; infinite if the surface
     * is flat.
     */
    public double relativeStandardError() {
        return ofRange(standardError);
    }

    /**
     * Returns the largest standard error of L(cell) − L(θ₀) relative to the range of the losses, as
     * {@link #relativeStandardError}; NaN where none is known.
     */
    public double relativeDifferenceError() {
        return differenceError == null ? Double.NaN : ofRange(differenceError);
    }

    private double ofRange(double[] errors) {
        double largest = Double.NaN;
        for (double error : errors) {
            if (Double.isFinite(error) && !(error <= largest)) {
                largest = error;
            }
        }
        double range = max() - min();
        return range == 0 && largest == 0 ? 0 : largest / range;
    }

    /** Returns how many samples the losses are means of; the largest number where nobody says it. */
    public long samples() {
        return provenance.get(Key.SAMPLES).orElse(Long.MAX_VALUE);
    }

    /** Returns how many evaluated cells hold NaN or an infinity. */
    public int nonFiniteCells() {
        return (int)
                evaluated.stream().filter(cell -> !Double.isFinite(loss[cell])).count();
    }
}
