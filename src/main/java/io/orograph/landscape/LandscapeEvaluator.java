package io.orograph.landscape;

import io.orograph.objective.AffineSubspace;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.objective.SampleLosses;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a grid: the loss at every cell of a plane, coarse to fine, on all workers of the objective. Each cell is
 * computed from θ₀, never from a neighbour, so that it does not depend on the order or on the number of workers.
 */
public final class LandscapeEvaluator {

    private final Objective objective;
    private final Section section;
    private final Grid grid;
    private final Provenance provenance;

    private final double[] loss;
    private final double[] standardError;
    private final double[] differenceError;
    private final double[] accuracy;
    private final BitSet evaluated;
    private int evaluatedCells;
    private final AtomicLong firstStart = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastEnd = new AtomicLong(Long.MIN_VALUE);

    /** Makes one over a plane that there is no more to say about. */
    public LandscapeEvaluator(Objective objective, Plane plane, Grid grid, Provenance provenance) {
        this(objective, Section.of(provenance.text(Key.DIRECTIONS), provenance, plane), grid, provenance);
    }

    /** Makes one; nothing is evaluated yet, {@link #run} does that. */
    public LandscapeEvaluator(Objective objective, Section section, Grid grid, Provenance provenance) {
        this.objective = objective;
        this.section = section;
        this.grid = grid;
        this.provenance = provenance;
        this.loss = filledWithNaN();
        this.standardError = filledWithNaN();
        this.differenceError = filledWithNaN();
        this.accuracy = objective.loss().hasAccuracy() ? filledWithNaN() : null;
        this.evaluated = new BitSet(grid.cells());
    }

    private double[] filledWithNaN() {
        double[] values = new double[grid.cells()];
        java.util.Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * Evaluates all cells and waits for them.
     *
     * @return the whole landscape; if cancelled, what there is of it
     */
    public Landscape run(ProgressListener progress, CancelToken cancel) {
        int[] order = CoarseToFine.order(grid);
        AffineSubspace subspace = section.vectors().subspace();
        SampleLosses[] origin = {SampleLosses.NONE};
        try {
            objective.parallel(1, cancel, (worker, i) -> {
                firstStart.accumulateAndGet(System.nanoTime(), Math::min);
                origin[0] = worker.sampleLosses(subspace, cancel, 0, 0);
            });
            objective.parallel(order.length, cancel, (worker, i) -> {
                int cell = order[i];
                firstStart.accumulateAndGet(System.nanoTime(), Math::min);
                double alpha = grid.alpha().value(cell % grid.nx());
                double beta = grid.beta().value(cell / grid.nx());
                record(cell, worker.evaluate(subspace, origin[0], cancel, alpha, beta));
                lastEnd.accumulateAndGet(System.nanoTime(), Math::max);
                progress.progress(evaluatedCells(), order.length);
            });
        } catch (CancellationException e) {
            return snapshot();
        }
        return snapshot();
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
                section, grid, new Landscape.Cells(loss, standardError, differenceError, accuracy, evaluated), counted);
    }

    /** Returns how many cells are evaluated so far; from any thread. */
    public synchronized int evaluatedCells() {
        return evaluatedCells;
    }

    /** Returns the seconds from the first cell's start to the last cell's end so far; 0 before the first. */
    public double seconds() {
        return lastEnd.get() == Long.MIN_VALUE ? 0 : (lastEnd.get() - firstStart.get()) / 1e9;
    }
}
