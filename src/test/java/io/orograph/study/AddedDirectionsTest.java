package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.DataSource;
import io.orograph.landscape.Landscape;
import io.orograph.model.ModelReaders;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A kind of directions is one class and one line in a list: the rest takes one that it has never heard of. */
final class AddedDirectionsTest {

    private static final Path SAMPLES = Path.of("sample-models");
    private static final CancelToken GO = new CancelToken();

    @Test
    void giveALandscapeAndTheCommandThatRepeatsIt() throws IOException {
        SectionSource source = AxisDirections.KIND.source(RandomDirections.DEFAULT, StatisticsPolicy.OWN);
        try (Experiment experiment = Experiment.of(
                ModelReaders.open(SAMPLES.resolve("diabetes-mlp.onnx"), GO),
                LoadedData.open(DataSource.of(SAMPLES.resolve("diabetes-test.npz"))),
                ExperimentSettings.DEFAULT)) {
            LandscapeStudy study = new LandscapeStudy(source, GridSettings.square(0.5, 3), Optional.empty(), false);
            LandscapeStudy.Result found = study.run(experiment, LandscapeStudy.Listener.NONE, GO);
            Landscape landscape = found.landscape();
            Plane plane = landscape.section().vectors();
            assertThat(plane.first()[0]).isEqualTo(1);
            assertThat(plane.second()[1]).isEqualTo(1);
            double[] theta = experiment.weights().theta().clone();
            theta[0] += 0.5;
            theta[1] -= 0.5;
            // In single precision, and a row of cells at a time: the last bits of an output of about 1 differ.
            assertThat(landscape.loss(2))
                    .isCloseTo(experiment.objective().evaluate(theta, GO).loss(), within(1e-7));
            assertThat(found.command().text()).contains("--directions axes");
        }
    }

    @Test
    void drawnOnesAreNotComputed() {
        assertThat(DirectionKind.RANDOM
                        .source(RandomDirections.DEFAULT, StatisticsPolicy.OWN)
                        .isComputed())
                .isFalse();
        assertThatThrownBy(() -> new Directions.Computed(DirectionKind.RANDOM, 0, Set.of(), StatisticsPolicy.OWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("random directions are drawn, not computed");
    }
}
