package io.orograph.study;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.LocalLoss;
import io.orograph.export.DirectionsNpz;
import io.orograph.file.FileName;
import io.orograph.file.Sha256;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.plane.Section;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

    /**
     * Directions that are computed from the loss at θ₀, in double precision whatever the experiment is in, over all its
     * samples.
     *
     * @param seed of what is drawn
     * @param held parameters that do not move
     */
    public record Computed(DirectionKind kind, long seed, Set<String> held, StatisticsPolicy statistics)
            implements SectionSource {

        /**
         * @throws IllegalArgumentException if the kind is not computed
         */
        public Computed {
            if (!kind.isComputed()) {
                throw new IllegalArgumentException(kind.label() + " directions are drawn, not computed");
            }
            held = Set.copyOf(held);
        }

        @Override
        public Section section(Experiment experiment, StudyListener listener, CancelToken cancel) {
            listener.stage("Computing directions");
            return around(computed(experiment, listener, cancel), statistics, experiment);
        }

        /** On threads of its own, which give way if the experiment's do. */
        private Section computed(Experiment experiment, ProgressListener progress, CancelToken cancel) {
            FreeParameters free = FreeParameters.of(experiment.layout(), held);
            double[] theta = experiment.weights().theta();
            try (Objective exact = experiment.objectiveIn(Precision.DOUBLE)) {
                CurvatureAnalysis.finite(exact.evaluate(theta, cancel));
                GradientNoise.Batches batches = new GradientNoise.Batches(experiment.loss(), experiment.data());
                Section section = kind.computation()
                        .orElseThrow()
                        .section(new LocalLoss(exact, batches, theta, free, cancel), seed, progress);
                return held.isEmpty()
                        ? section
                        : section.describing(Provenance.NONE.with(Key.HELD, List.copyOf(new TreeSet<>(held))));
            }
        }

        @Override
        public Command command(Experiment experiment) {
            Command options = Command.of("--directions", kind.label())
                    .with("--seed", seed)
                    .each("--hold", new TreeSet<>(held))
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
