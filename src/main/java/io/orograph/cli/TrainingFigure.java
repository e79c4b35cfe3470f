package io.orograph.cli;

import io.orograph.network.ParameterLayout;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Section;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.TrainingPlot;
import io.orograph.study.Trajectory;
import io.orograph.study.UnsuitableModelsException;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import io.orograph.training.TrajectoryRecorder;
import java.io.IOException;
import java.util.Optional;

/** Keeps the path of a training in memory beside what records it, and draws its losses and its path. */
final class TrainingFigure implements TrainingRecorder {

    private final TrainingRecorder first;
    private final TrajectoryRecorder path;
    private final String optimizer;

    /**
     * Makes one.
     *
     * @param first records before this does
     * @param layout of what is recorded
     */
    TrainingFigure(TrainingRecorder first, ParameterLayout layout, Experiment experiment, TrainingSettings settings) {
        this.first = first;
        this.optimizer = settings.optimizer().title();
        this.path = new TrajectoryRecorder(
                layout,
                layout.size() - experiment.layout().size(),
                optimizer,
                experiment.objective().precision());
    }

    @Override
    public void record(TrainingPoint point, double[] state) throws IOException {
        first.record(point, state);
        path.record(point, state);
    }

    @Override
    public void keep(TrainingState state) throws IOException {
        first.keep(state);
    }

    @Override
    public boolean wantsState() {
        return first.wantsState();
    }

    /** Draws what there is: of a training with too few points, or that did not move in two directions, the losses alone. */
    void write(FigureOptions figure, Experiment experiment, Console console) throws IOException {
        if (!path.points().isEmpty()) {
            figure.write(
                    TrainingPlot.of(optimizer, path.points(), section(experiment, console), experiment.provenance()),
                    experiment.provenance());
        }
    }

    private Optional<Section> section(Experiment experiment, Console console) throws IOException {
        Trajectory study = new Trajectory(optimizer, path.weights(), StatisticsPolicy.OWN, Command.NONE);
        try (StudyProgress progress = new StudyProgress(console, "Path")) {
            return Optional.of(study.run(experiment, progress, console.cancel()).section());
        } catch (UnsuitableModelsException e) {
            console.tell("The figure has no path: " + e.getMessage());
            return Optional.empty();
        }
    }
}
