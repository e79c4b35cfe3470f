package io.orograph.ui.runs;

import io.orograph.network.StatisticsPolicy;
import io.orograph.plot.Overlay;
import io.orograph.plot.SectionOverlay;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.SharedPlane;
import io.orograph.training.CheckpointSeries;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;

/**
 * The paths of several runs in one plane: lays it through all their steps, has it evaluated, and draws each path in the colour
 * of its run while that plane is shown.
 */
public final class SharedPlaneModel {

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final Overlays overlays;
    private final LatestTask<FoundSection> working;
    private FoundSection shown;

    /** Makes a model that shows nothing. */
    public SharedPlaneModel(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            Overlays overlays,
            BackgroundWork work) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.overlays = overlays;
        this.working = new LatestTask<>(
                work.executor(),
                this::publish,
                cause -> work.problems().report("The paths cannot be shown together", cause));
        evaluation.shownPlaneProperty().addListener((property, old, now) -> draw());
        experiment.addListener((property, old, now) -> {
            working.drop();
            shown = null;
            draw();
        });
    }

    /** Shows paths of the open network together. */
    public void show(List<SharedPlane.Path> paths) {
        Experiment subject = experiment.getValue();
        if (subject != null) {
            SharedPlane study = new SharedPlane(paths, StatisticsPolicy.OWN, origin(paths));
            evaluation.cancel();
            working.start((cancel, progress) ->
                    study.run(subject, progress::progress, cancel).found());
        }
    }

    /** Says the folders that hold the paths; none where one of them is in memory, or in more than one folder. */
    private static Command origin(List<SharedPlane.Path> paths) {
        List<Path> folders = new ArrayList<>();
        for (SharedPlane.Path path : paths) {
            Optional<Path> folder = folder(path);
            if (folder.isEmpty()) {
                return Command.NONE;
            }
            folders.add(folder.get());
        }
        return SharedPlane.of(paths, folders, StatisticsPolicy.OWN).origin();
    }

    private static Optional<Path> folder(SharedPlane.Path path) {
        if (!(path.series() instanceof CheckpointSeries checkpoints)) {
            return Optional.empty();
        }
        Set<Path> folders = checkpoints.files().stream()
                .map(file -> file.toAbsolutePath().getParent())
                .collect(Collectors.toSet());
        return folders.size() == 1 ? folders.stream().findFirst() : Optional.empty();
    }

    private void publish(FoundSection found) {
        shown = found;
        evaluation.evaluateOver(found);
        draw();
    }

    private void draw() {
        boolean there = shown != null && evaluation.isShown(shown);
        overlays.put(this, there ? SectionOverlay.of(shown.section()) : Overlay.NONE);
    }

    /** Tells whether a plane is being laid. */
    public ReadOnlyBooleanProperty runningProperty() {
        return working.runningProperty();
    }

    /** Ends what runs. */
    public void cancel() {
        working.drop();
    }
}
