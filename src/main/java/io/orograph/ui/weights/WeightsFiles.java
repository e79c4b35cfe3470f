package io.orograph.ui.weights;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;

/** Asks for the files that θ₀ is read from and written to. */
public final class WeightsFiles {

    private static final Kind WEIGHTS = Kind.of("Models and checkpoints", Formats.all(), Role.WEIGHTS);

    private final FileQuestions questions;
    private final WeightsModel model;

    public WeightsFiles(FileQuestions questions, WeightsModel model) {
        this.questions = questions;
        this.model = model;
    }

    /** Asks for a checkpoint or a model of the open architecture, and takes its weights as θ₀. */
    public void choose() {
        questions
                .toOpen("Weights of the open network: a checkpoint or a model", WEIGHTS, Kind.ALL)
                .ifPresent(model::open);
    }

    /** Asks where, then writes θ₀. */
    public void save() {
        questions.toSaveWeights("Save the weights", "weights").ifPresent(model::save);
    }

    WeightsModel model() {
        return model;
    }
}
