package io.orograph.ui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.ui.FollowedExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order of events of an evaluation. The test runs the background itself. */
@NeedsDisplay
class EvaluationModelTest {

    @RegisterExtension
    final FollowedExperiment followed = new FollowedExperiment();

    private Experiment experiment;
    private EvaluationModel model;

    @BeforeEach
    void make() throws IOException {
        experiment = followed.keep(TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT));
        model = Fx.get(() -> new EvaluationModel(followed.subject(), followed.background(), followed.problems()));
        Fx.run(() -> model.resolutionProperty().set(11));
    }

    private void runBackground() {
        followed.background().runAll();
        Fx.run(() -> {});
    }

    private Landscape evaluated() {
        followed.show(experiment);
        runBackground();
        Fx.await("it is over", () -> !model.runningProperty().get());
        return model.landscapeProperty().get();
    }

    @Test
    void evaluatesWhatIsOpened() {
        assertThat(model.readyProperty().get()).isFalse();
        Landscape landscape = evaluated();
        assertThat(landscape.isComplete()).isTrue();
        assertThat(model.readyProperty().get()).isTrue();
        assertThat(model.statusProperty().get()).startsWith("121 cells in ");
        assertThat(model.progressProperty().get()).isZero();
        // Orthogonal in every filter, so in all: the rest is rounding of double.
        assertThat(Math.abs(model.cosineProperty().get())).isLessThan(1e-12);
    }

    @Test
    void saysHowLongItWillTakeBeforeItsFirstCell() {
        followed.show(experiment);
        assertThat(model.statusProperty().get()).startsWith("Evaluating 121 cells · working out the time left");
        assertThat(model.progressProperty().get()).isEqualTo(-1);
        runBackground();
        Fx.await("it is over", () -> !model.runningProperty().get());
        Fx.run(model::evaluate);
        assertThat(model.statusProperty().get())
                .startsWith("Evaluating 121 cells · ")
                .contains(" s left");
    }

    @Test
    void cancelledBeforeItsFirstCellItKeepsWhatWasShown() {
        Landscape before = evaluated();
        Fx.run(() -> {
            model.evaluate();
            model.cancel();
            assertThat(model.runningProperty().get()).isFalse();
            assertThat(model.statusProperty().get()).startsWith("Cancelled before the first cell");
        });
        assertThat(model.landscapeProperty().get()).isSameAs(before);
        // What still runs in the background no longer publishes.
        runBackground();
        assertThat(model.landscapeProperty().get()).isSameAs(before);
        assertThat(model.statusProperty().get()).startsWith("Cancelled before the first cell");
    }

    @Test
    void aCancelEndsWhatWaitsForARestToo() {
        evaluated();
        Fx.run(() -> {
            model.rangeProperty().set(0.5);
            model.cancel();
            model.rangeProperty().set(0.7);
        });
        Fx.await("the later change starts", () -> model.runningProperty().get());
        runBackground();
        Fx.await("it is over", () -> !model.runningProperty().get());
        assertThat(model.landscapeProperty().get().grid().alpha().to()).isEqualTo(0.7);
    }

    @Test
    void saysWhenNothingMoves() {
        evaluated();
        Fx.run(() -> {
            experiment.layout().parameters().forEach(parameter -> model.held().add(parameter.name()));
            model.evaluate();
        });
        runBackground();
        Fx.await("it is over", () -> !model.runningProperty().get());
        assertThat(model.statusProperty().get()).startsWith("Nothing moves");
        assertThat(model.landscapeProperty().get().max())
                .isEqualTo(model.landscapeProperty().get().min());
    }

    @Test
    void whatIsClosedTakesItsLandscapeWithIt() {
        evaluated();
        followed.show(null);
        assertThat(model.landscapeProperty().get()).isNull();
        assertThat(model.cosineProperty().get()).isNaN();
        assertThat(model.readyProperty().get()).isFalse();
    }
}
