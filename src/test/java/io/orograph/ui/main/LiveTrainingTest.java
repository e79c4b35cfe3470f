package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.plane.Plane;
import io.orograph.plot.Overlay;
import io.orograph.study.SharpnessPoint;
import io.orograph.training.BaseOptimizer;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.training.TrainingChoices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A training is seen on the landscape while it runs. */
@NeedsDisplay
class LiveTrainingTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private String mark() {
        return window.models().display().overlays().shownProperty().get().marks().stream()
                .map(Overlay.Mark::label)
                .filter(label -> label.matches("step \\d+"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aTrainingThatWaitsIsMeasuredWhereItIsAskedFor() {
        window.openSample(WindowExtension.SMALL);
        Fx.run(() -> {
            TrainingChoices choices = window.models().training().choices();
            choices.baseProperty().set(BaseOptimizer.SGD);
            choices.batchProperty().set(100_000);
            choices.epochsProperty().set(12);
            choices.recordEveryProperty().set(2);
            choices.sharpnessProperty().set(true);
            window.models().training().startWaiting(3);
        });
        Fx.await(
                "it has trained",
                () -> !window.models().training().runningProperty().get()
                        && !window.models().path().runningProperty().get());
        assertThat(Fx.get(() -> window.models().runs().all().get(0)).curves().sharpness())
                .extracting(SharpnessPoint::step)
                .containsExactly(0L, 6L, 12L);
    }

    @Test
    void thePointMovesThePlaneIsFittedAndNothingOfItIsKept() {
        window.openSample(WindowExtension.SMALL);
        Plane first =
                Fx.get(() -> window.models().evaluation().shownPlaneProperty().get());
        int before = Fx.get(() -> window.models().history().entries().size());
        Fx.run(() -> {
            TrainingChoices choices = window.models().training().choices();
            choices.baseProperty().set(BaseOptimizer.SGD);
            choices.learningRateProperty().set(0.05);
            choices.epochsProperty().set(1_000_000);
            window.models().training().start();
        });
        Fx.await("the point is there", () -> !mark().isEmpty());
        String there = Fx.get(this::mark);
        Fx.await("it moves", () -> !mark().isEmpty() && !mark().equals(there));
        Fx.await(
                "a plane was fitted to the way",
                () -> window.models().evaluation().isPassing()
                        && window.models().evaluation().shownPlaneProperty().get() != first
                        && !window.models().evaluation().runningProperty().get());
        Fx.await("it is seen in that plane too", () -> !mark().isEmpty());
        assertThat(Fx.get(() -> window.models().history().entries().size())).isEqualTo(before);
        Fx.run(() -> window.models().training().stop());
        Fx.await(
                "its path is shown",
                () -> !window.models().training().runningProperty().get()
                        && window.models().path().pathOverPlane().isPresent());
        window.awaitWhole(landscape -> landscape.section().paths().size() == 1);
        assertThat(Fx.get(() -> window.models()
                        .display()
                        .overlays()
                        .shownProperty()
                        .get()
                        .lines()))
                .as("the path has taken its place")
                .hasSize(1);
        assertThat(Fx.get(() -> window.models().history().entries().size())).isEqualTo(before + 1);
    }
}
