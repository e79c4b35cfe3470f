package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.objective.Evaluation;
import io.orograph.plane.Plane;
import io.orograph.plane.Section;
import io.orograph.provenance.Provenance;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The landscapes that ship with the samples, against cells that are computed here. */
class SampleLandscapesTest {

    /** Relative: single precision sums some thousand terms in another order on another processor. */
    private static final double TOLERANCE = 2e-4;

    /** Places of cells from the first to the last: corners, the middle of an edge, θ₀, some between. */
    private static int[] cells(Grid grid) {
        int nx = grid.nx();
        int last = grid.cells() - 1;
        return new int[] {last / 2, 0, nx - 1, last, nx / 2, last / 4, 3 * last / 4};
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits-mlp",
                "digits-mlp-tanh",
                "digits-cnn",
                "digits-resnet",
                "digits-plain",
                "breast-cancer-mlp",
                "diabetes-mlp",
                "mnist-lenet-bn",
                "mnist-flat",
                "mnist-sharp",
                "text-transformer"
            })
    void shippedCellsAreThoseThatAreComputed(String name) throws IOException {
        SampleSettings settings = SampleSettings.of(TestSamples.named(name));
        try (Experiment experiment = TestSamples.opened(name, ExperimentSettings.DEFAULT)) {
            Kept kept = SampleLandscapes.find(experiment, settings.entries())
                    .orElseThrow()
                    .within(experiment.data().samples() + " samples");
            Section section = settings.study().source().section(experiment, new Nothing(), new CancelToken());
            Grid grid = settings.study().grid().over(section);
            Plane plane = section.plane().orElseThrow();
            for (int cell : cells(grid)) {
                double[] row = kept.find("cells", cell).orElseThrow();
                double[] theta = plane.at(
                        grid.alpha().value(cell % grid.nx()), grid.beta().value(cell / grid.nx()));
                Evaluation here = experiment.objective().evaluate(theta, new CancelToken());
                assertThat(row[0])
                        .as("%s, cell %d", name, cell)
                        .isCloseTo(here.loss(), within(TOLERANCE * Math.abs(here.loss())));
            }
            for (int cell = 0; cell < grid.cells(); cell++) {
                assertThat(kept.find("cells", cell)).isPresent();
            }
        }
    }

    private static final class Nothing implements LandscapeStudy.Listener {
        @Override
        public void found(Section section, Provenance provenance) {}

        @Override
        public void progress(long done, long total) {}
    }

    @Test
    void theyCountForTheSameQuestionAlone() throws IOException {
        String name = "breast-cancer-mlp";
        Map<String, Object> settings =
                SampleSettings.of(TestSamples.named(name)).entries();
        try (Experiment whole = TestSamples.opened(name, ExperimentSettings.DEFAULT);
                Experiment few = TestSamples.opened(name, ExperimentSettings.DEFAULT.withSamples(50))) {
            assertThat(SampleLandscapes.find(whole, settings)).isPresent();
            assertThat(SampleLandscapes.find(few, settings)).isEmpty();
            for (Map.Entry<String, Object> other : Map.<String, Object>of(
                            "--seed", 1L, "--range", 0.5, "--normalization", "layer")
                    .entrySet()) {
                Map<String, Object> changed = new HashMap<>(settings);
                changed.put(other.getKey(), other.getValue());
                assertThat(SampleLandscapes.find(whole, changed))
                        .as(other.getKey())
                        .isEmpty();
            }
        }
    }
}
