package io.orograph.study;

import io.orograph.task.CancelToken;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingState;
import java.io.IOException;

/**
 * Measures the sharpness of the loss while a network is trained, at every so manieth step that is recorded: {@link
 * StepSharpness}. Another recorder keeps the points themselves.
 */
public final class SharpnessWatch implements TrainingRecorder {

    private final StepSharpness sharpness;
    private final long every;
    private final TrainingRecorder others;
    private final Listener measured;
    private final CancelToken cancel;
    private long last = TrainingState.NONE;

    /** Hears of each measurement, on the thread that trains. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Takes a measurement.
         *
         * @throws IOException if it cannot be kept, which ends the training
         */
        void measured(SharpnessPoint point) throws IOException;
    }

    /**
     * Makes a watch.
     *
     * @param every steps between two measurements, of those that are recorded
     * @param others who keeps the points
     * @param measured hears of each measurement, on the thread that trains
     * @param cancel asked within each
     */
    public SharpnessWatch(
            StepSharpness sharpness, long every, TrainingRecorder others, Listener measured, CancelToken cancel) {
        this.sharpness = sharpness;
        this.every = every;
        this.others = others;
        this.measured = measured;
        this.cancel = cancel;
    }

    @Override
    public void record(TrainingPoint point, double[] state) throws IOException {
        others.record(point, state);
    }

    @Override
    public boolean wantsState() {
        return others.wantsState();
    }

    @Override
    public void keep(TrainingState state) throws IOException {
        others.keep(state);
        if (state.steps() % every == 0 && state.steps() > last && state.recorded() == state.steps()) {
            last = state.steps();
            measured.measured(sharpness.at(state, cancel));
        }
    }
}
