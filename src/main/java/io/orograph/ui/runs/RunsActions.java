package io.orograph.ui.runs;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.network.Weights;
import io.orograph.study.SharedPlane;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What can be done with runs elsewhere in the window, and with files.
 *
 * @param useWeights takes weights as θ₀
 * @param showBetween shows the curve between two weights or the plane through three
 * @param compareWeights sets weights beside each other
 * @param showPaths shows paths in the plane of all their steps
 */
public record RunsActions(
        RunsModel model,
        FileQuestions questions,
        Consumer<Weights> useWeights,
        Consumer<List<Weights>> showBetween,
        Consumer<List<Weights>> compareWeights,
        Consumer<List<SharedPlane.Path>> showPaths) {

    private static final Kind RECORDED = Kind.of("Recorded points and checkpoints", Formats.all(), Role.WEIGHTS);
    private static final Kind TABLE = new Kind("Table (csv)", "*.csv");

    void use(Weights weights) {
        useWeights.accept(weights);
    }

    void between(List<Weights> weights) {
        showBetween.accept(weights);
    }

    void paths(List<SharedPlane.Path> paths) {
        showPaths.accept(paths);
    }

    void compare(List<Weights> weights) {
        compareWeights.accept(weights);
    }

    /** Asks for files of recorded folders, and lists the folders. */
    void importRecord() {
        List<Path> files = questions.toOpenTogether("Any file of the recorded folder", RECORDED, TABLE, Kind.ALL);
        model.importFolders(files.stream()
                .map(file -> file.toAbsolutePath().getParent())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    /** Asks where, then writes the list. */
    void export() {
        questions.toSave("Save the list of runs", "runs", TABLE).ifPresent(model::export);
    }
}
