package io.orograph.session;

import io.orograph.file.Sha256;
import io.orograph.model.OpenedModel;
import io.orograph.study.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a session is about: a model and data with the choices about them.
 *
 * @param pair the files, and how the data are read
 * @param model the model file
 * @param data the file of the data, or of their inputs
 * @param targets the file of the targets; null where they are in that of the data
 * @param loss the choices about the loss and the samples
 * @param parameters what counts as a parameter
 */
public record Subject(
        DataPair pair,
        StoredFile model,
        StoredFile data,
        StoredFile targets,
        LossWords loss,
        ParameterWords parameters) {

    public Subject {
        parameters = parameters == null ? ParameterWords.of(OpenedModel.Choice.NONE) : parameters;
    }

    /**
     * Returns what an experiment is about.
     *
     * @throws IOException if its file of targets cannot be read any more
     */
    public static Subject of(Experiment experiment) throws IOException {
        OpenedModel model = experiment.model();
        Optional<Path> targets = experiment.loaded().source().targetsPath();
        return new Subject(
                DataPair.of(model.path(), experiment.loaded().source(), LocalDate.now(ZoneId.systemDefault())),
                StoredFile.of(model.path(), model.sha256()),
                StoredFile.of(
                        experiment.loaded().source().path(), experiment.loaded().sha256()),
                targets.isEmpty() ? null : StoredFile.of(targets.get(), Sha256.of(targets.get())),
                LossWords.of(experiment.settings()),
                ParameterWords.of(model.choice()));
    }

    /** Returns the choice of parameters. */
    public OpenedModel.Choice choice() {
        return parameters.choice();
    }

    /** Returns the same as it is written into a session. */
    Subject seenFrom(Path session) {
        return new Subject(
                pair,
                model.seenFrom(session),
                data.seenFrom(session),
                targets == null ? null : targets.seenFrom(session),
                loss,
                parameters);
    }

    /**
     * Tells whether a file said all that is needed.
     *
     * @throws IllegalArgumentException if it said what cannot be chosen
     */
    boolean isWhole() {
        return DataPair.isWhole(pair) && model != null && data != null && loss != null && loss.options() != null;
    }
}
