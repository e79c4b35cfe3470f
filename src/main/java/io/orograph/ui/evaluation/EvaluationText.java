package io.orograph.ui.evaluation;

import io.orograph.task.TimeText;
import java.util.Locale;

/** The sentences of the status bar about an evaluation. */
final class EvaluationText {

    private static final double STILL_IN_SECONDS = 90;

    private EvaluationText() {}

    /**
     * Returns the text while cells are evaluated.
     *
     * @param secondsLeft NaN while it cannot be known
     */
    static String running(int done, int cells, double secondsLeft, int workers) {
        String count = done == 0
                ? String.format("Evaluating %,d cells", cells)
                : String.format("Evaluating: %,d of %,d cells", done, cells);
        return count + " · " + left(secondsLeft) + " · " + workers(workers);
    }

    /**
     * Returns the text during a first look.
     *
     * @param secondsLeft of all that follows too; NaN while it cannot be known
     */
    static String firstLook(int done, int cells, int samples, double secondsLeft) {
        String look = String.format("A first look on %,d samples: %,d of %,d cells", samples, done, cells);
        return Double.isNaN(secondsLeft) ? look : look + " · " + left(secondsLeft) + " in all";
    }

    static String cancelledAtFirstLook(int samples) {
        return String.format("Cancelled after a first look on %,d samples", samples);
    }

    /**
     * Returns the text while directions are computed.
     *
     * @param progress null while it is not known
     */
    static String directions(EvaluationRun.DirectionsProgress progress) {
        return progress == null
                ? "Computing the directions"
                : String.format("Computing the directions: step %,d of at most %,d", progress.done(), progress.total());
    }

    /**
     * What an evaluation took.
     *
     * @param known cells that were known before
     */
    record Effort(int cells, int known, double seconds, int workers) {

        String text() {
            if (known == cells) {
                return String.format(Locale.ROOT, "All %,d cells were known", cells);
            }
            String which = known == 0
                    ? String.format(Locale.ROOT, "%,d cells", cells)
                    : String.format(Locale.ROOT, "%,d of %,d cells were known, the others took", known, cells);
            return String.format(
                    Locale.ROOT,
                    known == 0 ? "%s in %.2f s · %s" : "%s %.2f s · %s",
                    which,
                    seconds,
                    EvaluationText.workers(workers));
        }
    }

    /**
     * Returns the text after an evaluation.
     *
     * @param certainty how far the samples tell the surface; empty if that is not known
     */
    static String finished(Effort effort, String certainty) {
        String done = effort.text();
        return certainty.isEmpty() ? done : done + " · " + certainty;
    }

    /**
     * Returns the text after a cancellation.
     *
     * @param replaced whether what there is took the place of what was shown
     */
    static String cancelled(int done, int cells, boolean replaced) {
        String when = done == 0
                ? "Cancelled before the first cell"
                : String.format("Cancelled after %,d of %,d cells", done, cells);
        return replaced ? when : when + "; what was shown stays";
    }

    private static String left(double seconds) {
        if (Double.isNaN(seconds)) {
            return "working out the time left";
        }
        if (seconds < 1) {
            return "under 1 s left";
        }
        return seconds < STILL_IN_SECONDS ? Math.round(seconds) + " s left" : TimeText.about(seconds) + " left";
    }

    private static String workers(int count) {
        return count == 1 ? "1 worker" : count + " workers";
    }
}
