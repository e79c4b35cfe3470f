package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.choice.Named;
import io.orograph.curvature.Effort;
import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.study.Experiment;
import io.orograph.training.BaseOptimizer;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.training.TrainingModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a window had computed is asked again at the next start: trainings and studies, to the same bits. */
@NeedsDisplay
class GoingOnTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private final LeftBehind left = new LeftBehind(ui);

    private TrainingModel training() {
        return ui.models().training();
    }

    private void awaitTraining(boolean running) {
        Fx.await(
                "the training " + (running ? "runs" : "is over"),
                () -> training().runningProperty().get() == running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"momentum", "adam"})
    void aTrainingGoesOnToTheSameBits(String optimizer) {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> {
            training()
                    .choices()
                    .baseProperty()
                    .set(Named.find(BaseOptimizer.all(), optimizer).orElseThrow());
            training().choices().epochsProperty().set(4000);
            training().choices().seedProperty().set(5);
            training().start();
        });
        left.awaitNote("training.npz", "\"finished\" : false");
        left.killAndStart();
        assertThat(left.sentence())
                .contains("raining")
                .contains(" of breast-cancer-mlp.onnx")
                .endsWith("not finished.");
        left.goOn();
        awaitTraining(true);
        awaitTraining(false);
        Weights resumed = Fx.get(() -> training().trained());
        assertThat(Fx.get(() -> training().choices().epochsProperty().get())).isEqualTo(4000);
        Fx.run(() -> training().start());
        awaitTraining(true);
        awaitTraining(false);
        Weights anew = Fx.get(() -> training().trained());
        assertThat(resumed.theta()).isEqualTo(anew.theta());
        assertThat(resumed.name()).isEqualTo(anew.name());
    }

    @Test
    void aTrainingThatWasOverIsThereAgainWithItsPath() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> {
            training().choices().epochsProperty().set(3);
            training().start();
        });
        awaitTraining(true);
        awaitTraining(false);
        Weights trained = Fx.get(() -> training().trained());
        left.awaitNote("training.npz", "\"finished\" : true");
        left.killAndStart();
        assertThat(left.sentence()).contains("raining");
        left.goOn();
        Fx.await("its path is shown", () -> ui.models().path().pathOverPlane().isPresent());
        assertThat(Fx.get(() -> training().trained()).theta()).isEqualTo(trained.theta());
        assertThat(Fx.get(() -> training().statusProperty().get())).contains("done");
    }

    @Test
    void curvatureAtOtherWeightsAndParametersGoesOn() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        String held = Fx.get(() -> ui.models()
                .workspace()
                .modelProperty()
                .get()
                .network()
                .layout()
                .parameters()
                .get(0)
                .name());
        Fx.run(() -> ui.models().workspace().chooseOtherwise(held));
        Fx.await("it is a constant", () -> {
            Experiment open = ui.models().workspace().experimentProperty().get();
            return open != null && !open.model().choice().equals(OpenedModel.Choice.NONE);
        });
        Fx.run(() -> ui.models()
                .workspace()
                .use(moved(ui.models().workspace().experimentProperty().get())));
        Fx.await("θ₀ is moved", () -> {
            Experiment open = ui.models().workspace().experimentProperty().get();
            return open != null && open.weights().name().equals("moved");
        });
        CurvatureModel curvature = ui.models().curvature();
        Fx.run(() -> {
            curvature.largestProperty().set(3);
            curvature.effortProperty().set(Effort.THOROUGH);
            curvature.intervalsProperty().set(true);
            curvature.start();
        });
        left.awaitNote("study.npz", "\"curvature\"");
        left.killAndStart();
        assertThat(left.sentence()).contains("curvature");
        left.goOn();
        CurvatureModel resumed = ui.models().curvature();
        Fx.await(
                "it is measured",
                () -> !resumed.runningProperty().get()
                        && resumed.statusProperty().get().startsWith("Measured"));
        assertThat(resumed.statusProperty().get()).contains("θ₀, moved");
        Experiment open = ui.models().workspace().experimentProperty().get();
        assertThat(open.model().choice().asConstants()).containsExactly(held);
        assertThat(open.weights().source()).isEqualTo(new WeightsSource.PlanePoint("a plane", 0.25, -0.5));
        assertThat(resumed.largestProperty().get()).isEqualTo(3);
        assertThat(resumed.effortProperty().get()).isEqualTo(Effort.THOROUGH);
    }

    private static Weights moved(Experiment open) {
        double[] theta = open.weights().theta().clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] *= 1.01;
        }
        return new Weights("moved", new WeightsSource.PlanePoint("a plane", 0.25, -0.5), theta);
    }
}
