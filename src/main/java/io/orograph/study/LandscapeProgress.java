package io.orograph.study;

import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.landscape.Pace;

/**
 * A landscape in the making, to be looked at from any thread while it is evaluated.
 *
 * @param evaluator of the landscape itself
 * @param firstLook of the same grid on few samples, which comes before; null where it is not worth its time
 * @param firstSamples how many samples that takes
 * @param workers how many threads evaluate
 * @param whole what the result will be, but for its landscape
 */
public record LandscapeProgress(
        LandscapeEvaluator evaluator,
        LandscapeEvaluator firstLook,
        int firstSamples,
        int workers,
        LandscapeStudy.Result whole) {

    /** Returns the result as far as it is there. */
    public LandscapeStudy.Result soFar() {
        return whole.with(snapshot(), seconds());
    }

    /** Returns what is evaluated so far, over the first look while it is not whole; copies all cells. */
    public Landscape snapshot() {
        Landscape landscape = evaluator.snapshot();
        return firstLook == null || landscape.isComplete() ? landscape : landscape.over(firstLook.snapshot());
    }

    /** Returns the result as far as the landscape itself is evaluated, without the first look; copies all cells. */
    public LandscapeStudy.Result evaluated() {
        return whole.with(evaluator.snapshot(), seconds());
    }

    /** Returns how many cells were known before and are not evaluated. */
    public int knownCells() {
        return evaluator.knownCells();
    }

    public int evaluatedCells() {
        return evaluator.evaluatedCells();
    }

    /** Returns how many cells the first look has. */
    public int firstLookCells() {
        return firstLook == null ? 0 : firstLook.evaluatedCells();
    }

    /** Returns how far it is; while there is but a first look, how far with that before all of it. */
    public Pace pace() {
        Pace itself = evaluator.pace();
        if (firstLook == null || itself.total() > 0) {
            return itself;
        }
        return firstLook.pace().with((long) whole.landscape().grid().cells() * evaluator.samples());
    }

    /** Tells whether a first look is all that there is so far. */
    public boolean isFirstLook() {
        return firstLook != null && evaluator.pace().total() == 0;
    }

    /** Returns the number of samples of every cell of the landscape itself. */
    public int samples() {
        return evaluator.samples();
    }

    /** Returns the seconds that the rest takes; NaN while it cannot be known. */
    public double secondsLeft() {
        return pace().secondsLeft();
    }

    /** Returns the seconds from the first cell's start to the last cell's end so far. */
    public double seconds() {
        return evaluator.seconds();
    }
}
