package io.orograph.study;

import io.orograph.network.Weights;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the weights of a compared model come from. */
public interface ComparisonWeights {

    /** The weights of the model file. */
    ComparisonWeights FILE = (experiment, listener, cancel) -> experiment.weights();

    /**
     * Returns the weights.
     *
     * @param experiment of the model at the weights of its file
     * @param listener hears how far it is and how arrays were matched
     * @throws IOException if they cannot be had; the message is a sentence
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Weights of(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException;

    /** Returns what a command reads them from; empty where that is the model file. */
    default Optional<Object> word() {
        return Optional.empty();
    }

    /** Returns which array is which parameter, where a person chose it; empty where no array is matched. */
    default Optional<Map<String, String>> arrays() {
        return Optional.empty();
    }

    /** Returns the weights where they are nowhere but in memory; else empty. */
    default Optional<Weights> inMemory() {
        return Optional.empty();
    }

    /** Returns the file that they can be read from again as they are; empty where there is none, or it is the model file. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** The weights of a checkpoint, or in memory. */
    record Others(OtherWeights others) implements ComparisonWeights {

        @Override
        public Weights of(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
            return others.read(experiment.fileNetwork(), listener::notice);
        }

        @Override
        public Optional<Object> word() {
            return Optional.of(others.word());
        }

        @Override
        public Optional<Weights> inMemory() {
            return others.inMemory();
        }

        @Override
        public Optional<Path> file() {
            return others.asFile();
        }

        @Override
        public Optional<Map<String, String>> arrays() {
            return Optional.of(others.arrays());
        }
    }
}
