package io.orograph.study;

import io.orograph.training.BatchRequirement;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.util.Optional;

/** A model, or models together, do not suit a question that is asked of them. The message is a sentence. */
public final class UnsuitableModelsException extends IOException {

    private static final long serialVersionUID = 1L;

    UnsuitableModelsException(String sentence) {
        super(sentence);
    }

    /**
     * Refuses batches on which the network's batch normalisation cannot be trained.
     *
     * @param samples to train on
     */
    static void ifUntrainable(Experiment experiment, int samples, TrainingSettings settings)
            throws UnsuitableModelsException {
        Optional<String> problem = BatchRequirement.problem(experiment.loss().network(), samples, settings);
        if (problem.isPresent()) {
            throw new UnsuitableModelsException(problem.get());
        }
    }

    UnsuitableModelsException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
