package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Extent;
import io.orograph.plane.Plane;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.plane.TrajectoryDirections;
import io.orograph.plane.WeightSeries;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * In which plane the paths of several trainings of one network lie together: that of the two principal directions of all
 * their steps, through the end of the first training, which is a network, as the mean of all steps is not. Each path counts
 * by its recorded steps; one with more than 128 counts by so many of them, evenly taken.
 *
 * @param paths two or more
 * @param statistics with which statistics of batch normalisations losses are taken
 * @param origin the options of a command that names the same paths; none where no files hold them
 */
public record SharedPlane(List<Path> paths, StatisticsPolicy statistics, Command origin)
        implements Study<StudyListener, Trajectory.Result> {

    /**
     * The path of a training.
     *
     * @param title what it is called
     * @param number by which it is coloured, from 0
     */
    public record Path(String title, WeightSeries series, int number) {}

    public SharedPlane {
        paths = List.copyOf(paths);
    }

    /**
     * Asks it of recorded folders.
     *
     * @param folders of the paths, in their order
     */
    public static SharedPlane of(List<Path> paths, List<java.nio.file.Path> folders, StatisticsPolicy statistics) {
        Command origin = Command.of();
        for (java.nio.file.Path folder : folders) {
            origin = origin.with("--record", folder);
        }
        return new SharedPlane(paths, statistics, origin);
    }

    @Override
    public Trajectory.Result run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        WeightSeries all = joined();
        BatchNormWords.notice(statistics, all, experiment).ifPresent(listener::notice);
        listener.stage("Directions");
        TrajectoryDirections directions = Trajectory.directions(all, experiment, listener, cancel);
        Plane plane = Trajectory.evaluated(directions.plane(), all, statistics, experiment);
        List<PlanePath> found = new ArrayList<>();
        for (Path path : paths) {
            listener.stage("Points of " + path.title());
            found.add(PlanePath.of(
                            new PlanePath.Weighted(PlanePath.Kind.TRAJECTORY, path.title(), path.series()),
                            plane,
                            experiment.objective(),
                            listener,
                            cancel)
                    .numbered(path.number()));
        }
        found.set(0, found.get(0).explaining(directions.explained()));
        Section section = Section.of(
                        "Plane through the paths of " + names(), description(directions, all, experiment), plane)
                .through(found, Extent.of(found).orElseThrow());
        return new Trajectory.Result(section, directions.explained(), command(experiment));
    }

    private String names() {
        return paths.stream().map(Path::title).collect(Collectors.joining(", "));
    }

    private Provenance description(TrajectoryDirections directions, WeightSeries all, Experiment experiment) {
        double[] explained = directions.explained();
        Path first = paths.get(0);
        WeightSeries series = first.series();
        return Provenance.NONE
                .with(Key.DIRECTIONS, "principal directions of all steps of " + names())
                .with(Key.EXPLAINED, List.of(explained[0], explained[1]))
                .with(Key.ORIGIN, first.title() + ", " + series.name(series.size() - 1))
                .with(Key.BATCH_NORM, BatchNormWords.along(statistics, all, experiment));
    }

    private Command command(Experiment experiment) {
        return origin == Command.NONE
                ? Command.NONE
                : experiment.command("trajectory", origin.with(SectionCommand.ofStatistics(statistics, experiment)));
    }

    /** Returns the steps of all paths, those of the first last: its end is the last of all. */
    private WeightSeries joined() {
        List<WeightSeries> series = new ArrayList<>();
        for (Path path : paths.subList(1, paths.size())) {
            series.add(ThinnedSeries.of(path.series()));
        }
        series.add(ThinnedSeries.of(paths.get(0).series()));
        return new Joined(series);
    }

    /** Several series, one after the other. */
    private record Joined(List<WeightSeries> parts) implements WeightSeries {

        @Override
        public int size() {
            return parts.stream().mapToInt(WeightSeries::size).sum();
        }

        @Override
        public int statistics() {
            return parts.stream().mapToInt(WeightSeries::statistics).min().orElse(0);
        }

        @Override
        public String name(int index) {
            Place place = place(index);
            return place.part().name(place.index());
        }

        @Override
        public WeightsSource source(int index) throws IOException {
            Place place = place(index);
            return place.part().source(place.index());
        }

        @Override
        public double[] read(int index, int from, int to) throws IOException {
            Place place = place(index);
            return place.part().read(place.index(), from, to);
        }

        private Place place(int index) {
            int left = index;
            for (WeightSeries part : parts) {
                if (left < part.size()) {
                    return new Place(part, left);
                }
                left -= part.size();
            }
            throw new IndexOutOfBoundsException(index);
        }
    }

    /** A vector of one of several series. */
    private record Place(WeightSeries part, int index) {}
}
