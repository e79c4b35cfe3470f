package io.orograph.ui.training;

import io.orograph.study.SharpnessPoint;
import io.orograph.study.StepSharpness;
import io.orograph.task.CancelToken;
import io.orograph.training.TrainingState;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Measures the sharpness at steps of a training beside it, one at a time: of the steps that come while it measures, the
 * newest is next, and the others are left out. The training waits only for an executor that runs what it is given at once.
 */
final class SharpnessProbe {

    private final Executor background;
    private final int every;
    private final Consumer<Throwable> failed;
    private final CancelToken cancel = new CancelToken();
    private Look waiting;
    private boolean measuring;
    private int looks;

    private record Look(StepSharpness of, TrainingState state, Consumer<SharpnessPoint> measured) {}

    /**
     * Makes a probe of one training.
     *
     * @param background measures
     * @param every of so many looks it takes one, from the first on
     * @param failed told once why it measures no more, on the thread that measured
     */
    SharpnessProbe(Executor background, int every, Consumer<Throwable> failed) {
        this.background = background;
        this.every = every;
        this.failed = failed;
    }

    /**
     * Asks for the sharpness at a step.
     *
     * @param measured takes it, on the thread that measured
     */
    void look(StepSharpness of, TrainingState state, Consumer<SharpnessPoint> measured) {
        synchronized (this) {
            if (cancel.isCancelled() || looks++ % every != 0) {
                return;
            }
            waiting = new Look(of, state, measured);
            if (measuring) {
                return;
            }
            measuring = true;
        }
        background.execute(this::measure);
    }

    private void measure() {
        for (Look next = next(); next != null; next = next()) {
            try {
                next.measured().accept(next.of().at(next.state(), cancel));
            } catch (CancellationException e) {
                // The next step is not looked at either.
            } catch (RuntimeException | OutOfMemoryError e) {
                cancel.cancel();
                failed.accept(e);
            }
        }
    }

    private synchronized Look next() {
        Look next = cancel.isCancelled() ? null : waiting;
        waiting = null;
        measuring = next != null;
        return next;
    }

    /** Tells whether it measures, or is about to. */
    synchronized boolean isMeasuring() {
        return measuring;
    }

    /** Ends what is measured, and measures no more. */
    void cancel() {
        cancel.cancel();
    }
}
