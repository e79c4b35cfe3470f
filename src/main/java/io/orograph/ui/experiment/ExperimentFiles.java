package io.orograph.ui.experiment;

import io.orograph.data.DataSource;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;

/**
 * Asks for the places of an experiment.
 *
 * @param questions how a person is asked
 */
record ExperimentFiles(ExperimentModel model, FileQuestions questions) {

    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);

    void chooseFolder() {
        questions
                .toSave("The folder of the runs: a new name, or one of the same experiment", "runs", Kind.ALL)
                .ifPresent(model.folderProperty()::set);
    }

    void chooseTest() {
        questions
                .toOpen("Data that are not trained on", DATA, Kind.ALL)
                .map(DataSource::of)
                .ifPresent(model.testProperty()::set);
    }
}
