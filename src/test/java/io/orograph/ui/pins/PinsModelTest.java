package io.orograph.ui.pins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.math.Vectors;
import io.orograph.plane.Plane;
import io.orograph.plot.Overlay;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Named points lie on a plane, and are measured by its directions. */
@NeedsDisplay
class PinsModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private final Overlays overlays = new Overlays();
    private EvaluationModel evaluation;
    private PinsModel model;

    @BeforeEach
    void evaluate() throws IOException {
        Experiment experiment =
                followed.keep(TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(20)));
        Fx.run(() -> {
            evaluation = new EvaluationModel(followed.subject(), followed.background(), followed.problems());
            model = new PinsModel(evaluation, overlays);
            evaluation.resolutionProperty().set(5);
            followed.subject().set(experiment);
        });
        finish();
    }

    private void finish() {
        followed.background().runAll();
        Fx.await("it is evaluated", () -> !evaluation.runningProperty().get());
    }

    private List<Pin> pins() {
        return Fx.get(() -> model.pinsProperty().get());
    }

    private void put(double alpha, double beta) {
        Fx.run(() -> model.put(new Crosshair(alpha, beta)));
    }

    @Test
    void theDistanceIsThatOfTheWeights() {
        put(0.5, -0.25);
        put(-1, 0.75);
        Plane plane = Fx.get(() -> evaluation.shownPlaneProperty().get());
        PinsModel.Distance distance = Fx.get(() -> model.distance(pins().get(0), pins().get(1)));
        assertThat(distance.inPlane()).isCloseTo(Math.hypot(1.5, 1), within(1e-12));
        double weights = Vectors.norm(Vectors.difference(plane.at(0.5, -0.25), plane.at(-1, 0.75)));
        assertThat(distance.inWeights()).isCloseTo(weights, within(1e-12 * weights));
    }

    @Test
    void theyHaveLettersAndAreRenamedAndRemoved() {
        put(0, 0);
        put(0.1, 0);
        put(0.2, 0);
        Fx.run(() -> model.rename(model.pinsProperty().get().get(1), " sharp "));
        Fx.run(() -> model.rename(model.pinsProperty().get().get(2), "sharp"));
        Fx.run(() -> model.remove(model.pinsProperty().get().get(0)));
        assertThat(pins()).extracting(Pin::name).containsExactly("sharp", "C");
        put(0.3, 0);
        assertThat(pins()).extracting(Pin::name).containsExactly("sharp", "C", "A");
        assertThat(overlays.shownProperty().get().marks())
                .extracting(Overlay.Mark::label)
                .containsExactly("sharp", "C", "A");
    }

    @Test
    void aLargerRangeKeepsThemAndAnotherPlaneDoesNot() {
        put(0.5, 0.5);
        Fx.run(() -> {
            evaluation.rangeProperty().set(2);
            evaluation.evaluate();
        });
        finish();
        assertThat(pins()).hasSize(1);
        Fx.run(() -> {
            evaluation.newDirections();
            evaluation.evaluate();
        });
        finish();
        assertThat(pins()).isEmpty();
        assertThat(overlays.shownProperty().get().isEmpty()).isTrue();
    }
}
