package io.orograph.landscape;

import io.orograph.objective.AffineSubspace;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.objective.ObjectiveWorker;
import io.orograph.objective.SampleLosses;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a grid: the loss at every cell of a plane, coarse to fine, on all workers of the objective. Each cell is
 * computed from θ₀, never from a neighbour, so that it does not depend on the order or on the number of workers.
 */
public final class LandscapeEvaluator {

    /** The tables of what is kept: loss and its errors of each cell, errors between cells. */
    private static final String CELLS = "cells";

    private static final String PAIRS = "pairs";

    /** Numbers that are kept of a cell. */
    private static final int WIDTH = 4;

    private final Objective objective;
    private final Section section;
    private final Grid grid;
    private final Provenance provenance;
    private final Kept kept;

    private final double[] loss;
    private final double[] standardError;
    private final double[] differenceError;
    private final double[] accuracy;
    private final BitSet evaluated;
    private int evaluatedCells;
    private int knownCells;
    private KnownCells known = KnownCells.NONE;
    private PairErrors pairErrors = PairErrors.NONE;
    private volatile long firstStart;
    private final AtomicLong lastEnd = new AtomicLong(Long.MIN_VALUE);
    private volatile Beginning beginning;

    /** How many samples had run when the evaluation began, and how many more are to. */
    private record Beginning(long samples, long total) {}

    private Warm warm;

    /** When the kernels were warm, and how many samples had run then. */
    private record Warm(long nanos, long done) {}

    /** Makes one over a plane that there is no more to say about. */
    public LandscapeEvaluator(Objective objective, Plane plane, Grid grid, Provenance provenance) {
        this(objective, Section.of(provenance.text(Key.DIRECTIONS), provenance, plane), grid, provenance);
    }

    /** Makes one that keeps nothing; nothing is evaluated yet, {@link #run} does that. */
    public LandscapeEvaluator(Objective objective, Section section, Grid grid, Provenance provenance) {
        this(objective, section, grid, provenance, Kept.NOTHING);
    }

    /**
     * Makes one; nothing is evaluated yet, {@link #run} does that.
     *
     * @param kept the cells that are there, which are not evaluated again, and where the others are kept
     */
    public LandscapeEvaluator(Objective objective, Section section, Grid grid, Provenance provenance, Kept kept) {
        this.objective = objective;
        this.section = section;
        this.grid = grid;
        this.provenance = provenance;
        this.kept = kept;
        this.loss = filledWithNaN();
        this.standardError = filledWithNaN();
        this.differenceError = filledWithNaN();
        this.accuracy = objective.loss().hasAccuracy() ? filledWithNaN() : null;
        this.evaluated = new BitSet(grid.cells());
    }

    private double[] filledWithNaN() {
        double[] values = new double[grid.cells()];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * Takes what is known of the plane already, so that it is not evaluated again; before {@link #run}.
     *
     * @param cells of this section, on the samples of this objective
     */
    public void take(KnownCells cells) {
        known = cells;
        for (int cell = 0; cell < grid.cells(); cell++) {
            double[] place = place(cell);
            Optional<Evaluation> found = cells.find(place[0], place[1], objective.samples());
            if (found.isPresent()) {
                record(cell, found.get());
                kept.put(CELLS, cell, row(found.get()));
            }
        }
        countKnown();
    }

    private synchronized void countKnown() {
        knownCells = evaluatedCells;
    }

    /** Returns how many cells were known before, or kept of work that is gone on with. */
    public synchronized int knownCells() {
        return knownCells;
    }

    /**
     * Evaluates all cells and waits for them.
     *
     * @return the whole landscape; if cancelled, what there is of it
     */
    public Landscape run(ProgressListener progress, CancelToken cancel) {
        int[] order = remaining();
        countKnown();
        int cells = grid.cells();
        AffineSubspace subspace = section.vectors().subspace();
        CellLosses losses = new CellLosses(grid, objective);
        // What all cells are compared with is evaluated too, before them.
        boolean isOriginACell = order.length > 0 && order[0] == grid.center();
        long passes = order.length + (isOriginACell ? 0L : 1L);
        beginning = new Beginning(objective.samplesRun(), passes * objective.samples());
        firstStart = System.nanoTime();
        try {
            Optional<ObjectiveWorker.Sampled> origin =
                    order.length > 0 ? objective.evaluateSampled(subspace, cancel, 0, 0) : Optional.empty();
            SampleLosses reference = origin.map(ObjectiveWorker.Sampled::losses).orElse(SampleLosses.NONE);
            objective.parallel(order.length, cancel, (worker, i) -> {
                int cell = order[i];
                ObjectiveWorker.Sampled found = origin.filter(at -> cell == grid.center())
                        .orElseGet(() -> worker.evaluateSampled(subspace, reference, cancel, place(cell)));
                losses.put(cell, found.losses());
                record(cell, found.evaluation());
                kept.put(CELLS, cell, row(found.evaluation()));
                lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
                progress.progress(evaluatedCells(), cells);
            });
            compare(subspace, losses, cancel);
        } catch (CancellationException e) {
            return snapshot();
        }
        return snapshot();
    }

    /** Takes the cells that are kept, and returns the others in the order in which they are to be evaluated. */
    private int[] remaining() {
        return Arrays.stream(CoarseToFine.order(grid))
                .filter(cell -> !isThere(cell))
                .filter(cell -> {
                    Optional<double[]> known = kept.find(CELLS, cell).filter(row -> row.length == WIDTH);
                    known.ifPresent(row -> record(cell, evaluation(row)));
                    return known.isEmpty();
                })
                .toArray();
    }

    private synchronized boolean isThere(int cell) {
        return evaluated.get(cell);
    }

    private double[] row(Evaluation evaluation) {
        return new double[] {
            evaluation.loss(), evaluation.standardError(), evaluation.differenceError(), evaluation.accuracy()
        };
    }

    private Evaluation evaluation(double[] row) {
        return new Evaluation(row[0], row[1], row[2], row[3], objective.samples());
    }

    private double[] place(int cell) {
        return new double[] {grid.alpha().value(cell % grid.nx()), grid.beta().value(cell / grid.nx())};
    }

    /** Compares what critical points are decided by, so that each difference has the error of its own. */
    private void compare(AffineSubspace subspace, CellLosses losses, CancelToken cancel) {
        Landscape whole = snapshot();
        if (!whole.hasDifferenceErrors()) {
            return;
        }
        List<PairErrors.Pair> pairs = CriticalPoints.candidates(whole);
        Map<PairErrors.Pair, Double> errors = new ConcurrentHashMap<>();
        objective.parallel(pairs.size(), cancel, (worker, i) -> {
            PairErrors.Pair pair = pairs.get(i);
            double[] one = place(pair.first());
            double[] other = place(pair.second());
            double[] error = kept.unit(PAIRS, i, () -> {
                double found = known.pairError(one, other).orElseGet(() -> {
                    SampleLosses first =
                            losses.find(pair.first()).orElseGet(() -> worker.sampleLosses(subspace, cancel, one));
                    SampleLosses second =
                            losses.find(pair.second()).orElseGet(() -> worker.sampleLosses(subspace, cancel, other));
                    return objective.differenceError(first, second);
                });
                return new double[] {found};
            });
            errors.put(pair, error[0]);
            lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
        });
        synchronized (this) {
            pairErrors = new PairErrors(errors);
        }
    }

    private synchronized void record(int cell, Evaluation evaluation) {
        loss[cell] = evaluation.loss();
        standardError[cell] = evaluation.standardError();
        differenceError[cell] = evaluation.differenceError();
        if (accuracy != null) {
            accuracy[cell] = evaluation.accuracy();
        }
        evaluated.set(cell);
        evaluatedCells++;
    }

    /** Returns what is evaluated so far; from any thread, while {@link #run} goes on. */
    public synchronized Landscape snapshot() {
        Provenance counted = provenance.with(Key.CELLS, (long) grid.cells()).with(Key.EVALUATED, (long) evaluatedCells);
        return new Landscape(
                        section,
                        grid,
                        new Landscape.Cells(loss, standardError, differenceError, accuracy, evaluated),
                        counted)
                .with(pairErrors);
    }

    /** Returns how many cells are evaluated so far; from any thread. */
    public synchronized int evaluatedCells() {
        return evaluatedCells;
    }

    /** Returns how far it is; from any thread, and long before the first cell is there. */
    public Pace pace() {
        Beginning begun = beginning;
        if (begun == null) {
            return Pace.NONE;
        }
        long done = Math.min(begun.total(), objective.samplesRun() - begun.samples());
        Warm from = warm(done);
        if (from == null) {
            return new Pace(0, 0, done, begun.total());
        }
        return new Pace((System.nanoTime() - from.nanos()) / 1e9, done - from.done(), done, begun.total());
    }

    /** Returns from when on the pace is measured: every worker has had its first tile, or nearly; null before. */
    private synchronized Warm warm(long done) {
        if (warm == null && done >= (long) objective.workers() * objective.tileSize()) {
            warm = new Warm(System.nanoTime(), done);
        }
        return warm;
    }

    /** Returns the number of samples of every cell. */
    public int samples() {
        return objective.samples();
    }

    /** Returns the seconds from the first cell's start to the last cell's end so far; 0 before the first. */
    public double seconds() {
        return lastEnd.get() == Long.MIN_VALUE ? 0 : (lastEnd.get() - firstStart) / 1e9;
    }
}
