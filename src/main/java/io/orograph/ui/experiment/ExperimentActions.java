package io.orograph.ui.experiment;

import io.orograph.data.DataSource;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.study.ComparisonModel;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be done with an experiment elsewhere in the window, and with files.
 *
 * @param questions how a person is asked
 * @param compare sets networks beside each other
 * @param list lists folders of runs among the runs
 */
public record ExperimentActions(
        ExperimentModel model,
        FileQuestions questions,
        Consumer<List<ComparisonModel>> compare,
        Consumer<List<Path>> list) {

    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);
    private static final Kind NETWORKS = Kind.of("Models and weights", Formats.all(), Role.MODEL, Role.WEIGHTS);
    private static final Kind TABLE = new Kind("Table (csv)", "*.csv");
    private static final Kind WHOLE = new Kind("All of it (json)", "*.json");

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

    /** Asks for networks that were trained elsewhere, and measures them; one file stands for its whole folder. */
    void measureOthers(SweepChoices asked) {
        List<Path> files =
                questions.toOpenTogether("Models and weights; a single one stands for its folder", NETWORKS, Kind.ALL);
        List<Path> places =
                files.size() == 1 ? List.of(files.get(0).toAbsolutePath().getParent()) : files;
        model.measure(places, asked);
    }

    /** Asks where, then writes what is shown. */
    void export() {
        questions.toSave("Save the results", "experiment", TABLE, WHOLE).ifPresent(model::export);
    }
}
