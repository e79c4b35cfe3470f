package io.orograph.landscape;

import io.orograph.landscape.CriticalPoint.Kind;
import io.orograph.math.Confidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds the local minima, saddles and plateaus of a landscape.
 *
 * <p>Minima and saddles come from how valleys, and upside down ridges, grow together ({@link MergeTree}): a place counts
 * if its prominence, the difference of two cells, is more than its 95 % interval over the samples (Student's t); where the two
 * were not compared sample by sample ({@link #candidates}), more than their errors together, which is never less. So
 * noise within the error makes none, on however fine a grid. Each is then placed between the cells by a least-squares quadratic over the 3×3
 * cells around it, if these have a bottom or a saddle within a cell of it. A plateau is at least nine cells, and a
 * hundredth of all, in one piece, each as high as its neighbours to a hundredth of the mean slope (the range of the
 * losses over the longer side); what lies in it is no minimum or saddle. Nothing is said about the border and beside
 * holes, where the loss may go on falling.
 */
public final class CriticalPoints {

    private static final double FLAT = 0.01;
    private static final double SMALLEST_SHARE = 0.01;
    private static final int FEWEST_CELLS = 9;

    /** Saddles nearer than this, in cells, are one: three valleys that meet in a point meet twice. */
    private static final double ONE_PLACE = 2.5;

    /** Prominence that is rounding, as a share of the range of the losses. */
    private static final double ROUNDING = 1e-9;

    /** At most this share of the cells is compared again, and this many pairs in any case. */
    private static final double COMPARED_SHARE = 0.02;

    private static final int COMPARED_ALWAYS = 10;

    private final Landscape landscape;
    private final Grid grid;
    private final double[] losses;
    private final double range;
    private final double confidence;
    private final boolean withinError;
    private final BitSet flat = new BitSet();

    private CriticalPoints(Landscape landscape) {
        this.landscape = landscape;
        this.grid = landscape.grid();
        this.losses = landscape.losses();
        this.range = landscape.max() - landscape.min();
        this.confidence = Confidence.errors(landscape.samples());
        this.withinError = isWithinError();
    }

    /**
     * Returns all that are found: minima from the lowest, then saddles from the lowest, then plateaus from the largest; none
     * while a cell is not evaluated, since how prominent a place is depends on cells far from it.
     */
    public static List<CriticalPoint> of(Landscape landscape) {
        return Double.isNaN(landscape.min()) || !landscape.isComplete()
                ? List.of()
                : new CriticalPoints(landscape).find();
    }

    /**
     * Returns the pairs of cells whose differences decide what is found, the largest differences first: the bottom of each
     * valley and the pass to a deeper one, the top of each ridge likewise. At most so many that comparing them takes a
     * twentieth of the time of the grid; small differences are mostly noise.
     */
    static List<PairErrors.Pair> candidates(Landscape landscape) {
        if (Double.isNaN(landscape.min()) || !landscape.isComplete()) {
            return List.of();
        }
        CriticalPoints points = new CriticalPoints(landscape);
        points.plateaus();
        long most = Math.max(COMPARED_ALWAYS, (long) (COMPARED_SHARE * points.losses.length));
        return points.findings().stream()
                .filter(points::canBeSaid)
                .filter(finding -> finding.valley.pass() >= 0 && finding.valley.depth() > ROUNDING * points.range)
                .sorted(Comparator.comparingDouble(finding -> -finding.valley.depth()))
                .map(finding -> PairErrors.Pair.of(finding.valley.bottom(), finding.valley.pass()))
                .distinct()
                .limit(most)
                .toList();
    }

    /** A valley or ridge, and what it makes of one of its cells. */
    private record Finding(Kind kind, int cell, MergeTree.Valley valley) {}

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        // A valley that opens to the border or a hole may have its lowest place beyond.
        MergeTree.valleys(grid, losses, true, cell -> !isSurrounded(cell))
                .forEach(valley -> findings.add(new Finding(Kind.MINIMUM, valley.bottom(), valley)));
        MergeTree.valleys(grid, losses, true, cell -> false)
                .forEach(valley -> findings.add(new Finding(Kind.SADDLE, valley.pass(), valley)));
        double[] reversed = Arrays.stream(losses).map(loss -> -loss).toArray();
        MergeTree.valleys(grid, reversed, false, cell -> false)
                .forEach(ridge -> findings.add(new Finding(Kind.SADDLE, ridge.pass(), ridge)));
        return findings;
    }

    private List<CriticalPoint> find() {
        List<CriticalPoint> plateaus = plateaus();
        List<CriticalPoint> minima = new ArrayList<>();
        List<CriticalPoint> saddles = new ArrayList<>();
        for (Finding finding : findings()) {
            if (canBeSaid(finding) && isProminent(finding.valley)) {
                (finding.kind == Kind.MINIMUM ? minima : saddles).add(placed(finding));
            }
        }
        minima.sort(Comparator.comparingDouble(CriticalPoint::loss));
        List<CriticalPoint> all = new ArrayList<>(minima);
        all.addAll(apart(saddles));
        plateaus.sort(Comparator.comparingInt(plateau -> -plateau.cells()));
        all.addAll(plateaus);
        return List.copyOf(all);
    }

    private boolean isProminent(MergeTree.Valley valley) {
        double compared = pairError(valley);
        double error = Double.isNaN(compared) ? apartError(valley) : confidence * compared;
        return valley.depth() > Math.max(error, ROUNDING * range);
    }

    private double pairError(MergeTree.Valley valley) {
        return valley.pass() < 0 ? Double.NaN : landscape.pairErrors().of(valley.bottom(), valley.pass());
    }

    private double apartError(MergeTree.Valley valley) {
        double error = error(valley.bottom());
        return error + (valley.pass() < 0 ? error : error(valley.pass()));
    }

    /**
     * Returns the error that a cell adds to a difference of two: paired with θ₀ where that is known, since by the
     * triangle inequality the error of L(a) − L(b) is at most the sum of both. NaN, as of a single sample, is none.
     */
    private double error(int cell) {
        double error =
                landscape.hasDifferenceErrors() ? landscape.differenceError(cell) : landscape.standardError(cell);
        return Double.isFinite(error) ? error : 0;
    }

    /** Tells whether something can be said of the cell: its neighbours are known, and it is in no plateau. */
    private boolean canBeSaid(Finding finding) {
        return finding.cell >= 0 && isSurrounded(finding.cell) && !flat.get(finding.cell);
    }

    /** Tells whether all eight neighbours have a finite loss. */
    private boolean isSurrounded(int cell) {
        int ix = cell % grid.nx();
        int iy = cell / grid.nx();
        if (ix == 0 || iy == 0 || ix == grid.nx() - 1 || iy == grid.ny() - 1) {
            return false;
        }
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (!Double.isFinite(landscape.loss(ix + dx, iy + dy))) {
                    return false;
                }
            }
        }
        return true;
    }

    private CriticalPoint placed(Finding finding) {
        int cell = finding.cell;
        int ix = cell % grid.nx();
        int iy = cell / grid.nx();
        double gx = 0;
        double gy = 0;
        double hxx = 0;
        double hyy = 0;
        double hxy = 0;
        for (int y = -1; y <= 1; y++) {
            for (int x = -1; x <= 1; x++) {
                double loss = landscape.loss(ix + x, iy + y);
                gx += loss * x / 6;
                gy += loss * y / 6;
                hxx += loss * (x * x - 2.0 / 3);
                hyy += loss * (y * y - 2.0 / 3);
                hxy += loss * x * y / 4;
            }
        }
        double determinant = hxx * hyy - hxy * hxy;
        double x = -(hyy * gx - hxy * gy) / determinant;
        double y = -(hxx * gy - hxy * gx) / determinant;
        boolean fits = finding.kind == Kind.SADDLE ? determinant < 0 : determinant > 0 && hxx > 0;
        boolean inside = fits && Math.abs(x) <= 1 && Math.abs(y) <= 1;
        return new CriticalPoint(
                finding.kind,
                grid.alpha().value(ix) + (inside ? x * grid.alpha().step() : 0),
                grid.beta().value(iy) + (inside ? y * grid.beta().step() : 0),
                losses[cell],
                finding.valley.depth(),
                pairError(finding.valley),
                1);
    }

    /** Returns the most prominent saddle of each place. */
    private List<CriticalPoint> apart(List<CriticalPoint> saddles) {
        List<CriticalPoint> kept = new ArrayList<>();
        saddles.sort(Comparator.comparingDouble(saddle -> -saddle.prominence()));
        for (CriticalPoint saddle : saddles) {
            if (kept.stream().noneMatch(other -> isNear(saddle, other))) {
                kept.add(saddle);
            }
        }
        kept.sort(Comparator.comparingDouble(CriticalPoint::loss));
        return kept;
    }

    private boolean isNear(CriticalPoint one, CriticalPoint other) {
        return Math.hypot(
                        (one.alpha() - other.alpha()) / grid.alpha().step(),
                        (one.beta() - other.beta()) / grid.beta().step())
                < ONE_PLACE;
    }

    private List<CriticalPoint> plateaus() {
        BitSet level = new BitSet();
        for (int cell = 0; cell < losses.length; cell++) {
            level.set(cell, isLevel(cell));
        }
        List<CriticalPoint> plateaus = new ArrayList<>();
        BitSet left = (BitSet) level.clone();
        for (int start = left.nextSetBit(0); start >= 0; start = left.nextSetBit(start)) {
            List<Integer> region = take(start, left);
            if (region.size() >= Math.max(FEWEST_CELLS, SMALLEST_SHARE * losses.length)) {
                region.forEach(this::markFlat);
                plateaus.add(plateau(region));
            }
        }
        return plateaus;
    }

    /**
     * Marks a cell as flat together with the cells around it: where the plateau ends, one of them is as low as it is.
     */
    private void markFlat(int cell) {
        int ix = cell % grid.nx();
        int iy = cell / grid.nx();
        for (int y = Math.max(0, iy - 1); y <= Math.min(grid.ny() - 1, iy + 1); y++) {
            flat.set(grid.index(Math.max(0, ix - 1), y), grid.index(Math.min(grid.nx() - 1, ix + 1), y) + 1);
        }
    }

    /**
     * Tells whether a cell is level with its neighbours, of which one without a finite loss makes no difference to
     * speak of.
     */
    private boolean isLevel(int cell) {
        if (!Double.isFinite(losses[cell])) {
            return false;
        }
        if (withinError) {
            return true;
        }
        double most = FLAT * range / Math.max(grid.nx(), grid.ny());
        return neighbours(cell).stream().allMatch(other -> !(Math.abs(losses[other] - losses[cell]) > most));
    }

    /** Tells whether the whole landscape is level as far as its standard error can tell. */
    private boolean isWithinError() {
        if (landscape.hasDifferenceErrors() && Double.isFinite(landscape.centerLoss())) {
            return isWithinPairedError();
        }
        double largest = 0;
        for (int cell = 0; cell < losses.length; cell++) {
            largest = Math.max(largest, Double.isFinite(losses[cell]) ? error(cell) : 0);
        }
        return range <= 2 * largest;
    }

    /** Tells whether, rounding aside, no cell differs from θ₀ by more than twice the error of that difference. */
    private boolean isWithinPairedError() {
        double center = landscape.centerLoss();
        for (int cell = 0; cell < losses.length; cell++) {
            double difference = Math.abs(losses[cell] - center);
            if (!(difference <= Math.max(2 * error(cell), ROUNDING * Math.abs(center)))) {
                return false;
            }
        }
        return true;
    }

    private List<Integer> neighbours(int cell) {
        List<Integer> beside = new ArrayList<>(4);
        int ix = cell % grid.nx();
        if (ix > 0) {
            beside.add(cell - 1);
        }
        if (ix < grid.nx() - 1) {
            beside.add(cell + 1);
        }
        if (cell >= grid.nx()) {
            beside.add(cell - grid.nx());
        }
        if (cell < losses.length - grid.nx()) {
            beside.add(cell + grid.nx());
        }
        beside.removeIf(other -> !Double.isFinite(losses[other]));
        return beside;
    }

    private List<Integer> take(int start, BitSet left) {
        List<Integer> region = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        left.clear(start);
        while (!open.isEmpty()) {
            int cell = open.remove();
            region.add(cell);
            for (int other : neighbours(cell)) {
                if (left.get(other)) {
                    left.clear(other);
                    open.add(other);
                }
            }
        }
        return region;
    }

    private CriticalPoint plateau(List<Integer> region) {
        double x = region.stream().mapToInt(cell -> cell % grid.nx()).average().orElseThrow();
        double y = region.stream().mapToInt(cell -> cell / grid.nx()).average().orElseThrow();
        int middle = region.stream()
                .min(Comparator.comparingDouble(cell -> Math.hypot(cell % grid.nx() - x, cell / grid.nx() - y)))
                .orElseThrow();
        return new CriticalPoint(
                Kind.PLATEAU,
                grid.alpha().value(middle % grid.nx()),
                grid.beta().value(middle / grid.nx()),
                losses[middle],
                0,
                Double.NaN,
                region.size());
    }
}
