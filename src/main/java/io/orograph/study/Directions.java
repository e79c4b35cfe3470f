package io.orograph.study;

import io.orograph.export.DirectionsNpz;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

/** Planes through θ₀ along two directions: drawn, computed from the loss, or read from a file. */
public final class Directions {

    private static final String COMMAND = "landscape";

    private Directions() {}

    /** Two random directions, with which statistics of batch normalisations their plane is evaluated. */
    public record Random(RandomDirections draws, StatisticsPolicy statistics) implements SectionSource {

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) {
            return around(
                    draws.section(experiment.layout(), experiment.weights().theta()), statistics, experiment);
        }

        @Override
        public Command command(Experiment experiment) {
            Command options = Command.of("--normalize", draws.normalization().label())
                    .flag(draws.includeBias(), "--include-bias")
                    .with("--seed", draws.seed())
                    .each("--hold", new TreeSet<>(draws.held()))
                    .with(SectionCommand.ofStatistics(statistics, experiment));
            return experiment.command(COMMAND, options);
        }
    }

    /** Directions that are computed from the loss at θ₀. */
    public record Computed(ComputedDirections directions, StatisticsPolicy statistics) implements SectionSource {

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) {
            listener.stage("Computing directions");
            return around(directions.section(experiment, listener, cancel), statistics, experiment);
        }

        @Override
        public Command command(Experiment experiment) {
            Command options = Command.of("--directions", directions.kind().label())
                    .with("--seed", directions.seed())
                    .each("--hold", new TreeSet<>(directions.held()))
                    .with(SectionCommand.ofStatistics(statistics, experiment));
            return experiment.command(COMMAND, options);
        }

        @Override
        public boolean isComputed() {
            return true;
        }
    }

    /** Directions that were saved for this architecture, as they are. */
    public record Saved(Path file, StatisticsPolicy statistics) implements SectionSource {

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) throws IOException {
            DirectionsNpz.Directions read = DirectionsNpz.read(file, experiment.layout());
            Provenance description = Provenance.NONE
                    .with(Key.DIRECTIONS, "from " + FileName.of(file))
                    .with(Key.DIRECTIONS_SHA256, Sha256.of(file));
            Plane plane = new Plane(experiment.layout(), experiment.weights().theta(), read.first(), read.second());
            return around(Section.of("Directions of " + FileName.of(file), description, plane), statistics, experiment);
        }

        @Override
        public Command command(Experiment experiment) {
            return experiment.command(
                    COMMAND,
                    Command.of("--directions", file).with(SectionCommand.ofStatistics(statistics, experiment)));
        }
    }

    /** Around one model its own statistics and held ones are the same: those that the objective has. */
    private static Section around(Section drawn, StatisticsPolicy policy, Experiment experiment) {
        Provenance said = Provenance.NONE.with(Key.BATCH_NORM, BatchNormWords.around(policy, experiment));
        return drawn.over(drawn.vectors().with(policy)).describing(said);
    }
}
