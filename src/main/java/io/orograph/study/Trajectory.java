package io.orograph.study;

import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Plane;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plane.TrajectoryDirections;
import io.orograph.plane.WeightSeries;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.training.CheckpointSeries;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * In which plane the path of a training lies: that of its two principal directions (Lorch 2016; Li et al. 2018, arXiv
 * 1712.09913, section 7.2), through its last point, and what the losses along it are.
 *
 * @param title what moved, such as "20 checkpoints"
 * @param series the path
 * @param statistics with which statistics of batch normalisations losses are taken
 * @param origin the command whose record the path is; the checkpoints' own files where the series has them
 */
public record Trajectory(String title, WeightSeries series, StatisticsPolicy statistics, Command origin)
        implements Study<StudyListener, Trajectory.Result> {

    /**
     * The plane and the path over it.
     *
     * @param section with the path on it
     * @param explained the share of the path's variance that each direction holds
     * @param command that lays it, without the options of a grid
     */
    public record Result(Section section, double[] explained, Command command) {

        /** Returns the plane as one to be evaluated. */
        public FoundSection found() {
            return new FoundSection(section, command);
        }
    }

    /** Asks it of checkpoint files; a training's record is called what it is called while it is in memory. */
    public static Trajectory of(CheckpointSeries checkpoints, Map<String, String> arrays, StatisticsPolicy statistics) {
        Command files =
                Command.of("--checkpoints").with(checkpoints.files().toArray()).matching(arrays);
        String title = checkpoints.optimizer().orElse(checkpoints.size() + " checkpoints");
        return new Trajectory(title, checkpoints, statistics, files);
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        BatchNormWords.notice(statistics, series, experiment).ifPresent(listener::notice);
        listener.stage("Directions");
        TrajectoryDirections directions = directions(experiment, listener, cancel);
        Plane plane = evaluated(directions.plane(), series, statistics, experiment);
        listener.stage("Points");
        PlanePath path = PlanePath.of(
                        new PlanePath.Weighted(PlanePath.Kind.TRAJECTORY, title, series),
                        plane,
                        experiment.objective(),
                        listener,
                        cancel)
                .explaining(directions.explained());
        Section section = Section.of("Principal directions of " + title, description(directions, experiment), plane)
                .through(path, path.extent());
        return new Result(section, directions.explained(), command(experiment));
    }

    private TrajectoryDirections directions(Experiment experiment, StudyListener listener, CancelToken cancel)
            throws IOException {
        return directions(series, experiment, listener, cancel);
    }

    /** Returns the principal directions of a series, or says why it has none. */
    static TrajectoryDirections directions(
            WeightSeries series, Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        try {
            return TrajectoryDirections.of(series, experiment.layout(), listener, cancel);
        } catch (TrajectoryDirections.TooFewDirectionsException e) {
            throw new UnsuitableModelsException(
                    series.name(series.size() - 1) + " and the points before it cannot be used: " + e.getMessage()
                            + "; choose more of them",
                    e);
        }
    }

    /** By the path's own statistics, if it has any, with those of its last point: what the surface is taken with. */
    static Plane evaluated(Plane plane, WeightSeries series, StatisticsPolicy statistics, Experiment experiment)
            throws IOException {
        if (!statistics.isOwn() || series.statistics() == 0) {
            return plane.with(statistics);
        }
        int weights = plane.layout().size();
        double[] last = series.read(series.size() - 1, weights, weights + series.statistics());
        RunningStatistics tracked = RunningStatistics.of(experiment.loss().network());
        return plane.of(tracked.tracked().layout(), last).with(statistics);
    }

    private Provenance description(TrajectoryDirections directions, Experiment experiment) {
        double[] explained = directions.explained();
        return Provenance.NONE
                .with(Key.DIRECTIONS, "principal directions of " + title)
                .with(Key.EXPLAINED, List.of(explained[0], explained[1]))
                .with(Key.ORIGIN, series.name(series.size() - 1))
                .with(Key.BATCH_NORM, BatchNormWords.along(statistics, series, experiment));
    }

    private Command command(Experiment experiment) {
        return experiment.command("trajectory", origin.with(SectionCommand.ofStatistics(statistics, experiment)));
    }
}
