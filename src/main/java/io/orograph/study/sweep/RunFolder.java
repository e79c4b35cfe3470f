package io.orograph.study.sweep;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.study.runs.RunSettings;
import io.orograph.training.StateNpz;
import io.orograph.training.TrainingState;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of a run: {@code settings.json} by which {@code train} repeats it, {@code losses.csv} with a line for each recorded point, {@code state.npz} to go on from while it is
 * trained, and once it has ended {@code weights.npz} and {@code run.json}. The last is written last: a run that has it is
 * done.
 *
 * @param model the SHA-256 of the file with the architecture
 */
record RunFolder(Path folder, SweepRun run, String model) {

    private static final String OUTCOME = "run.json";
    private static final String STATE = "state.npz";
    static final String WEIGHTS = "weights.npz";
    private static final String LOSSES = "losses.csv";

    /** Returns the outcome; empty for a run that has not ended. */
    Optional<SweptOutcome> outcome() throws IOException {
        Path file = folder.resolve(OUTCOME);
        return Files.exists(file) ? Optional.of(new OutcomeFile(file, model).read(run)) : Optional.empty();
    }

    /**
     * Returns where the training was last; empty if it is to begin.
     *
     * @param settings of the training, as text
     */
    Optional<TrainingState> state(String settings) throws IOException {
        Path file = folder.resolve(STATE);
        return Files.exists(file) ? Optional.of(StateNpz.read(file, settings)) : Optional.empty();
    }

    void keep(TrainingState state, String settings) throws IOException {
        StateNpz.write(folder.resolve(STATE), state, settings);
    }

    /** Writes by which settings it is trained. */
    void say(RunSettings settings) throws IOException {
        settings.write(folder.resolve(RunSettings.FILE));
    }

    Path weights() {
        return folder.resolve(WEIGHTS);
    }

    Path losses() {
        return folder.resolve(LOSSES);
    }

    void keepWeights(ParameterLayout layout, double[] vector, Precision precision) throws IOException {
        WeightsNpz.write(weights(), layout, vector, precision);
    }

    /** Ends the run. */
    void end(SweptOutcome outcome) throws IOException {
        new OutcomeFile(folder.resolve(OUTCOME), model).write(outcome);
        Files.deleteIfExists(folder.resolve(STATE));
    }
}
