package io.orograph.study;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.Section;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.util.List;

/**
 * Which plane goes through three models of one architecture, θ₀ at its origin (Garipov et al. 2018, arXiv 1802.10026,
 * section 5), and what their losses are.
 *
 * @param second beside θ₀
 * @param third beside both
 * @param statistics with which statistics of batch normalisations losses are taken
 */
public record ThroughModels(OtherWeights second, OtherWeights third, StatisticsPolicy statistics)
        implements Study<StudyListener, ThroughModels.Result> {

    /**
     * The plane and its models.
     *
     * @param section with the models on it
     * @param models in the order of its path
     * @param command that lays it, without the options of a grid
     */
    public record Result(Section section, List<Weights> models, Command command) {

        /** Returns the plane as one to be evaluated. */
        public FoundSection found() {
            return new FoundSection(section, command);
        }
    }

    @Override
    public Result run(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
        List<OtherWeights> others = List.of(second, third);
        List<Weights> models = PlacedModels.read(experiment, others, listener, cancel);
        listener.stage("Evaluating the models");
        String names = PlacedModels.names(models);
        Plane plane = plane(experiment, models, names);
        PlanePath path = PlacedModels.path(PlanePath.Kind.MODELS, names, models, plane, experiment, listener, cancel);
        List<PlaneCoordinates> places =
                path.points().stream().map(PlanePath.Point::place).toList();
        Section section = Section.of(
                        "Plane through " + names,
                        PlacedModels.description("through " + names, models, places, statistics, experiment),
                        plane)
                .through(path, PlacedModels.extent(places));
        Command options = SectionCommand.ofModels(others).with(SectionCommand.ofStatistics(statistics, experiment));
        return new Result(section, models, experiment.command("plane", options));
    }

    private Plane plane(Experiment experiment, List<Weights> models, String names) throws IOException {
        try {
            return PlacedModels.plane(experiment, statistics, models.get(0), models.get(1), models.get(2));
        } catch (IllegalArgumentException e) {
            throw new UnsuitableModelsException(
                    names + " span no plane: " + e.getMessage() + "; choose three that were trained apart.", e);
        }
    }
}
